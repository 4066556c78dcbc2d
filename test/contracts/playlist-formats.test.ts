import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine } from '../../src/base/text.ts';
import type { PlaylistDocument } from '../../src/playlists/formats/format.ts';
import { findFormat, PLAYLIST_FORMATS, readPlaylistFile } from '../../src/playlists/formats/index.ts';
import { itWithShared, tempDir } from '../outside.ts';

const name = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());
/** One name that M3U's `Artist - Title` can carry. */
const label = name.map((text) => oneLine(text.replaceAll(/[-\ufffe\uffff]/g, '')));
const part = name
  .map((text) => text.toWellFormed().replaceAll(/[\0\r\n/]/g, ''))
  .filter((text) => text.trim() !== '' && !/^\.+$/.test(text));
const location = fc
  .tuple(fc.constantFrom('', '/'), fc.array(part, { minLength: 1, maxLength: 4 }))
  .map(([root, parts]) => root + parts.join('/'));
const lengthMs = fc.integer({ min: 1000, max: 90_000_000 });

const documents: fc.Arbitrary<PlaylistDocument> = fc.record({
  title: label,
  creator: label,
  tracks: fc.array(
    fc.record({ location, title: label.filter((text) => text !== ''), artist: label, album: label, lengthMs }),
    { maxLength: 5 },
  ),
});

describe.each(PLAYLIST_FORMATS.map((format) => [format.id, format] as const))('the format %s', (_id, format) => {
  const read = (text: string) => format.read(Buffer.from(text), `list.${format.extensions[0]}`);

  it('is found by its id and by each of its extensions, and by no other', () => {
    for (const extension of [format.id, ...format.extensions]) {
      expect(findFormat(extension)).toBe(format);
      expect(findFormat(`.${extension.toUpperCase()}`)).toBe(format);
    }
  });

  it('reads back the locations, names and lengths that it wrote', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (list) => {
        const { title, entries } = await read(format.write(list));
        expect(title).toBe(list.title);
        expect(entries.map((entry) => entry.location)).toEqual(list.tracks.map((track) => track.location));
        expect(entries.map((entry) => entry.title)).toEqual(list.tracks.map((track) => track.title));
        expect(entries.map((entry) => entry.artist)).toEqual(list.tracks.map((track) => track.artist));
        for (const [i, entry] of entries.entries()) {
          expect(Math.abs(entry.lengthMs! - list.tracks[i]!.lengthMs)).toBeLessThanOrEqual(500);
        }
      }),
      { numRuns: 300 },
    );
  });

  itWithShared('data/suites/strings/blns.json', 'keeps any text on its line and in its field', async (path) => {
    const hostile = [
      ...(JSON.parse(readFileSync(path, 'utf8')) as string[]),
      'a\r\nb\u2028c\0\u001b[31m',
      '\ud800',
      ']]>&#0;&x;',
    ];
    for (const text of hostile) {
      const track = { location: 'a.mp3', title: text, artist: text, album: text, lengthMs: 1000 };
      const { entries } = await read(format.write({ title: text, creator: text, tracks: [track, track] }));
      expect(entries.map((entry) => entry.location)).toEqual(['a.mp3', 'a.mp3']);
    }
  });

  it('ends each line with LF, the last one too', () => {
    const text = format.write({ title: 'a\r\nb', creator: '', tracks: [] });
    expect(text).toMatch(/\n$/);
    expect(text).not.toContain('\r');
  });

  it('survives any bytes: entries, or an error that names the file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        try {
          await format.read(bytes, 'noise.bin');
        } catch (error) {
          expect(error).toMatchObject({ code: 'playlist-unreadable', message: expect.stringContaining('noise.bin') });
        }
      }),
    );
  });
});

describe('a playlist file', () => {
  const dir = tempDir();

  it('is read in the format of its extension, in any case', async () => {
    const path = join(dir, 'LIST.M3U8');
    writeFileSync(path, 'a.mp3\n');
    expect((await readPlaylistFile(path)).entries).toHaveLength(1);
  });

  it('needs a known extension', async () => {
    await expect(readPlaylistFile(join(dir, 'list.xpsf'))).rejects.toMatchObject({
      code: 'playlist-format-unknown',
      hint: 'did you mean .xspf? known are .m3u8, .m3u, .xspf',
    });
    expect(findFormat('')).toBeUndefined();
  });

  it('must be a file of sensible size that is there', async () => {
    const huge = join(dir, 'huge.m3u');
    writeFileSync(huge, Buffer.alloc((16 << 20) + 1, 10));
    for (const [path, reason] of [
      [join(dir, 'gone.m3u'), 'no such file'],
      [huge, 'too large'],
      ['/dev/zero.m3u', 'no such file'],
    ] as const) {
      await expect(readPlaylistFile(path)).rejects.toMatchObject({
        code: 'playlist-unreadable',
        message: expect.stringContaining(reason),
      });
    }
  });
});
