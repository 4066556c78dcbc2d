import { formatDuration } from '../../base/duration.ts';
import { countGenres, type GenreCount, type GenreCounts } from '../../library/genres.ts';
import type { TrackTable } from '../../model/track-table.ts';
import { trackLengthMs } from '../../model/track.ts';
import { formatTable } from '../table.ts';
import { isPlainName } from './plain-name.ts';
import type { Choice } from './prompts.ts';

/** Counts what a library has of each genre and style. */
export function countTable({ genre, lengthSamples, sampleRate, count }: TrackTable): GenreCounts {
  return countGenres(
    Array.from({ length: count }, (_, i) => ({
      ...genre.values.at(genre.at[i]!)!,
      tracks: 1,
      lengthMs: trackLengthMs({ lengthSamples: lengthSamples[i]!, sampleRate: sampleRate[i]! }),
    })),
  );
}

/** The genres of a library that can be asked for, behind the choice of any; those that belong to no genre come last. */
export async function genreChoices(counts: GenreCounts, width: number): Promise<Choice<string>[]> {
  return choicesOf('any genre', counts, [...counts.genres, ...counts.free], width);
}

/** The styles of one of the genres, behind the choice of any; none where it has none. */
export async function styleChoices(counts: GenreCounts, genre: string, width: number): Promise<Choice<string>[]> {
  const found = counts.genres.find(({ name }) => name === genre);
  return found && found.styles.length > 0 ? choicesOf('any style', found, found.styles, width) : [];
}

async function choicesOf(
  any: string,
  all: Omit<GenreCount, 'name'>,
  counts: readonly GenreCount[],
  width: number,
): Promise<Choice<string>[]> {
  const plain = counts.filter(({ name }) => isPlainName(name));
  const lines = await formatTable(
    [
      { heading: 'NAME', cut: true },
      { heading: 'TRACKS', right: true },
      { heading: 'LENGTH', right: true },
    ],
    [{ ...all, name: any }, ...plain].map(({ name, tracks, lengthMs }) => [
      name,
      `${tracks} ${tracks === 1 ? 'track' : 'tracks'}`,
      formatDuration(lengthMs),
    ]),
    width,
  );
  const texts = lines.split('\n').slice(1);
  return ['', ...plain.map(({ name }) => name)].map((value, i) => ({
    value,
    text: texts[i]!,
    short: value === '' ? any : value,
  }));
}
