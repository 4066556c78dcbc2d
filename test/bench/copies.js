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
    writeFileSync(path, MARKERS[extension](bytes, i));
    return path;
  });
}

/** For each kind of file a way of making its content unlike that of any other number, and as sound as before. */
const MARKERS = {
  '.aiff': (bytes, n) => withChunk(bytes, 'ANNO', n, 'writeUInt32BE'),
  '.flac': (bytes, n) => Buffer.concat([bytes.subarray(0, 42), flacBlock(n), bytes.subarray(42)]),
  '.m4a': (bytes, n) => Buffer.concat([bytes, sized('free', n)]),
  '.mp3': (bytes, n) => Buffer.concat([bytes, id3v1(n)]),
  '.ogg': withSerial,
  '.opus': withSerial,
  '.wav': (bytes, n) => withChunk(bytes, 'note', n, 'writeUInt32LE'),
};

function text(n) {
  return Buffer.from(String(n).padStart(8, '0'));
}

/** One more chunk at the end of a RIFF or AIFF file. */
function withChunk(bytes, name, n, writeLength) {
  const head = Buffer.alloc(8);
  head.write(name);
  head[writeLength](8, 4);
  const whole = Buffer.concat([bytes, head, text(n)]);
  whole[writeLength](whole.length - 8, 4);
  return whole;
}

/** A box of MP4. */
function sized(name, n) {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(16);
  head.write(name, 4);
  return Buffer.concat([head, text(n)]);
}

/** A block for the data of an application; it follows STREAMINFO, which is never the last in our files. */
function flacBlock(n) {
  return Buffer.concat([Buffer.from([2, 0, 0, 12]), Buffer.from('mixp'), text(n)]);
}

function id3v1(n) {
  const tag = Buffer.alloc(128);
  tag.write('TAG');
  text(n).copy(tag, 3);
  return tag;
}

/** Another serial number on every page of an Ogg stream, with the checksums that go with it (RFC 3533, section 6). */
function withSerial(bytes, n) {
  const stream = Buffer.from(bytes);
  for (let start = 0, end; start < stream.length; start = end) {
    const segments = stream[start + 26];
    end = start + 27 + segments;
    for (const length of stream.subarray(start + 27, start + 27 + segments)) end += length;
    stream.writeUInt32LE(n + 1, start + 14);
    stream.writeUInt32LE(0, start + 22);
    stream.writeUInt32LE(oggChecksum(stream.subarray(start, end)), start + 22);
  }
  return stream;
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
