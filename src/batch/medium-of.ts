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

/** The options that make other discs of an order than usual. */
export type DiscVariant = Pick<BatchOptions, 'dataForm' | 'mp3Bitrate'> & { readonly capacity?: number };

/** Those of a batch that matter to an order; undefined where none does. */
export function variantOf(order: Pick<Order, 'media'>, options: BatchOptions): DiscVariant | undefined {
  const medium = findMedium(order.media);
  const { dataForm, mp3Bitrate, capacities = {} } = options;
  const variant: DiscVariant = {
    ...(medium.kind === 'data' && dataForm !== undefined ? { dataForm } : {}),
    ...(medium.kind === 'data' && medium.profile === 'car' && mp3Bitrate !== undefined ? { mp3Bitrate } : {}),
    ...(Object.hasOwn(capacities, medium.id) ? { capacity: capacities[medium.id]! } : {}),
  };
  return Object.keys(variant).length === 0 ? undefined : variant;
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
