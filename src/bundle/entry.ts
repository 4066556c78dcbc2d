/** One file of a bundle. */
export interface BundleEntry {
  /** Path below the bundle's folder, with `/`. */
  readonly name: string;
  readonly source: { readonly path: string } | { readonly text: string };
  /** False: compressed. Audio hardly gets smaller, so it is stored. */
  readonly store: boolean;
}

/** A text file that another part has made for the bundle. */
export interface TextFile {
  readonly fileName: string;
  readonly text: string;
}
