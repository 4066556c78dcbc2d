import { describe, expect, it } from 'vitest';
import { similarTracks } from '../../src/library/similar.ts';
import { tableOf } from '../../src/model/track-table.ts';
import { makeTrack } from '../make-track.ts';

const named = (id: string, title: string, artist: string) => makeTrack({ id, title, artist });
const similar = similarTracks(() =>
  tableOf([
    named('a', 'So What (Live)', 'Miles Davis'),
    named('b', 'Blue in Green', 'Miles Davis & Bill Evans'),
    named('c', "Let's Go Fishin'", 'Karissa Hobbs'),
    named('d', 'Else', 'Nobody'),
  ]),
);
const ids = (title: string, artist: string): string[] => similar({ title, artist }).map(({ id }) => id);

describe('tracks that may be meant', () => {
  it('have the title in another version, a title that begins alike, or one of the artists', () => {
    expect(ids('So What', 'M. Davis')).toEqual(['a']);
    expect(ids('Lets go fishing', '')).toEqual(['c']);
    expect(ids('Unknown', 'Bill Evans')).toEqual(['b']);
    expect(ids('So What', 'Miles Davis')).toEqual(['a', 'b']);
    expect(ids('Unknown', '')).toEqual([]);
  });

  it('are few, however many there are', () => {
    const many = Array.from({ length: 1000 }, (_, i) => named(String(i), 'Intro', 'DJ'));
    expect(similarTracks(() => tableOf(many))({ title: 'Intro', artist: 'DJ' })).toHaveLength(50);
  });
});
