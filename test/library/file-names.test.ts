import { describe, expect, it } from 'vitest';
import { completeNames } from '../../src/library/file-names.ts';

describe('names from the name of a file', () => {
  it.each([
    ['Song.mp3', 'Song', ''],
    ['a/b/Song.x.mp3', 'Song.x', ''],
    ['01 - Song.mp3', 'Song', ''],
    ['01. Song.mp3', 'Song', ''],
    ['01_Song.mp3', 'Song', ''],
    ['01 Song.mp3', 'Song', ''],
    ['(1) Song.mp3', '(1) Song', ''],
    ['1-01 Song.mp3', 'Song', ''],
    ['102 - Song.mp3', 'Song', ''],
    ['99 Luftballons.mp3', '99 Luftballons', ''],
    ['7 Rings.mp3', '7 Rings', ''],
    ['24-7.mp3', '24-7', ''],
    ['1999.mp3', '1999', ''],
    ['01.mp3', '01', ''],
    ['Artist - Song.mp3', 'Song', 'Artist'],
    ['01 - Artist - Song.mp3', 'Song', 'Artist'],
    ['01. Artist - Song - Live.mp3', 'Song - Live', 'Artist'],
    ['01-artist_-_song.mp3', 'song', 'artist'],
    ['Anne-Marie.mp3', 'Anne-Marie', ''],
    [' - .mp3', '-', ''],
    ['Song - .mp3', 'Song -', ''],
    ['tab\tand\nline.mp3', 'tab and line', ''],
    ['\t.mp3', '.mp3', ''],
  ])('%j', (path, title, artist) => {
    expect(completeNames({ title: '', artist: '' }, path)).toEqual({ title, artist });
  });

  it('is not needed where the tags have a title', () => {
    expect(completeNames({ title: 'T', artist: '' }, 'A - B.mp3')).toEqual({ title: 'T', artist: '' });
  });

  it('lends only the title where the tags name the artist', () => {
    expect(completeNames({ title: '', artist: 'A' }, '01 - A - B.mp3')).toEqual({ title: 'B', artist: 'A' });
    expect(completeNames({ title: '', artist: 'C' }, '01 - A - B.mp3')).toEqual({ title: 'A - B', artist: 'C' });
  });
});
