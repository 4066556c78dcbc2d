import { parseMusicbrainzId } from '../../base/musicbrainz-id.ts';
import { keyOnTonic, parseMusicKey } from '../../base/music-key.ts';
import { oneLine } from '../../base/text.ts';
import type { ServiceId } from './catalogue.ts';
import type { Unit } from './columns.ts';
import { parseNumber } from './lengths.ts';

/** Readers of single cells. All of them take any text and give null, or an empty text, for what is none of theirs. */

const MAX_TEXT = 1000;
const NOT_PLAIN = /[^\x20-\x7e]|^ | $| {2}/;

/** One line of sound characters, of a thousand at most. */
export function cleanText(cell: string): string {
  if (cell.length > MAX_TEXT) return oneLine(cell.slice(0, MAX_TEXT));
  return NOT_PLAIN.test(cell) ? oneLine(cell) : cell;
}

/** What programs write where there is nothing to tell: nothing, a zero, -1, `NA`, `null`, ... */
export function isUntold(cell: string): boolean {
  return cell === '' || /^(?:-?0*(?:[.,]0*)?|-1(?:\.0*)?|n\/?a|nan|null|none|unknown|-+)$/i.test(cell);
}

export function parseExplicit(cell: string): boolean | null {
  switch (cell.toLowerCase()) {
    case 'true':
    case '1':
    case 'yes':
    case 'explicit':
      return true;
    case 'false':
    case '0':
    case 'no':
    case 'clean':
    case 'cleaned':
    case 'notexplicit':
    case 'not explicit':
      return false;
    default:
      return null;
  }
}

/** Energy as a share of 1, to a thousandth; `scale` is the most that its column can have. */
export function parseEnergy(cell: string, scale: Unit | null): number | null {
  const energy = (parseNumber(cell) ?? Number.NaN) / Number(scale ?? '1');
  return energy >= 0 && energy <= 1 ? Math.round(energy * 1000) / 1000 : null;
}

/**
 * A key in Camelot's notation, from any spelling of names, or from Spotify's number (0 is C, 11 is B) or note with a
 * mode (1 or `major`, 0 or `minor`) in a column of its own.
 */
export function parseKey(cell: string, mode: string): string | null {
  const isMajor = /^(?:1(?:\.0)?|major|maj)$/i.test(mode);
  const isMinor = /^(?:0(?:\.0)?|minor|min)$/i.test(mode);
  if (/^(?:\d|1[01])(?:\.0)?$/.test(cell)) return isMajor || isMinor ? keyOnTonic(Number(cell), isMajor) : null;
  const named = isMajor ? 'major' : isMinor ? 'minor' : '';
  return (
    (named !== '' && /^[a-g][#♯b♭]?$/i.test(cell) ? parseMusicKey(`${cell} ${named}`) : null) ?? parseMusicKey(cell)
  );
}

const SPOTIFY =
  /^(?:spotify:track:|https?:\/\/open\.spotify\.com\/(?:intl-[a-z]{2}\/)?track\/)?([0-9A-Za-z]{22})(?:\?.*)?$/;

/**
 * A track's id at a service. Spotify's are known by their look; others count where the header (or the column of
 * services) names whose they are. A bare number may be anything.
 */
export function parseServiceId(cell: string, service: string | null): ServiceId | null {
  const spotify = service === null || service === 'spotify' ? SPOTIFY.exec(cell)?.[1] : undefined;
  if (spotify !== undefined) return { kind: 'spotify', value: spotify };
  const recording = service === null && !cell.startsWith('http') ? null : parseMusicbrainzId(cell);
  if (recording !== null && (service === null || /^(?:musicbrainz|mb)$/.test(service))) {
    return { kind: 'musicbrainz', value: recording };
  }
  if (service === null || /^(?:spotify|musicbrainz|mb)$/.test(service)) return null;
  return /^[\x21-\x7e]{1,200}$/.test(cell) && !isUntold(cell) ? { kind: service, value: cell } : null;
}

/**
 * The path of an audio file: a `file:` URL decoded, the colons of an old Mac (`Macintosh HD:Users:x`) made slashes
 * without the volume, any other path as it is. Null for other URLs and for what no system takes.
 */
export function parsePath(cell: string): string | null {
  if (cell === '' || cell.length > 4096 || /[\0\r\n]/.test(cell)) return null;
  const local = /^file:(?:\/\/[^/]*)?(\/.*)$/is.exec(cell)?.[1];
  if (local !== undefined) return soundPath(percentDecoded(local.replace(/^\/(?=[a-z]:)/i, '')));
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(cell)) return null;
  const colons = /^[^/\\:]+:([^/\\]+:[^/\\]*)$/.exec(cell)?.[1];
  return colons === undefined ? cell : `/${colons.replaceAll(':', '/')}`;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray % shows that the writer never escaped anything.
    return text;
  }
}

function soundPath(path: string): string | null {
  return /[\0\r\n]/.test(path) ? null : path;
}
