import { describe, expect, it } from 'vitest';
import { recordingTitle } from '../../src/model/recording.ts';

describe('recordingTitle', () => {
  it.each([
    ['Song', 'song'],
    ['Song (Live at Wembley)', 'song'],
    ['Song - 2011 Remaster', 'song'],
    ['Song [Radio Edit]', 'song'],
    ['Song (feat. Somebody) - Single Version', 'song'],
    ['Song (Part 2)', 'songpart2'],
    ['Live and Let Die', 'liveandletdie'],
    ['(Live)', 'live'],
    ['Me - You', 'meyou'],
  ])('%s is %s', (title, folded) => expect(recordingTitle(title)).toBe(folded));
});
