/** Musical keys, in whatever spelling tags have them, as places on the Camelot wheel: `8A` is A minor, `8B` C major. */
import { AppError } from './errors.ts';
import { escapeControl } from './text.ts';

/** Semitones above C. */
const NOTES: Readonly<Record<string, number>> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 };

const WHEEL = /^(0?[1-9]|1[0-2])\s?([abdm])$/i;
const TRADITIONAL = /^([a-g])(?:[\s-]?(?:(#|♯|sharp)|(b|♭|flat)))?[\s-]?(?:(m|min|minor)|(M|maj|major))?$/;

/** Every key by its place on the wheel, 0 to 23: `1A`, `1B`, `2A` to `12B`. */
const KEYS: readonly string[] = Array.from({ length: 24 }, (_, place) => `${(place >> 1) + 1}${'AB'[place & 1]}`);
const PLACES: ReadonlyMap<string, number> = new Map(KEYS.map((key, place) => [key, place]));

/**
 * Reads a key as people, tags and DJ programs write it and returns its Camelot form, without a leading zero: traditional
 * (`Am`, `F# minor`, `G♭ maj`, `A-flat major`; a lower-case letter alone is minor), Camelot (`8A`, `08a`), Open Key
 * (`1m`, `6d`), and spellings of one key side by side (`8A (Am)`, `D♯m/E♭m`). Null where it is none of these, or none
 * (ID3's `o`). Note names are English: `B` lies a semitone below C, there is no `H`.
 */
export function parseMusicKey(text: string): string | null {
  if (text.length > 40) return null;
  const spellings = text
    .split(/[/()|]|\s-\s/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const [key = null, ...others] = spellings.map((part) => parseWheel(part) ?? parseTraditional(part));
  return others.every((other) => other === key) ? key : null;
}

function parseWheel(text: string): string | null {
  const m = WHEEL.exec(text);
  if (!m) return null;
  const letter = m[2]!.toLowerCase();
  // Open Key begins at A minor and C major, which are 8 on the Camelot wheel.
  const turn = letter === 'd' || letter === 'm' ? 6 : 11;
  return keyOn((Number(m[1]) + turn) % 12, letter === 'b' || letter === 'd');
}

function parseTraditional(text: string): string | null {
  // All but `M` for major and the case of a letter alone is told without regard to case.
  const m = TRADITIONAL.exec(/m$/i.test(text) ? text.slice(0, -1).toLowerCase() + text.slice(-1) : text.toLowerCase());
  if (!m) return null;
  const semitone = NOTES[m[1]!]! + (m[2] === undefined ? 0 : 1) - (m[3] === undefined ? 0 : 1);
  const isMajor = m[5] !== undefined || (m[4] === undefined && /^[A-G]/.test(text));
  return keyOnTonic((semitone + 12) % 12, isMajor);
}

/** The key on a tonic in semitones above C, 0 to 11, as Spotify and Traktor number them. */
export function keyOnTonic(semitone: number, isMajor: boolean): string {
  return keyOn((semitone * 7 + (isMajor ? 7 : 4)) % 12, isMajor);
}

function keyOn(hour: number, isMajor: boolean): string {
  return KEYS[hour * 2 + (isMajor ? 1 : 0)]!;
}

/** The key at a place, 0 to 23, in Camelot form. */
export function keyAt(place: number): string {
  return KEYS[place]!;
}

/** The place of a key in Camelot form, 0 to 23, or null where the text is no such form. */
export function keyPlace(key: string): number | null {
  return PLACES.get(key) ?? null;
}

/**
 * Steps from one place on the wheel to another, 0 to 7: a step is an hour to either side, or the other letter of the
 * same hour. These are the changes that DJs call harmonic: the two scales differ in one note at most. A metric.
 */
export function placeDistance(a: number, b: number): number {
  const hours = Math.abs((a >> 1) - (b >> 1));
  return Math.min(hours, 12 - hours) + ((a ^ b) & 1);
}

/** The same between keys in Camelot form; throws `not-a-key` for any other text. */
export function keyDistance(a: string, b: string): number {
  return placeDistance(placeOf(a), placeOf(b));
}

function placeOf(key: string): number {
  const place = keyPlace(key);
  if (place === null) throw new AppError('not-a-key', `"${escapeControl(key)}" isn't a key of the Camelot wheel`);
  return place;
}
