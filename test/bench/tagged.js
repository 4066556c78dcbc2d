/** Tagged MP3s, as many as are wanted: one short recording with other tags and another end each. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tracksOf } from './catalogue.js';
import { withMarkedEnd } from './copies.js';
import { MUSIC } from './place.js';

const AN_ALBUM = 12;

/** Writes `count` files below `folder`, an album a folder. */
export function writeTagged(folder, count) {
  const audio = withoutTag(smallestMp3());
  let i = 0;
  for (const { title, artist, album, genres, styles, year, bpm } of tracksOf(count)) {
    const place = join(folder, `album ${Math.floor(i / AN_ALBUM)}`);
    if (i % AN_ALBUM === 0) mkdirSync(place, { recursive: true });
    const tag = id3([
      ['TIT2', title],
      ['TPE1', artist],
      ['TALB', album],
      ['TCON', genres.join('; ')],
      ['TXXX', `STYLE\0${styles.join('; ')}`],
      ['TYER', String(year)],
      ['TBPM', String(Math.round(bpm ?? 0))],
      ['TRCK', String((i % AN_ALBUM) + 1)],
    ]);
    writeFileSync(join(place, `track ${i}.mp3`), Buffer.concat([tag, withMarkedEnd(audio, i)]));
    i++;
  }
}

function smallestMp3() {
  return readdirSync(MUSIC, { recursive: true })
    .filter((name) => name.endsWith('.mp3'))
    .map((name) => readFileSync(join(MUSIC, name)))
    .reduce((least, bytes) => (bytes.length < least.length ? bytes : least));
}

/** A tag of ID3v2.3 with frames of text in Latin-1; what that can't write is a question mark. */
function id3(frames) {
  const body = Buffer.concat(
    frames.map(([name, value]) => {
      const text = Buffer.from(value.replace(/[^\0-\xff]/g, '?'), 'latin1');
      const head = Buffer.alloc(11);
      head.write(name);
      head.writeUInt32BE(text.length + 1, 4);
      return Buffer.concat([head, text]);
    }),
  );
  const head = Buffer.from('ID3\x03\0\0\0\0\0\0', 'latin1');
  for (let i = 0; i < 4; i++) head[9 - i] = (body.length >> (7 * i)) & 127;
  return Buffer.concat([head, body]);
}

function withoutTag(bytes) {
  if (bytes.toString('latin1', 0, 3) !== 'ID3') return bytes;
  const size = bytes.subarray(6, 10).reduce((sum, byte) => sum * 128 + byte, 0);
  return bytes.subarray(10 + size);
}
