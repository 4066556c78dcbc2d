import { closeSync, ftruncateSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine } from '../../src/base/text.ts';
import type { PlaylistDocument, PlaylistEntries, WritableFormat } from '../../src/playlists/formats/format.ts';
import {
  findFormat,
  findFormats,
  PLAYLIST_FORMATS,
  readPlaylistFile,
  WRITABLE_FORMATS,
} from '../../src/playlists/formats/index.ts';
import { itWithShared, tempDir } from '../outside.ts';

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());
/** One name: white space and control characters have no place in one. XML lacks the two that are no characters. */
const name = text.map((one) => oneLine(one.replaceAll(/[\ufffe\uffff]/g, '')));
const part = fc
  .oneof(text, fc.constantFrom('C:', 'file:', '#1', "'=1+1", '-x', ' a', '%41', 'a\\b', 'localhost', '/:', '&amp;'))
  .map((one) => one.toWellFormed().replaceAll(/[\0\r\n/]/g, ''))
  .filter((one) => one.trim() !== '' && !/^\.+$/.test(one));
const location = fc
  .tuple(fc.constantFrom('', '/', 'D:/', '//host/'), fc.array(part, { minLength: 1, maxLength: 4 }))
  .map(([root, parts]) => root + parts.join('/'));
const lengthMs = fc.integer({ min: 1000, max: 90_000_000 });

const documents: fc.Arbitrary<PlaylistDocument> = fc.record({
  title: name,
  creator: name,
  tracks: fc.uniqueArray(
    fc.record({ location, title: name.filter((one) => one !== ''), artist: name, album: name, lengthMs }),
    { maxLength: 5, selector: (track) => track.location },
  ),
});

/** What a format can't say, taken out of a list; and the step of its lengths. */
interface Limits {
  readonly clip?: (list: PlaylistDocument) => PlaylistDocument;
  /** Null: it tells no lengths. */
  readonly stepMs: number | null;
  /** Whether a list without tracks is none. */
  readonly needsTracks?: true;
}

const inLabels: Limits = {
  // `Artist - Title` is one field, so a name can't hold what parts them.
  clip: (list) =>
    eachTrack(list, (track) => ({ ...track, title: undash(track.title), artist: undash(track.artist), album: '' })),
  stepMs: 1000,
};

const LIMITS: Readonly<Record<string, Limits>> = {
  m3u8: inLabels,
  m3u: inLabels,
  pls: inLabels,
  // One title is that of the list and the album of all its tracks; quotation marks end texts.
  cue: {
    clip: (list) => {
      const title = unquoted(list.title);
      const tracks = list.tracks.map((track) => ({
        ...track,
        title: unquoted(track.title),
        artist: unquoted(track.artist),
        album: title,
      }));
      return { ...list, title, tracks };
    },
    stepMs: null,
    needsTracks: true,
  },
  csv: { clip: (list) => ({ ...list, title: '' }), stepMs: 1 },
  rekordbox: { stepMs: 1000 },
  // Paths are attributes, and XML has no way to say most control characters.
  traktor: {
    clip: (list) =>
      eachTrack(list, (track, i) => ({
        ...track,
        location: `${track.location.replaceAll(/[\u0001-\u001f\ufffe\uffff]/g, 'x')}${i}`,
      })),
    stepMs: 1,
  },
};

type Track = PlaylistDocument['tracks'][number];

const eachTrack = (list: PlaylistDocument, change: (track: Track, index: number) => Track): PlaylistDocument => ({
  ...list,
  tracks: list.tracks.map(change),
});

const unquoted = (one: string): string => one.replaceAll('"', "'");

const undash = (one: string): string => oneLine(one.replaceAll('-', '')) || (one === '' ? '' : 'x');

function readBack(format: WritableFormat, written: string): Promise<PlaylistEntries> {
  return format.read(format.encode?.(written) ?? Buffer.from(written), `list.${format.extensions[0]}`);
}

async function entriesOrRefusal(read: Promise<PlaylistEntries>, source: string): Promise<void> {
  try {
    const { entries } = await read;
    for (const { lengthMs } of entries)
      expect(lengthMs === null || (Number.isSafeInteger(lengthMs) && lengthMs > 0)).toBe(true);
  } catch (error) {
    expect(error).toMatchObject({
      code: expect.stringMatching(/^playlist-(unreadable|unclear)$/),
      message: expect.stringContaining(source),
    });
  }
}

