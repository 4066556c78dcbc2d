import { compareText, fold } from '../../base/text.ts';
import type { CatalogueTrack, ServiceId } from './catalogue.ts';
import { uniteNames } from './genre-cells.ts';

/**
 * The keys by which rows are known to be of the same recording: two tracks that share one are one. These are its ISRC
 * and its ids at services; only where it has none of them, its folded names with its length in seconds (and its album
 * where no artist is told).
 */
export function recordingKeysOf(track: CatalogueTrack): readonly string[] {
  const keys = track.ids.map(({ kind, value }) => `${kind}:${value}`);
  if (track.isrc !== null) keys.push(`isrc:${track.isrc}`);
  if (keys.length > 0) return keys;
  const seconds = track.lengthMs === null ? '' : Math.round(track.lengthMs / 1000);
  const artist = track.artist === '' ? `\n${fold(track.album)}` : fold(track.artist);
  return [`name:${fold(track.title)}\n${artist}\n${seconds}`];
}

/**
 * What two rows of the same recording tell together: all genres, styles and ids of both; of single facts the lesser
 * (the first by code units, the earlier year, ...) where they differ, and the one that is told where one is not; explicit
 * where either says so. Commutative, associative and idempotent, so rows may come in any order, and twice.
 */
export function mergeRows(a: CatalogueTrack, b: CatalogueTrack): CatalogueTrack {
  const artist = firstText(a.artist, b.artist);
  return {
    title: firstText(a.title, b.title),
    artist,
    artists: artist === '' ? [] : artist.split('; '),
    album: firstText(a.album, b.album),
    albumArtist: firstText(a.albumArtist, b.albumArtist),
    genres: uniteNames([...a.genres, ...b.genres]),
    styles: uniteNames([...a.styles, ...b.styles]),
    year: least(a.year, b.year),
    bpm: least(a.bpm, b.bpm),
    key: firstText(a.key ?? '', b.key ?? '') || null,
    energy: least(a.energy, b.energy),
    explicit: a.explicit === null || b.explicit === null ? (a.explicit ?? b.explicit) : a.explicit || b.explicit,
    isrc: firstText(a.isrc ?? '', b.isrc ?? '') || null,
    lengthMs: least(a.lengthMs, b.lengthMs),
    ids: uniteIds([...a.ids, ...b.ids]),
  };
}

/** The first by code units of what is told. */
function firstText(a: string, b: string): string {
  if (a === '' || b === '') return a + b;
  return compareText(a, b) < 0 ? a : b;
}

function least(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

/** Ids in order of code units, each once. */
export function uniteIds(ids: readonly ServiceId[]): readonly ServiceId[] {
  const united = new Map(ids.map((id) => [`${id.kind}:${id.value}`, id]));
  return [...united].sort(([a], [b]) => compareText(a, b)).map(([, id]) => id);
}
