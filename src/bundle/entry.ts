/** One file of a bundle. */
export interface BundleEntry {
  /** Path below the bundle's folder, with `/`. */
  readonly name: string;
  readonly source:
    | { readonly text: string }
    | { readonly bytes: Uint8Array }
    | { readonly path: string }
    /** Bytes, then those of a file from `start` to before `end`. */
    | { readonly head: Uint8Array; readonly path: string; readonly start: number; readonly end: number };
  /** False: compressed. Audio hardly gets smaller, so it is stored. */
  readonly store: boolean;
}

/** A text file that another part has made for the bundle. */
export interface TextFile {
  readonly fileName: string;
  readonly text: string;
}
