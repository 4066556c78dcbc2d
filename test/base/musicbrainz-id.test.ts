import { describe, expect, it } from 'vitest';
import { parseMusicbrainzId } from '../../src/base/musicbrainz-id.ts';

const UUID = '0b2cb6c0-9bb4-4f0a-8d39-0d4d1c7cf1a7';

describe('an id of MusicBrainz', () => {
  it.each([
    UUID,
    ` ${UUID.toUpperCase()}\n`,
    `https://musicbrainz.org/recording/${UUID}`,
    `http://musicbrainz.org/track/${UUID}`,
  ])('is read from %j', (text) => {
    expect(parseMusicbrainzId(text)).toBe(UUID);
  });

  it.each([
    '',
    'x',
    UUID.slice(1),
    `${UUID}0`,
    `https://musicbrainz.org/artist/${UUID}`,
    `https://x.org/recording/${UUID}`,
  ])('is not read from %j', (text) => {
    expect(parseMusicbrainzId(text)).toBeNull();
  });
});
