/** What is known of lists made before, by the numbers that a pool gives recordings. */
export interface History {
  /** Days since a recording was last in a list, 0 for another list of the batch; absent: never. */
  readonly restedDays: ReadonlyMap<number, number>;
  /** In how many lists of the batch a recording is. */
  readonly uses: ReadonlyMap<number, number>;
  /** In how many it may be. */
  readonly mostUses: number;
}

export const NO_HISTORY: History = { restedDays: new Map(), uses: new Map(), mostUses: Infinity };

/** Whether a recording may be in one more list: of the batch, and after so many days of rest. */
export function isRested({ restedDays, uses, mostUses }: History, recording: number, days = 0): boolean {
  if (mostUses < Infinity && (uses.get(recording) ?? 0) >= mostUses) return false;
  return days === 0 || (restedDays.get(recording) ?? Infinity) >= days;
}

/** Whether it keeps anything from being chosen. */
export function restricts({ restedDays, uses, mostUses }: History): boolean {
  return restedDays.size > 0 || (mostUses < Infinity && uses.size > 0);
}
