/**
 * The ways to order the tracks of a list. Facts on the tracks go in, a sequence of their indexes comes out, and what any
 * other sequence costs, for `arrange`. A new one is a file here and a line in the list.
 */
import { arc } from './arc.ts';
import { asIs } from './as-is.ts';
import { harmonic } from './harmonic.ts';
import { interleave } from './interleave.ts';
import { shuffle } from './shuffle.ts';
import { smooth } from './smooth.ts';
import type { OrderFacts, TrackOrder } from './track-order.ts';

export type { OrderFacts, TrackOrder };

export const TRACK_ORDERS: readonly TrackOrder[] = [asIs, shuffle, smooth, harmonic, arc, interleave];

/** The order of that id, or undefined where there is none. */
export function findTrackOrder(id: string): TrackOrder | undefined {
  return TRACK_ORDERS.find((order) => order.id === id);
}
