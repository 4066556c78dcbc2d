/** A wanted length: milliseconds, or as much as the medium holds. */
export type WantedLength = { readonly kind: 'length'; readonly ms: number } | { readonly kind: 'fill' };

/** Whole numbers from `min` to `max`, both included; null: no limit on that side. */
export interface NumberRange {
  readonly min: number | null;
  readonly max: number | null;
}

/** What lies at least between two tracks: so many other tracks, or so many CD frames of music. */
export interface Gap {
  readonly unit: 'tracks' | 'frames';
  readonly least: number;
}

/** At least, or at most, so many percent of a list's playing time for a genre or style, an artist, or a decade (`1990s`). */
export interface Quota {
  readonly by: 'genre' | 'artist' | 'decade';
  readonly name: string;
  readonly bound: 'least' | 'most';
  readonly percent: number;
}

/** How far apart the lowest and the highest of a list may lie at the most. */
export interface Spread {
  readonly by: 'year' | 'bpm' | 'energy';
  readonly most: number;
}

/** The rules that may give way, by their columns, in the order in which they do: what is missed least goes first. */
export const GIVING_WAY = [
  'titleGap',
  'artistGap',
  'spread',
  'freshDays',
  'quota',
  'maxPerAlbum',
  'maxPerArtist',
] as const;

export type GivingWay = (typeof GIVING_WAY)[number];

/** Whether explicit lyrics are welcome, taken if nothing else will do, or left out (and unknown ones with them). */
export type ExplicitPolicy = 'allow' | 'avoid' | 'forbid';

export const PRIORITIES = ['low', 'normal', 'high', 'rush'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** What one row of a manifest asks for. The keys are the names of the manifest's columns. */
export interface OrderBrief {
  readonly title: string;
  /** Any of these; empty: every genre. */
  readonly genre: readonly string[];
  readonly style: readonly string[];
  readonly artist: readonly string[];
  readonly year: NumberRange | null;
  readonly bpm: NumberRange | null;
  /** Any of these, in Camelot's notation; empty: every key. */
  readonly key: readonly string[];
  readonly explicit: ExplicitPolicy;
  /** Canonical text of a rule that every track keeps to (see query/format.ts); null: none. */
  readonly where: string | null;
  /** Tracks that are in the list: titles, `Artist - Title`, paths from the library's folder, or ids. */
  readonly include: readonly string[];
  /** Tracks that are not, named in the same ways. */
  readonly exclude: readonly string[];
  readonly artistGap: Gap | null;
  readonly titleGap: Gap | null;
  readonly maxPerArtist: number | null;
  readonly maxPerAlbum: number | null;
  readonly quota: readonly Quota[];
  readonly spread: readonly Spread[];
  /** Days that a recording must have been in no list. */
  readonly freshDays: number | null;
  /** The rules that may give way, the first one first; the others may not. */
  readonly relax: readonly GivingWay[];
  /** Ids of rule packs. */
  readonly rules: readonly string[];
  /** Id of an order of tracks. */
  readonly order: string;
  readonly duration: WantedLength | null;
  /** How far below the wanted length is near enough, in milliseconds; null: as usual. */
  readonly tolerance: number | null;
  /** How far over the wanted length is allowed, in milliseconds; null: not at all. */
  readonly allowOver: number | null;
  /** Id of a medium. */
  readonly media: string;
  /** Id of a way to split a list that needs several discs. */
  readonly split: string;
  /** Silence between two tracks of an audio disc, in milliseconds; null: as the batch says. */
  readonly pause: number | null;
  readonly copies: number;
  /** Title or id of a playlist, or path of a playlist file, that is copied instead of generating one. */
  readonly clone: string | null;
  /** Percent of a clone's tracks that are chosen anew; null: none. */
  readonly vary: number | null;
  /** How soon it is made; null: as the batch says. It has no say in what is made. */
  readonly priority: Priority | null;
  readonly seed: number | null;
  readonly performer: string | null;
  /** 13 digits (EAN-13). */
  readonly catalog: string | null;
  readonly notes: string | null;
}

/** An order: a brief and its place in the manifest. */
export interface Order extends OrderBrief {
  /** Number in the manifest, from 1. */
  readonly row: number;
  /** How many rows above this one have the same title: keeps orders of one title apart. */
  readonly ordinal: number;
  /** The seed that is used: the row's own, or one derived from title and ordinal. */
  readonly seed: number;
}
