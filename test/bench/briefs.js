import { briefOf } from '../../dist/batch/brief.js';
import { KNOWN_NAMES } from '../../dist/batch/known-names.js';
import { findMedium } from '../../dist/discs/media/index.js';
import { parseManifest } from '../../dist/manifest/manifest.js';

/** A CD of 74 minutes. */
export const WANTED_FRAMES = 74 * 60 * 75;
export const OPTIONS = { distinct: null, unknownIsClean: false };

/** The orders of a manifest with these rows, each a record of its columns. */
export function ordersOf(rows) {
  const { orders, problems } = parseManifest('bench.json', Buffer.from(JSON.stringify(rows)), KNOWN_NAMES);
  if (orders.length < rows.length) throw new Error(JSON.stringify(problems));
  return orders;
}

/** What the generator is asked by an order of 74 minutes with these columns, or of so many frames. */
export function briefFor(columns, frames = WANTED_FRAMES) {
  const [order] = ordersOf([{ title: 'Bench', ...columns }]);
  return briefOf(order, frames, findMedium(order.media), OPTIONS);
}
