import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { json } from '../../../src/playlists/formats/json.ts';
import { jspf } from '../../../src/playlists/formats/jspf.ts';
import { itWithShared } from '../../outside.ts';

const read = (value: unknown) =>
  json.read(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), 'list.json');
const list = {
  title: 'Late\nNight',
  creator: '',
  tracks: [{ location: '/a b.mp3', title: 'So What', artist: 'Miles', album: '', lengthMs: 562_027 }],
};

describe('JSON', () => {
  it('is written with the names of our own output', () => {
    expect(JSON.parse(json.write(list))).toEqual({ ...list, title: 'Late Night' });
  });

  it('is read as a list of tracks, of paths, as our own output, and as JSPF', async () => {
    const entry = { location: '/a b.mp3', title: 'So What', artist: 'Miles', album: '', lengthMs: 562_027 };
    const shown = { ...entry, position: 1, path: '/a b.mp3', location: undefined };
    expect((await read([entry])).entries).toEqual([entry]);
    expect((await read({ id: 'x', title: 'T', tracks: [shown] })).entries).toEqual([entry]);
    expect(await read(jspf.write(list))).toEqual({ title: 'Late Night', entries: [entry] });
    expect((await read('["a.mp3", "file:///b%20c"]')).entries.map(({ location }) => location)).toEqual([
      'a.mp3',
      '/b c',
    ]);
    expect((await read([{ title: 7, length: '3:05', isrc: 'us-em3-96-00078' }])).entries).toEqual([
      { location: null, title: '7', artist: '', album: '', lengthMs: 185_000, isrc: 'USEM39600078' },
    ]);
  });

  it.each([['null'], ['{}'], ['{"tracks": {}}'], ['[1]'], ['[null]'], ['"a"']])('refuses %s', async (text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'playlist-unreadable' });
  });

  it('tells the line of a mistake, and is not led astray by names of prototypes', async () => {
    await expect(read('[\n\n"a"\n"b"]')).rejects.toMatchObject({ message: expect.stringContaining('list.json:4 ') });
    const { entries } = await read('[{"__proto__": {"title": "x"}, "constructor": {"name": "y"}, "location": "a"}]');
    expect(entries).toEqual([{ location: 'a', title: '', artist: '', album: '', lengthMs: null }]);
    await expect(read('['.repeat(100_000))).rejects.toMatchObject({ code: 'playlist-unreadable' });
  });

  itWithShared('data/suites/json/JSONTestSuite-y', 'takes all that is JSON for JSON', async (dir) => {
    for (const name of readdirSync(dir)) {
      const refusal = await json.read(readFileSync(join(dir, name)), name).then(
        () => '',
        (error: Error) => error.message,
      );
      expect(refusal, name).not.toContain('not JSON');
    }
  });
});

describe('JSPF', () => {
  it('is written as XSPF would be', () => {
    expect(JSON.parse(jspf.write(list))).toEqual({
      playlist: {
        title: 'Late Night',
        track: [{ location: ['file:///a%20b.mp3'], title: 'So What', creator: 'Miles', duration: 562_027 }],
      },
    });
  });

  it('is read with the first location, in a list or not', async () => {
    const track = [{ location: ['a%20b', 'c'] }, { location: 'http://x/y', duration: '1000' }, 'no', { duration: -1 }];
    const { entries } = await jspf.read(Buffer.from(JSON.stringify({ playlist: { title: ['T'], track } })), 'x');
    expect(entries).toMatchObject([
      { location: 'a b', lengthMs: null },
      { location: 'http://x/y', lengthMs: 1000 },
      { location: null, lengthMs: null },
    ]);
  });

  it('tells which recording of MusicBrainz a track is, in a list of identifiers or not', async () => {
    const uuid = '0b2cb6c0-9bb4-4f0a-8d39-0d4d1c7cf1a7';
    const track = [
      { identifier: `https://musicbrainz.org/recording/${uuid}` },
      { identifier: ['urn:other', 7, null, `http://beta.musicbrainz.org/track/${uuid.toUpperCase()}`] },
      { identifier: `https://musicbrainz.org/artist/${uuid}` },
      { identifier: {} },
    ];
    const { entries } = await jspf.read(Buffer.from(JSON.stringify({ playlist: { track } })), 'x');
    expect(entries.map(({ musicbrainzId }) => musicbrainzId)).toEqual([uuid, uuid, undefined, undefined]);
  });

  it('needs a playlist', async () => {
    for (const text of ['{}', '[]', '{"playlist": []}', '{'])
      await expect(jspf.read(Buffer.from(text), 'x')).rejects.toMatchObject({ code: 'playlist-unreadable' });
  });
});
