import type { DiscFolder } from './disc-folder.ts';
import type { Fault } from './fault.ts';

/** One kind of thing that is looked at in the folder of a disc. */
export interface DiscCheck {
  readonly id: string;
  /** Whether there is anything of the kind. */
  isFor(folder: DiscFolder): boolean;
  /** Whatever the files hold, only the system's errors of reading are thrown. */
  find(folder: DiscFolder): Promise<readonly Fault[]>;
}
