import { describe, expect, it } from 'vitest';
import { parseKey, parsePath, parseServiceId } from '../../../src/library/catalogues/cells.ts';
import { readText } from './read.ts';

describe('cells of a catalogue', () => {
  it('tell paths as URLs, with the colons of an old Mac, or as they are', () => {
    const paths: Readonly<Record<string, string | null>> = {
      'file://localhost/C:/a%20b/c%23.mp3': 'C:/a b/c#.mp3',
      'file:///Users/x/100%.mp3': '/Users/x/100%.mp3',
      'file://nas/Music/%E2%9D%A6.mp3': '/Music/❦.mp3',
      'Macintosh HD:Users:x:a.mp3': '/Users/x/a.mp3',
      'C:\\Music\\a.mp3': 'C:\\Music\\a.mp3',
      '/Music/a: b.mp3': '/Music/a: b.mp3',
      'a.mp3': 'a.mp3',
      'https://open.spotify.com/track/x': null,
      'file:///a%00b': null,
      'file:///a%0Ab': null,
      '': null,
      ['x'.repeat(5000)]: null,
    };
    for (const [cell, path] of Object.entries(paths)) expect([cell, parsePath(cell)]).toEqual([cell, path]);
  });

  it('tell keys by name, or by number or note with a mode', () => {
    const keys = [
      ['8A', '', '8A'],
      ['F# minor', '', '11A'],
      ['0', '1', '8B'],
      ['9.0', '0.0', '8A'],
      ['C#', 'Minor', '12A'],
      ['C#', 'Major', '3B'],
      ['7', '', null],
      ['12', '1', null],
      ['All', '', null],
    ] as const;
    for (const [cell, mode, key] of keys) expect([cell, mode, parseKey(cell, mode)]).toEqual([cell, mode, key]);
  });

  it('tell ids of Spotify by their look, others by whose they are', async () => {
    const id = '6f807x0ima9a1j3VPbc7VN';
    for (const cell of [id, `spotify:track:${id}`, `https://open.spotify.com/intl-de/track/${id}?si=x`]) {
      expect(parseServiceId(cell, null)).toEqual({ kind: 'spotify', value: id });
    }
    expect(parseServiceId('123', null)).toBeNull();
    expect(parseServiceId('spotify:local:x', 'spotify')).toBeNull();
    expect(parseServiceId('123', 'deezer')).toEqual({ kind: 'deezer', value: '123' });
    expect(parseServiceId('B1A9C0E9-D987-4042-AE91-78D6A3267D69', 'musicbrainz')).toEqual({
      kind: 'musicbrainz',
      value: 'b1a9c0e9-d987-4042-ae91-78d6a3267d69',
    });
    const { rows } = await readText('title,platform,trackId,mbid,Deezer - id\na,Apple Music,42,x,7\n');
    expect(rows[0]!.ids).toEqual([
      { kind: 'apple', value: '42' },
      { kind: 'deezer', value: '7' },
    ]);
  });
});
