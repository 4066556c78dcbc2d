/** Orders for tests, as a manifest would give them. */
import { briefOf } from '../../src/batch/brief.ts';
import type { Submission } from '../../src/batch/submit.ts';
import type { ListWish } from '../../src/batch/lists.ts';
import { msToFrames } from '../../src/base/frames.ts';
import { findMedium } from '../../src/discs/media/index.ts';
import { limitsOf } from '../../src/model/medium-limits.ts';
import { parseManifest } from '../../src/manifest/manifest.ts';
import { NO_OPTIONS } from '../../src/model/batch.ts';
import type { Order } from '../../src/model/order.ts';
import { KNOWN } from '../manifest/known.ts';

/** Orders of these cells, each of a title of its own. */
export function makeOrders(...rows: readonly Readonly<Record<string, unknown>>[]): readonly Order[] {
  const items = rows.map((cells, n) => ({ title: `Order ${n + 1}`, ...cells }));
  const { orders, problems } = parseManifest('o.json', Buffer.from(JSON.stringify(items)), KNOWN);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return orders;
}

/** Orders as somebody submits them, to be made nowhere. */
export function makeSubmission(
  orders: readonly Order[],
  { options = NO_OPTIONS, ...work }: Partial<Submission['work'] & Pick<Submission, 'options'>> = {},
): Submission {
  const nowhere = {
    libraries: [],
    folder: '/',
    outFolder: '/nowhere',
    engine: 'embedded',
    priority: 'normal',
  } as const;
  return { manifest: 'o.json', orders, options, work: { ...nowhere, ...work } };
}

/** What orders of these cells, each with a duration, ask of their lists. */
export function makeWishes(...rows: readonly Readonly<Record<string, unknown>>[]): readonly ListWish[] {
  return makeOrders(...rows).map((order) => {
    const { ms } = order.duration as { ms: number };
    return { order, brief: briefOf(order, msToFrames(ms), limitsOf(findMedium(order.media)), NO_OPTIONS) };
  });
}
