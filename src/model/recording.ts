import { fold } from '../base/text.ts';

/** Words that tell one version of a recording from another, as they stand in brackets or behind a dash. */
const VERSION =
  /\b(?:re-?master(?:ed)?|live|radio|single|album|mono|stereo|acoustic|instrumental|demo|extended|original|explicit|clean|edit|mix|version|remix|re-?recorded|deluxe|bonus|anniversary|take \d+)\b/iu;
const GUEST = /\b(?:feat|ft|featuring)\b/iu;

/** What every title has that is not whole already: a bracket, a dash between blanks, a guest. */
const MAY_TELL_VERSION = /[([]|\s[-\u2013\u2014]\s|\sf(?:ea)?t/iu;

/**
 * The title of a recording without what tells its versions apart, folded: `Song (Live at X)`, `Song - 2011 Remaster`
 * and `Song [Radio Edit]` are all `song`. A guest in brackets falls away too. A title that would be nothing without is
 * kept whole.
 */
export function recordingTitle(title: string): string {
  if (!MAY_TELL_VERSION.test(title)) return fold(title);
  const short = title
    .replace(/\s*[([]([^()[\]]*)[)\]]/g, (all, inner: string) => (VERSION.test(inner) || GUEST.test(inner) ? '' : all))
    .replace(/\s+[-\u2013\u2014]\s+(.*)$/u, (all, tail: string) => (VERSION.test(tail) ? '' : all))
    .replace(/\s+(?:feat|ft|featuring)\b\.?\s.*$/iu, '')
    .trim();
  return fold(short === '' ? title : short);
}
