/** A change of a sequence between two positions, `from` before `to`. */
export interface Move {
  /** Exchange both ends, turn the block round, or take one end out and put it in at the other. */
  readonly kind: 'swap' | 'reverse' | 'forward' | 'backward';
  readonly from: number;
  readonly to: number;
}

/** Makes a move in place. */
export function apply(sequence: number[], { kind, from, to }: Move): void {
  switch (kind) {
    case 'swap':
      exchange(sequence, from, to);
      break;
    case 'reverse':
      for (let a = from, b = to; a < b; a++, b--) exchange(sequence, a, b);
      break;
    case 'forward':
      for (let at = from; at < to; at++) exchange(sequence, at, at + 1);
      break;
    case 'backward':
      for (let at = to; at > from; at--) exchange(sequence, at, at - 1);
      break;
  }
}

/** Takes a move back. */
export function undo(sequence: number[], { kind, from, to }: Move): void {
  apply(sequence, { kind: kind === 'forward' ? 'backward' : kind === 'backward' ? 'forward' : kind, from, to });
}

function exchange(sequence: number[], a: number, b: number): void {
  const kept = sequence[a]!;
  sequence[a] = sequence[b]!;
  sequence[b] = kept;
}
