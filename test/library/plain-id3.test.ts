import { join } from 'node:path';
import { parseFile } from 'music-metadata';
import { describe, expect } from 'vitest';
import { withAudioFile } from '../../src/library/audio-file.ts';
import { readPlainId3 } from '../../src/library/plain-id3.ts';
import { mapTags, readTags } from '../../src/library/tags.ts';
import { statSync } from 'node:fs';
import { encode, music, writeWav } from '../audio/sounds.ts';
import { tempDir } from '../outside.ts';
import { changed, itWithTags, mutagen } from './files.ts';

const dir = tempDir();
const USUAL = "[TIT2(3, ['Title']), TPE1(3, ['Artist']), TALB(3, ['Album']), TRCK(3, ['1/2']), TDRC(3, ['1999'])]";

/** Tags, as Python adds them to the usual ones, and whether these are read without music-metadata. */
const CASES: readonly (readonly [name: string, frames: string, isPlain: boolean, save?: string])[] = [
  ['usual', '[]', true],
  ['usual of version 2.3', '[]', true, 'v2_version=3'],
  ['several genres', "[TCON(3, ['Jazz', 'Rock; Pop'])]", true],
  ['numbers for genres', "[TCON(3, ['(17)(8)'])]", false],
  ['several artists', "[TPE1(3, ['A', 'B'])]", false],
  ['an artist with a slash', "[TPE1(3, ['AC/DC'])]", true],
  ['an artist with a slash of version 2.3', "[TPE1(3, ['AC/DC'])]", false, 'v2_version=3'],
  ['artists in a field of their own', "[TXXX(3, 'Artists', ['A', 'B'])]", false],
  ['UTF-16', "[TIT2(1, ['\\u65e5\\u672c']), TXXX(1, 'STYLE', ['\\u65e5\\u672c'])]", true],
  ['UTF-16 in big endian', "[TIT2(2, ['\\u65e5\\u672c'])]", false],
  ['Latin-1', "[TIT2(0, ['\\u00c9t\\u00e9'])]", true],
  ['control characters of Latin-1', "[TIT2(0, ['\\u0093x'])]", false],
  ['several styles', "[TXXX(3, 'STYLE', ['House', 'Techno']), TXXX(3, 'ITUNESADVISORY', ['1'])]", true],
  ['ids', "[UFID('http://musicbrainz.org', b'f5b6b6c0-9bb4-4f0a-8d39-0d4d1c7cf1a7')]", true],
  ['a cover', "[APIC(3, 'image/png', 3, 'x', bytes(200000))]", true],
  ['ID3v1 behind', "[TCON(3, ['Jazz'])]", true, 'v1=2'],
  ['ID3v1 behind that may tell more', '[]', false, 'v1=2'],
];

describe('a plain ID3v2 tag', () => {
  const source = writeWav(join(dir, 'source.wav'), music, { samples: 22_050 });
  for (const [name, frames, isPlain, save = ''] of CASES) {
    itWithTags(`(${name}) is read as music-metadata reads it`, async () => {
      const path = encode(source, join(dir, `${name}.mp3`), '-map_metadata', '-1', '-id3v2_version', '0');
      mutagen(`t = ID3(); [t.add(f) for f in ${USUAL} + ${frames}]; t.save(argv[0]${save && `, ${save}`})`, path);
      expect(await readBoth(path)).toBe(isPlain);
    });
  }

  itWithTags('that is cut, or damaged anywhere, leads to nothing else', async () => {
    const path = encode(source, join(dir, 'whole.mp3'), '-map_metadata', '-1', '-id3v2_version', '0');
    mutagen(`t = ID3(); [t.add(f) for f in ${USUAL}]; t.save(argv[0], padding=lambda x: 0)`, path);
    for (let at = 3; at < 90; at++) {
      for (const value of [0, 0x7f, 0x80, 0xff]) {
        const damaged = changed(path, join(dir, 'damaged.mp3'), (bytes) => bytes.fill(value, at, at + 1));
        await withAudioFile(damaged, statSync(damaged).size, async (file) => {
          expect(await readPlainId3(file).then((tags) => tags === null || typeof tags === 'object')).toBe(true);
        });
      }
    }
  });
});

/** Compares both ways of reading, and returns whether the tag is plain. */
async function readBoth(path: string): Promise<boolean> {
  return withAudioFile(path, statSync(path).size, async (file) => {
    const theirs = mapTags(await parseFile(path, { skipCovers: true, duration: false }));
    expect(await readTags(file, 'audio/mpeg')).toEqual(theirs);
    expect(theirs.album).toBe('Album');
    return (await readPlainId3(file)) !== null;
  });
}
