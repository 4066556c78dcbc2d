import type { Brief } from '../../model/brief.ts';
import type { Shortage } from '../../model/reasons.ts';
import type { Pool } from '../pool.ts';

/** One hard rule on single tracks. */
export interface Constraint {
  readonly id: string;
  /** All that it looks at in a brief. */
  asks(brief: Brief): unknown;
  /** The test that the brief asks for, by the track's index, or null where it does not use this rule. */
  accepts(brief: Brief, pool: Pool): ((index: number) => boolean) | null;
  /** What to tell when this rule leaves none of `fitting`, the tracks that the rules before it let through. */
  explainNone(brief: Brief, pool: Pool, fitting: Uint32Array): Omit<Shortage, 'changes'>;
}
