import { describe, expect, it } from 'vitest';
import { countTable, genreChoices, styleChoices } from '../../../src/cli/new/genre-choices.ts';
import { tableOf } from '../../../src/model/track-table.ts';
import { makeTrack } from '../../make-track.ts';

const counts = countTable(
  tableOf([
    makeTrack({ id: 'a', frames: 75 * 60, genres: ['Jazz'], styles: ['Cool Jazz'] }),
    makeTrack({ id: 'b', frames: 75 * 3600, genres: ['Jazz'], styles: ['Bop'] }),
    makeTrack({ id: 'c', frames: 75, genres: ['My own'] }),
    makeTrack({ id: 'd', frames: 75, genres: ['Bad\u001b[2J'] }),
  ]),
);

describe('the choices of genres and styles', () => {
  it('are what the library has, with tracks and length, and any', async () => {
    expect(await genreChoices(counts, 80)).toEqual([
      { value: '', text: 'any genre  4 tracks  1:01:02', short: 'any genre' },
      { value: 'Jazz', text: 'Jazz       2 tracks  1:01:00', short: 'Jazz' },
      { value: 'My own', text: 'My own      1 track     0:01', short: 'My own' },
    ]);
    const styles = await styleChoices(counts, 'Jazz', 80);
    expect(styles.map(({ value }) => value)).toEqual(['', 'Bop', 'Cool Jazz']);
    expect(styles[0]!.text).toContain('2 tracks');
  });

  it('of styles are none for any genre, and for one that has no styles', async () => {
    for (const genre of ['', 'My own', 'Polka']) expect(await styleChoices(counts, genre, 80)).toEqual([]);
  });
});
