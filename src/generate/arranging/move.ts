/** A change of a sequence between two positions, `from` before `to`. */
export interface Move {
  /** Exchanges both ends, turns the block round, or puts its first tracks behind the others. */
  readonly kind: 'swap' | 'reverse' | 'rotate';
  readonly from: number;
  readonly to: number;
  /** How many tracks a rotation puts behind the others. */
  readonly by: number;
}

/** Makes a move in place. */
export function apply(sequence: number[], { kind, from, to, by }: Move): void {
  if (kind === 'swap') {
    exchange(sequence, from, to);
    return;
  }
  reverse(sequence, from, to);
  if (kind === 'reverse') return;
  reverse(sequence, from, to - by);
  reverse(sequence, to - by + 1, to);
}

/** Takes a move back. */
export function undo(sequence: number[], move: Move): void {
  apply(sequence, move.kind === 'rotate' ? { ...move, by: move.to - move.from + 1 - move.by } : move);
}

function reverse(sequence: number[], from: number, to: number): void {
  for (let a = from, b = to; a < b; a++, b--) exchange(sequence, a, b);
}

function exchange(sequence: number[], a: number, b: number): void {
  const kept = sequence[a]!;
  sequence[a] = sequence[b]!;
  sequence[b] = kept;
}