describe.each(PLAYLIST_FORMATS.map((format) => [format.id, format] as const))('the format %s', (_id, format) => {
  it('is found by its id and by each of its extensions', () => {
    expect(findFormats(format.id)).toEqual([format]);
    for (const extension of format.extensions) {
      expect(findFormats(extension)).toContain(format);
      expect(findFormats(`.${extension.toUpperCase()}`)).toContain(format);
      if (findFormats(extension).length > 1) expect(format.recognises).toBeDefined();
    }
  });

  it('survives any bytes: entries, or an error that names the file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        await entriesOrRefusal(format.read(bytes, 'noise.bin'), 'noise.bin');
      }),
    );
  });

  it('survives the damaged files of all formats', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...FILES), fc.nat(), fc.nat(), fc.nat(255), async (file, at, length, byte) => {
        const bytes = Buffer.from(file);
        bytes[at % bytes.length] = byte;
        const cut = bytes.subarray(0, 1 + (length % bytes.length));
        await entriesOrRefusal(format.read(bytes, 'damaged.bin'), 'damaged.bin');
        await entriesOrRefusal(format.read(cut, 'damaged.bin'), 'damaged.bin');
      }),
    );
  });
});

const SHEETS = [
  'TITLE "a"\nFILE "b.wav" WAVE\n TRACK 01 AUDIO\n  TITLE b\n  INDEX 01 00:00:00\n TRACK 02 AUDIO\n  INDEX 01 03:00:74\n',
  'CD_DA\nTRACK AUDIO // a\nCD_TEXT { LANGUAGE 0 { TITLE "\\351\\"" } }\nPREGAP 0:2:0\nFILE "b.wav" 0 1:0:0\nSTART 0:1:0\n',
];
const FILES = [
  ...SHEETS,
  ...WRITABLE_FORMATS.map((format) =>
    format.write({
      title: 'list',
      creator: 'x',
      tracks: [1, 2].map((n) => ({
        location: `a/${n}.mp3`,
        title: `${n}`,
        artist: 'b',
        album: 'c',
        lengthMs: 1000 * n,
      })),
    }),
  ),
];

describe.each(WRITABLE_FORMATS.map((format) => [format.id, format] as const))('writing %s', (id, format) => {
  const { clip = (list: PlaylistDocument) => list, stepMs = 1, needsTracks = false } = LIMITS[id] ?? {};

  it('is read back with the same locations, names and lengths', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (any) => {
        fc.pre(!needsTracks || any.tracks.length > 0);
        const list = clip(any);
        const { title, entries } = await readBack(format, format.write(list));
        expect(title).toBe(list.title);
        const lengthMs = stepMs === null ? null : (expect.any(Number) as unknown);
        expect(entries).toEqual(list.tracks.map((track) => ({ ...track, lengthMs })));
        if (stepMs === null) return;
        for (const [i, entry] of entries.entries()) {
          expect(Math.abs(entry.lengthMs! - list.tracks[i]!.lengthMs)).toBeLessThanOrEqual(stepMs / 2);
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
    for (const one of hostile) {
      const track = { location: 'a.mp3', title: one, artist: one, album: one, lengthMs: 1000 };
      const { entries } = await readBack(format, format.write({ title: one, creator: one, tracks: [track, track] }));
      expect(entries.map((entry) => entry.location)).toEqual(['a.mp3', 'a.mp3']);
    }
  });

  it('keeps a track that is in the list twice', async () => {
    const track = { location: 'a.mp3', title: 'a', artist: 'b', album: '', lengthMs: 1000 };
    const { entries } = await readBack(format, format.write({ title: 'x', creator: '', tracks: [track, track] }));
    expect(entries.map((entry) => entry.title)).toEqual(['a', 'a']);
  });

  it('ends each line in the same way, the last one too', () => {
    const written = format.write({ title: 'a\r\nb', creator: '', tracks: [] });
    const [end] = /\r?\n$/.exec(written)!;
    expect(written.replaceAll(end, '')).not.toMatch(/[\r\n]/);
  });

  it('copes with many tracks', async () => {
    const tracks = Array.from({ length: 20_000 }, (_, i) => ({
      location: `Some Artist/Some Album/${i} - Ein Lied.flac`,
      title: `Ein Lied ${i}`,
      artist: 'Some Artist',
      album: 'Some Album',
      lengthMs: 180_000,
    }));
    const { entries } = await readBack(format, format.write({ title: 'all', creator: '', tracks }));
    expect(entries).toHaveLength(tracks.length);
    expect(entries.at(-1)!.location).toBe(tracks.at(-1)!.location);
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
      hint: expect.stringMatching(/^did you mean \.xspf\? known are \.m3u8, \.m3u, \.pls, /),
    });
    expect(findFormat('')).toBeUndefined();
  });

  it('must be a file of sensible size that is there', async () => {
    const huge = join(dir, 'huge.m3u');
    const file = openSync(huge, 'w');
    ftruncateSync(file, (256 << 20) + 1);
    closeSync(file);
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
