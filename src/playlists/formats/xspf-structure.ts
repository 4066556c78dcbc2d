/** What the XSPF specification (version 1, section 4) allows an element to hold; all others hold text alone. */
const ABOUT = 'location identifier title creator annotation info image link meta extension';
const CHILDREN: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['playlist', names(`${ABOUT} date license attribution trackList`)],
  ['playlist/attribution', names('location identifier')],
  ['playlist/trackList', names('track')],
  ['playlist/trackList/track', names(`${ABOUT} album trackNum duration`)],
]);

/** The attribute without which an element means nothing. */
const REQUIRED: ReadonlyMap<string, string> = new Map([
  ['link', 'rel'],
  ['meta', 'rel'],
  ['extension', 'application'],
]);

function names(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/**
 * Why an element may not stand where it does, or null where it may. Extensions hold what they want, and what is of
 * another namespace (`?`) is nobody's business. Files without a namespace, which players write, need no version.
 */
export function xspfFault(path: string, attribute: (name: string) => string): string | null {
  if (path === 'playlist') {
    const known = /^\s*[01]\s*$/.test(attribute('version')) || attribute('xmlns') === '';
    return known ? null : 'the version of its <playlist> is neither 0 nor 1';
  }
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const parent = path.slice(0, slash);
  if (name === '?' || /\/(extension|\?)(\/|$)/.test(parent)) return null;
  const parentName = parent.slice(parent.lastIndexOf('/') + 1);
  if (CHILDREN.get(parent)?.has(name) !== true) return `<${name}> has no place in <${parentName}>`;
  const required = REQUIRED.get(name);
  return required === undefined || attribute(required) !== '' ? null : `its <${name}> has no ${required}`;
}
