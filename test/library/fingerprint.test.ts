import { copyFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encode, encodeAll, music, writeWav, type Wave } from '../audio/sounds.ts';
import { itWithShared, projectRoot, tempDir } from '../outside.ts';
import { changed, itWithTags, mutagen, read } from './files.ts';

const dir = tempDir();
const source = join(dir, 'source.wav');
const audioOf = async (path: string): Promise<string> => (await read(path)).audio!;
const idOf = async (path: string): Promise<string> => (await read(path)).facts!.id;

beforeAll(() => {
  writeWav(source, music, { samples: 200_000 });
});

/** Other names than before, and so long a comment that it takes more pages, boxes or bytes than there is padding. */
const RETAG = `
import mutagen
for path in argv:
  file = mutagen.File(path)
  if file.tags is None: file.add_tags()
  kind = type(file.tags).__name__
  long = 'other words ' * 20000
  if 'ID3' in kind:
      file.tags.add(TIT2(3, ['Other'])); file.tags.add(TPE1(3, ['Somebody'])); file.tags.add(TXXX(3, 'LYRICS', [long]))
  elif kind == 'MP4Tags':
      file['\\xa9nam'], file['\\xa9ART'], file['\\xa9lyr'] = ['Other'], ['Somebody'], [long]
  elif kind == 'ASFTags':
      file['Title'], file['Author'], file['WM/Lyrics'] = ['Other'], ['Somebody'], [long[:60000]]
  else:
      file['title'], file['artist'], file['lyrics'] = ['Other'], ['Somebody'], [long]
  file.save()
`;

async function expectToBeKnownAgain(...paths: readonly string[]): Promise<void> {
  const all = await Promise.all(paths.map(read));
  mutagen(RETAG, ...paths);
  for (const [i, path] of paths.entries()) {
    const [before, after] = [all[i]!, await read(path)];
    // Of FLAC in Ogg music-metadata reads no tags.
    if (!(after.facts?.codec === 'flac' && path.endsWith('.ogg'))) {
      expect(after.facts).toMatchObject({ title: 'Other', artist: 'Somebody' });
      expect(after.facts!.id).not.toBe(before.facts!.id);
    }
    expect({ path, audio: after.audio }).toEqual({ path, audio: before.audio });
  }
}

const KINDS: readonly (readonly [name: string, extension: string, ...options: string[]])[] = [
  ['MP3', 'mp3'],
  ['MP3 without an encoder header', 'mp3', '-write_xing', '0'],
  ['FLAC', 'flac'],
  ['AAC', 'm4a', '-c:a', 'aac'],
  ['AAC with its index in front', 'm4a', '-c:a', 'aac', '-movflags', 'faststart'],
  ['AAC in fragments', 'm4a', '-c:a', 'aac', '-movflags', 'frag_keyframe+empty_moov'],
  ['ALAC', 'm4a', '-c:a', 'alac'],
  ['Vorbis', 'ogg', '-c:a', 'libvorbis'],
  ['Opus', 'opus'],
  ['FLAC in Ogg', 'ogg', '-c:a', 'flac'],
  ['WAV', 'wav'],
  ['AIFF', 'aiff'],
  ['WavPack', 'wv'],
];

describe('audio is known again when its tags have changed', () => {
  for (const [name, extension, ...options] of KINDS) {
    itWithTags(name, async () => {
      await expectToBeKnownAgain(encode(source, join(dir, `${name}.${extension}`), ...options));
    });
  }

  itWithTags('FLAC whose encoder told no checksum of the samples', async () => {
    const path = encode(source, join(dir, 'sum.flac'));
    const plain = changed(path, join(dir, 'no sum.flac'), (bytes) => Buffer.from(bytes).fill(0, 26, 42));
    expect(await audioOf(plain)).not.toBe(await audioOf(path));
    await expectToBeKnownAgain(plain);
  });

  itWithTags('MP3 with tags of all kinds around it', async () => {
    const path = encode(source, join(dir, 'tagged.mp3'), '-write_id3v1', '1');
    const before = await audioOf(path);
    mutagen(`t = APEv2()\nt['Title'] = 'Other'\nt.save(argv[0])`, path);
    expect(await audioOf(path)).toBe(before);
    mutagen(`MP3(argv[0]).delete()`, path);
    expect(await audioOf(path)).toBe(before);
  });

  itWithShared('data/suites/tags/beets', 'whatever it is packed in', async (suite) => {
    const files = readdirSync(suite).filter((name) => name.startsWith('full.'));
    expect(files.length).toBeGreaterThan(10);
    for (const name of files) copyFileSync(join(suite, name), join(dir, name));
    await expectToBeKnownAgain(...files.map((name) => join(dir, name)));
  });
});

describe('other audio', () => {
  const quietAtTheEnds =
    (number: number): Wave =>
    (time, channel) =>
      time > 1 && time < 3 ? music(time + number, channel) : 0;

  itWithTags('of the same length and with silence at both ends is not the same', async () => {
    const kinds = ['wav', 'flac', 'mp3', 'ogg', 'opus', 'm4a', 'aiff', 'wv'];
    const sources = [0, 1, 2].map((i) =>
      writeWav(join(dir, `quiet ${i}.wav`), quietAtTheEnds(i), { samples: 176_400 }),
    );
    for (const [i, path] of sources.entries())
      encodeAll(
        path,
        kinds.slice(1).map((kind) => [join(dir, `quiet ${i}.${kind}`)]),
      );
    for (const kind of kinds) {
      const paths = sources.map((_, i) => join(dir, `quiet ${i}.${kind}`));
      expect(new Set(await Promise.all(paths.map(audioOf))).size, kind).toBe(3);
    }
  });

  it('is never taken for that of another file of the fixtures', async () => {
    const music = join(projectRoot, 'fixtures/music');
    const paths = readdirSync(music, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && extname(entry.name) !== '.md')
      .map((entry) => join(entry.parentPath, entry.name));
    expect(new Set(await Promise.all(paths.map(audioOf))).size).toBe(paths.length);
    expect(new Set(await Promise.all(paths.map(idOf))).size).toBe(paths.length);
  });
});
