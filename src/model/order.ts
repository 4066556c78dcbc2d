/** A wanted length: milliseconds, or as much as the medium holds. */
export type WantedLength = { readonly kind: 'length'; readonly ms: number } | { readonly kind: 'fill' };

/** What one row of a manifest asks for. The keys are the names of the manifest's columns. */
export interface OrderBrief {
  readonly title: string;
  /** Any of these; empty: every genre. */
  readonly genre: readonly string[];
  readonly style: readonly string[];
  readonly artist: readonly string[];
  readonly duration: WantedLength | null;
  /** Id of a medium. */
  readonly media: string;
  readonly copies: number;
  /** Title or id of a playlist, or path of a playlist file, that is copied instead of generating one. */
  readonly clone: string | null;
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
