/**
 * The names of other rooms' things that a manifest may use. They are handed in, since the manifest knows nothing of
 * those rooms.
 */
export interface KnownNames {
  readonly media: Choice;
  /** Orders of the tracks in a list. */
  readonly orders: Choice;
  /** Ways to split a list over discs. */
  readonly splits: Choice;
  readonly rulePacks: readonly string[];
}

export interface Choice {
  readonly ids: readonly string[];
  readonly defaultId: string;
}
