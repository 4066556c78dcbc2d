import { describe, expect, it } from 'vitest';
import { listRows, type ListEntry } from '../../src/library/list-rows.ts';

const entry = (details: Partial<ListEntry>): ListEntry => ({
  ...{ location: null, title: '', artist: '', album: '', lengthMs: null },
  ...details,
});
const rows = (...entries: ListEntry[]) => listRows('', entries, 'Sun Day.m3u', '/lists').rows;

describe('a list as rows of a catalogue', () => {
  it('has the title of the playlist, else the name of its file', () => {
    expect(rows(entry({ title: 'A' }))).toMatchObject([{ playlist: 'Sun Day', position: 1, row: 1 }]);
    expect(listRows('Mine', [entry({ title: 'A' })], 'x.m3u', '/').rows[0]!.playlist).toBe('Mine');
  });

  it('has names from the paths where no others are told', () => {
    expect(rows(entry({ location: 'x/01 - Band - Song.mp3' }), entry({ location: 'D:\\m\\A - B.mp3' }))).toMatchObject([
      { title: 'Song', artist: 'Band', artists: ['Band'], path: '/lists/x/01 - Band - Song.mp3' },
      { title: 'B', artist: 'A', path: 'D:\\m\\A - B.mp3' },
    ]);
  });

  it('has no paths for what lies on the network', () => {
    expect(rows(entry({ title: 'A', location: 'http://x/a.mp3' }))[0]!.path).toBeNull();
  });

  it('tells entries without a name, and lengths that can be none', () => {
    const { rows: read, problems } = listRows(
      '',
      [entry({}), entry({ title: 'A', lengthMs: 1000 }), entry({ title: 'B', lengthMs: 1001 })],
      'x.m3u',
      '/',
    );
    expect(problems.map(({ code, row }) => [code, row])).toEqual([
      ['title-missing', 1],
      ['length-absurd', 2],
    ]);
    expect(read.map(({ lengthMs, position }) => [lengthMs, position])).toEqual([
      [null, 2],
      [1001, 3],
    ]);
  });
});
