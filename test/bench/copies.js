/** A library of any size: copies of the fixtures' music, each a sound file with a content of its own. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { MUSIC } from './place.js';

/** Writes `count` files below `folder`, a hundred a folder, and returns their paths. */
export function writeCopies(folder, count) {
  const originals = readdirSync(MUSIC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ extension: extname(entry.name), bytes: readFileSync(join(entry.parentPath, entry.name)) }));
  return Array.from({ length: count }, (_, i) => {
    const { extension, bytes } = originals[i % originals.length];
    const album = join(folder, `album ${Math.floor(i / 100)}`);
    if (i % 100 === 0) mkdirSync(album, { recursive: true });
    const path = join(album, `track ${i}${extension}`);
    writeFileSync(path, MARKERS[extension](bytes, Math.floor(i / originals.length)));
    return path;
  });
}

/** For each kind of file a way of making its audio unlike that of any other number, all of them small, and as sound as before. */
const MARKERS = {
  '.aiff': (bytes, n) => withNumber(bytes, n, bytes.indexOf('SSND') + 16),
  // The checksum of the samples, which stands for them.
  '.flac': (bytes, n) => withNumber(bytes, n, bytes.indexOf('fLaC') + 26),
  '.m4a': withLongerPacket,
  '.mp3': withMarkedEnd,
  '.ogg': withFewerSamples,
  '.opus': withFewerSamples,
  '.wav': (bytes, n) => withNumber(bytes, n, bytes.indexOf('data') + 8),
};

function withNumber(bytes, n, at) {
  const marked = Buffer.from(bytes);
  marked.writeUInt32BE(n, at);
  return marked;
}

/** MP4: zeros behind the last packet, which tells itself where it ends. */
function withLongerPacket(bytes, n) {
  const start = bytes.indexOf('mdat') - 4;
  const end = start + bytes.readUInt32BE(start);
  const longer = Buffer.concat([bytes.subarray(0, end), Buffer.alloc(n), bytes.subarray(end)]);
  longer.writeUInt32BE(end + n - start, start);
  const sizes = longer.indexOf('stsz', end) + 12;
  const last = sizes + 4 * longer.readUInt32BE(sizes);
  longer.writeUInt32BE(longer.readUInt32BE(last) + n, last);
  return longer;
}

/** MPEG audio: the end of the last frame, where encoders leave what they need not. */
export function withMarkedEnd(bytes, n) {
  const tag = bytes.subarray(-128).toString('latin1', 0, 3) === 'TAG' ? 128 : 0;
  return withNumber(bytes, n, bytes.length - tag - 4);
}

/** Ogg: samples left out at the end, as its last page tells (RFC 3533, section 6). */
function withFewerSamples(bytes, n) {
  const shorter = Buffer.from(bytes);
  const page = shorter.subarray(shorter.lastIndexOf('OggS'));
  page.writeBigInt64LE(page.readBigInt64LE(6) - BigInt(n), 6);
  page.writeUInt32LE(0, 22);
  page.writeUInt32LE(oggChecksum(page), 22);
  return shorter;
}

const OGG_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = (value << 1) ^ (value < 0 ? 0x04c11db7 : 0);
  return value;
});

function oggChecksum(bytes) {
  let sum = 0;
  for (const byte of bytes) sum = (sum << 8) ^ OGG_TABLE[(sum >>> 24) ^ byte];
  return sum >>> 0;
}
