const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PAGE = /^https?:\/\/(?:[a-z]{1,10}\.)?musicbrainz\.org\/(?:recording|track)\//i;

/**
 * The UUID of a recording, or of its place on a release, in MusicBrainz: bare, or in the address of its page. Lower case;
 * null where the text is neither.
 */
export function parseMusicbrainzId(text: string): string | null {
  const id = text.trim().replace(PAGE, '');
  return UUID.test(id) ? id.toLowerCase() : null;
}
