/** A disc as a robot is to make it. Paths are those that the computer of the robot sees. */
export interface RobotJob {
  /** Names the job and its ticket: 1 to 32 letters, digits and hyphens. */
  readonly id: string;
  readonly priority: JobPriority;
  readonly copies: number;
  readonly content: AudioContent | ImageContent | FolderContent;
  /** Null: whatever is in the bins. */
  readonly blank: Blank | null;
  /** What is printed on the discs; null: nothing. */
  readonly label: RobotLabel | null;
  /** Whether each disc is read back. */
  readonly verify: boolean;
}

export type JobPriority = 'low' | 'normal' | 'high' | 'rush';

export const BLANKS = ['cd', 'dvd', 'dvd-dl', 'bd', 'bd-dl', 'bd-xl'] as const;

export type Blank = (typeof BLANKS)[number];

export interface AudioContent {
  readonly kind: 'audio';
  readonly title: string;
  readonly performer: string;
  readonly tracks: readonly RobotTrack[];
}

export interface RobotTrack {
  readonly path: string;
  readonly title: string;
  readonly performer: string;
  readonly isrc: string | null;
  /** Silence before it, in frames, that is not in the file. */
  readonly pregapFrames: number;
}

/** An image of a disc of files. */
export interface ImageContent {
  readonly kind: 'image';
  readonly path: string;
}

/** A folder whose content becomes the content of the disc. */
export interface FolderContent {
  readonly kind: 'folder';
  readonly path: string;
  /** Volume label: up to 16 of A-Z, 0-9 and _. */
  readonly volume: string;
}

export interface RobotLabel {
  readonly path: string;
  /** What is filled into it; null: nothing. */
  readonly merge: MergeData | null;
}

export interface MergeData {
  /** The file that has them, where they are not in the ticket itself. */
  readonly path: string | null;
  readonly fields: MergeFields;
}

/** The fields of a label, in the order in which robots that know no names take them. */
export const MERGE_FIELDS = ['id', 'serial', 'title', 'performer', 'disc', 'discs', 'copy', 'copies'] as const;

export type MergeFields = Readonly<Record<(typeof MERGE_FIELDS)[number], string>>;

/** How far a robot is with a job, from first to last. */
export const JOB_STATES = ['queued', 'working', 'done', 'failed'] as const;

export type JobState = (typeof JOB_STATES)[number];

/** What a robot tells of a job; null: it does not tell. */
export interface JobStatus {
  readonly job: string;
  readonly state: JobState;
  /** Discs that came out well, and badly. */
  readonly good: number | null;
  readonly bad: number | null;
  readonly message: string | null;
}
