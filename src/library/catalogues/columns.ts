import { fold } from '../../base/text.ts';

/** What a column of a catalogue can tell. */
export const CATALOGUE_FIELDS = [
  'title',
  'artist',
  'albumArtist',
  'album',
  'style',
  'genre',
  'duration',
  'isrc',
  'year',
  'bpm',
  'key',
  'mode',
  'energy',
  'explicit',
  'path',
  'playlist',
  'position',
  'service',
  'id',
] as const;

export type CatalogueField = (typeof CATALOGUE_FIELDS)[number];

/**
 * How headers name each field, folded (see `fold`), the surest first. The dots of names in JSON fall away in folding:
 * `track.album.name` is `trackalbumname`.
 */
const NAMES: Readonly<Record<Exclude<CatalogueField, 'id' | 'duration'>, readonly string[]>> = {
  title: [
    'title',
    'tracktitle',
    'trackname',
    'songtitle',
    'songname',
    'recording',
    'recordingtitle',
    'tit2',
    'song',
    'name',
    'track',
  ],
  artist: [
    'artist',
    'artists',
    'artistname',
    'artistnames',
    'trackartist',
    'trackartists',
    'songartist',
    'artistsnames',
    'tpe1',
    'performer',
    'performers',
    'interpret',
    'band',
    'by',
  ],
  albumArtist: ['albumartist', 'albumartists', 'albumartistname', 'albumartistnames', 'trackalbumartists', 'tpe2'],
  album: ['album', 'albumname', 'albumtitle', 'trackalbumname', 'trackalbum', 'talb', 'release'],
  style: ['style', 'styles', 'subgenre', 'subgenres', 'playlistsubgenre', 'tracksubgenre', 'grouping'],
  genre: [
    'genre',
    'genres',
    'trackgenre',
    'trackgenres',
    'playlistgenre',
    'musicgenre',
    'maingenre',
    'primarygenre',
    'topgenre',
    'topgenres',
    'artistgenre',
    'artistgenres',
    'genrename',
    'tcon',
    'class',
  ],
  isrc: ['isrc', 'trackisrc', 'isrccode', 'externalidsisrc', 'trackexternalidsisrc', 'tsrc'],
  year: [
    'originalyear',
    'year',
    'releaseyear',
    'releasedyear',
    'releasedate',
    'albumreleasedate',
    'trackalbumreleasedate',
    'albumyear',
    'released',
    'tdrc',
    'tyer',
    'date',
  ],
  bpm: ['bpm', 'tempo', 'averagebpm', 'beatsperminute', 'beatsperminutebpm', 'tempobpm', 'audiofeaturestempo', 'tbpm'],
  key: ['key', 'musicalkey', 'tonality', 'initialkey', 'camelot', 'camelotkey', 'songkey', 'audiofeatureskey', 'tkey'],
  mode: ['mode', 'audiofeaturesmode', 'audiomode'],
  energy: ['energy', 'energylevel', 'audiofeaturesenergy'],
  explicit: ['explicit', 'isexplicit', 'trackexplicit', 'explicitlyrics'],
  path: ['path', 'filepath', 'location', 'fullpath', 'filename', 'file', 'tracklocation'],
  playlist: ['playlist', 'playlistname', 'playlisttitle'],
  position: ['position', 'playlistposition', '#'],
  service: ['platform', 'service'],
};

/** The names by which headers go for a field, the surest first; for `id` and `duration` see below. */
export function namesOf(field: CatalogueField): readonly string[] {
  return field === 'id' || field === 'duration' ? [] : NAMES[field];
}

/** How the numbers of a column count: lengths in `ms`, `s` or `min`, energy up to 1, 10 or 100. */
export type Unit = 'ms' | 's' | 'min' | '1' | '10' | '100';

const DURATION =
  /^(?:track|song|total|play)?(?:duration|time|length|lengthduration|playtime|runtime)(?:in)?(ms|msec|millis|milliseconds|s|sec|secs|seconds|min|mins|minutes|mmss|hmmss|hhmmss|float)?$/;

/** Whether a header names a length, and the unit that it tells: `Duration (ms)`, `length_seconds`, `Milliseconds`. */
export function durationHeader(header: string): { readonly unit: Unit | null } | null {
  const name = fold(header);
  if (name === 'milliseconds') return { unit: 'ms' };
  const match = DURATION.exec(name);
  if (match === null) return null;
  const unit = match[1] ?? '';
  if (/^m(?:s|sec|illis|illiseconds)$/.test(unit)) return { unit: 'ms' };
  if (unit.startsWith('s')) return { unit: 's' };
  return { unit: unit.startsWith('mi') ? 'min' : null };
}

const SERVICES =
  /^(spotify|apple|applemusic|itunes|deezer|tidal|youtube|youtubemusic|amazon|amazonmusic|qobuz|napster|soundcloud|pandora|musicbrainz|mb|discogs)?(?:track|recording|song)?(?:mb)?(?:id|url|uri|href)$/;

/** Whether a header names a track at a service, and the service as far as it tells: `Track URI`, `Spotify - id`, `MBID`. */
export function idHeader(header: string): { readonly service: string | null } | null {
  const name = fold(header);
  if (/^(?:recording|track)?mbid$|^musicbrainz(?:track|recording)id$/.test(name)) return { service: 'musicbrainz' };
  const match = SERVICES.exec(name);
  if (match === null) return null;
  return { service: match[1] === undefined ? null : serviceName(match[1]) };
}

/** A service by whatever name: `Apple Music`, `apple_music` and `apple` are `apple`. */
export function serviceName(text: string): string {
  return fold(text).replace(/music$/, '');
}
