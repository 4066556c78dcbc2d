import { findMedium } from '../discs/media/index.ts';
import type { BatchOptions } from '../model/batch.ts';
import { limitsOf, type MediumLimits } from '../model/medium-limits.ts';
import type { Medium } from '../model/medium.ts';
import type { Order } from '../model/order.ts';

/** The medium of an order, with the capacity that the batch takes it to have. Throws `unknown-medium`. */
export function mediumOf({ media }: Pick<Order, 'media'>, { capacities = {} }: BatchOptions): Medium {
  const medium = findMedium(media);
  const sectors = Object.hasOwn(capacities, media) ? capacities[media]! : null;
  if (sectors === null) return medium;
  return medium.kind === 'data' ? { ...medium, capacitySectors: sectors } : { ...medium, capacityFrames: sectors };
}

/** The limits of that medium. */
export function mediumLimitsOf(order: Pick<Order, 'media'>, options: BatchOptions): MediumLimits {
  return limitsOf(mediumOf(order, options));
}

/** What to tell where a medium is taken to hold something else than it is known to. */
export function capacityWarnings(medium: Medium): string[] {
  const known = sectorsOf(findMedium(medium.id));
  const taken = sectorsOf(medium);
  if (known === taken) return [];
  return [
    `a ${medium.id} is taken to hold ${taken} sectors, as was asked for, instead of ${known}: try one blank before you burn many`,
  ];
}

function sectorsOf(medium: Medium): number {
  return medium.kind === 'data' ? medium.capacitySectors : medium.capacityFrames;
}
