/** Something that is wrong with a file of a disc. */
export interface Fault {
  /** From the folder that is checked, with `/`. */
  readonly file: string;
  readonly message: string;
  /** What cures it. */
  readonly hint: string;
}

/** Most faults have one cure: the bundle has it whole. */
export const UNPACK_AGAIN = 'unpack its bundle again, or make it anew';

export function fault(file: string, message: string, hint: string = UNPACK_AGAIN): Fault {
  return { file, message, hint };
}
