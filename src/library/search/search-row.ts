import { creditsOf } from '../../model/credits.ts';
import { genreKeysReader } from '../../model/genres/genre-keys.ts';
import { FIELDS, type TextFieldId } from '../../model/query/fields.ts';
import { recordingTitle } from '../../model/recording.ts';
import { trackLengthMs, type Track } from '../../model/track.ts';

/** A track as the tables of the search hold it. */
export interface SearchRow {
  readonly facts: SearchFacts;
  readonly texts: SearchTexts;
  /** The same for all versions of a recording; null where nobody knows whose it is. */
  readonly recording: string | null;
  readonly genreKeys: readonly string[];
}

/** The table `search`. */
export type SearchFacts = Pick<
  Track,
  'id' | 'year' | 'bpm' | 'key' | 'energy' | 'sampleRate' | 'bitDepth' | 'channels'
> & { readonly lengthMs: number; readonly explicit: 0 | 1 | null };

/** The texts of the tables `search_texts` and `search_words`: each value folded, between line ends. Empty: the track says nothing about it. */
export interface SearchTexts {
  readonly title: string;
  readonly artist: string;
  /** Whom the artist tag credits besides its whole text. */
  readonly credits: string;
  readonly album: string;
  readonly albumArtist: string;
  readonly genres: string;
  readonly styles: string;
  readonly path: string;
  readonly codec: string;
  readonly isrc: string;
}

/** A maker of rows. */
export function searchRows(): (track: Track) => SearchRow {
  const genreKeysOf = genreKeysReader();
  return (track) => {
    const [credit] = creditsOf(track.artist);
    return {
      facts: factsOf(track),
      texts: textsOf(track),
      recording: credit === undefined ? null : `${credit}\n${recordingTitle(track.title)}`,
      genreKeys: genreKeysOf(track),
    };
  };
}

function factsOf(track: Track): SearchFacts {
  const { id, year, bpm, key, energy, bitDepth, explicit } = track;
  return {
    ...{ id, year, bpm, key, energy, bitDepth },
    // 0 is what nobody knows.
    sampleRate: FIELDS.sampleRate.read(track) ?? 0,
    channels: FIELDS.channels.read(track) ?? 0,
    lengthMs: track.lengthSamples === 0 ? 0 : Math.max(1, trackLengthMs(track)),
    explicit: explicit === null ? null : explicit ? 1 : 0,
  };
}

function textsOf(track: Track): SearchTexts {
  const text = (field: TextFieldId): string => (FIELDS[field].isMissing(track) ? '' : lines(folded(field)));
  const folded = (field: TextFieldId): readonly string[] => FIELDS[field].readFolded(track);
  const [artist = '', ...credits] = folded('artist');
  const tags = folded('genre');
  return {
    title: text('title'),
    artist: track.artist === '' ? '' : lines([artist]),
    credits: lines(credits.filter((credit) => credit !== artist)),
    album: text('album'),
    albumArtist: text('albumArtist'),
    genres: lines(tags.slice(0, track.genres.length)),
    styles: lines(tags.slice(track.genres.length)),
    path: text('path'),
    codec: text('codec'),
    isrc: text('isrc'),
  };
}

/** Control characters, which no rule has, must not look like the ends of lines, or like the end of the text. */
function lines(values: readonly string[]): string {
  return values.length === 0 ? '' : `\n${values.map((value) => value.replace(/\p{Cc}/gu, '\u0001')).join('\n')}\n`;
}
