/** A program that burns discs, and what every one of them is to the rest. */
export interface Burner {
  /** Name of the program. */
  readonly id: string;
  takes(source: BurnSource): boolean;
  /** Whether the program can be started. */
  isThere(): Promise<boolean>;
  /** Looks at the disc in a drive. Throws AppError `drive-unusable`. */
  examine(device: string, signal: AbortSignal): Promise<LoadedDisc>;
  /** Burns or rehearses; returns what went wrong, or null. Throws the signal's reason once the program has ended. */
  burn(order: BurnOrder, onProgress: (fraction: number) => void, signal: AbortSignal): Promise<string | null>;
}

/** The disc in a drive. */
export interface LoadedDisc {
  /** Whether nothing is on it that burning would destroy or follow. */
  readonly isBlank: boolean;
  /** Sectors that may be written; null where the drive doesn't tell. */
  readonly sectors: number | null;
  /** As the program calls it, or null. */
  readonly name: string | null;
}

/** What is burned: an audio CD by its sheets in their folder, where a cue sheet may be lacking, or an image. */
export type BurnSource =
  | { readonly kind: 'audio'; readonly folder: string; readonly toc: string; readonly cue: string | null }
  | { readonly kind: 'image'; readonly path: string };

export interface BurnOrder {
  readonly source: BurnSource;
  /** As the program takes it: `/dev/sr0`, or `stdio:PATH` for a rehearsal without a drive. */
  readonly device: string;
  /** As on the drive: 8 for 8x; null: as fast as it likes. */
  readonly speed: number | null;
  /** The drive goes through all of it with its laser off. */
  readonly simulate: boolean;
}
