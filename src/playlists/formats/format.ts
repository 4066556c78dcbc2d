import { AppError, ExitCode } from '../../base/errors.ts';

/** A playlist as a file shows it. */
export interface PlaylistDocument {
  readonly title: string;
  /** Empty where nobody is named. */
  readonly creator: string;
  readonly tracks: readonly DocumentTrack[];
}

export interface DocumentTrack {
  /** Path with `/`, relative to wherever the reader of the file will look, or absolute. */
  readonly location: string;
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly lengthMs: number;
  /** 12 characters, where it is known. */
  readonly isrc?: string;
}

/** What a playlist file says, title and entries in its order. What it doesn't say is empty or null. */
export interface PlaylistEntries {
  readonly title: string;
  readonly entries: readonly PlaylistEntry[];
}

export interface PlaylistEntry {
  /** A path as the file has it, decoded from a `file:` URI; any other URI as it is. Null for a part of a longer file. */
  readonly location: string | null;
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly lengthMs: number | null;
  /** 12 characters, where the file tells it. */
  readonly isrc?: string;
  /** UUID of the recording, or of its place on a release, in MusicBrainz, where the file tells it. */
  readonly musicbrainzId?: string;
}

/** One format of playlist files. Reading what it wrote gives the same locations, names and, as far as it goes, lengths. */
export interface PlaylistFormat {
  readonly id: string;
  readonly name: string;
  /** Without the dot, the one it is written with first. Formats that share one are told apart by `recognises`. */
  readonly extensions: readonly [string, ...string[]];
  /** Whether a file that begins like this, as Latin-1, is of this format. */
  recognises?(head: string): boolean;
  /** Its files may hold several playlists, one of which is named behind a `#`. */
  readonly holdsSeveral?: true;
  /** Locations are written as URIs or in parts, so no other separator than `/` makes sense in them. */
  readonly keepsSlashes?: true;
  /** Most readers take no more tracks than these from one file; absent: they take any number. */
  readonly mostTracks?: number;
  /** The whole text of the file. Foreign text in it stays on its line and inside its field. */
  write?(list: PlaylistDocument): string;
  /** The bytes of a text that it wrote, where they are not simply UTF-8. */
  encode?(text: string): Uint8Array;
  /**
   * @param list the name of one playlist in a file that holds several
   * @throws AppError `playlist-unreadable` with the line, `source` names the file in it; `playlist-unclear`
   */
  read(data: Uint8Array, source: string, list?: string): Promise<PlaylistEntries>;
  /**
   * All playlists in a file that holds several, but for those that its program made.
   *
   * @throws AppError `playlist-unreadable` as above
   */
  readAll?(data: Uint8Array, source: string): Promise<readonly PlaylistEntries[]>;
}

/** A format that is written as well as read. */
export type WritableFormat = PlaylistFormat & Required<Pick<PlaylistFormat, 'write'>>;

/** The error of a playlist file that can't be read as what its name says it is. */
export function unreadable(format: string, source: string, line: number | null, reason: string): AppError {
  const place = line === null ? source : `${source}:${line}`;
  return new AppError('playlist-unreadable', `${place} is not a sound ${format} playlist: ${reason}`, {
    hint: 'save it again from the player it comes from, or clone another playlist',
    exitCode: ExitCode.usage,
  });
}
