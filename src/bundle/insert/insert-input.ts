/** What an insert tells, disc by disc: nothing of where, when or by what it was made. */
export interface InsertInput {
  /** Of the playlist. */
  readonly title: string;
  readonly discs: readonly InsertDisc[];
}

export interface InsertDisc {
  /** From 1. */
  readonly number: number;
  /** Of how many. */
  readonly of: number;
  readonly performer: string;
  /** Of the blank, in words. */
  readonly medium: string;
  readonly diameterMm: 80 | 120;
  readonly lengthMs: number;
  /** 13 digits (EAN-13), or null. */
  readonly catalog: string | null;
  readonly tracks: readonly InsertTrack[];
  readonly copies: readonly InsertCopy[];
}

export interface InsertTrack {
  /** On its disc, from 1. */
  readonly number: number;
  readonly title: string;
  /** Empty where there is none to tell. */
  readonly artist: string;
  readonly lengthMs: number;
}

export interface InsertCopy {
  readonly id: string;
  /** From 1. */
  readonly number: number;
  readonly serial: string;
}
