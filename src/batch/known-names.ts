import { DEFAULT_MEDIUM, MEDIA } from '../discs/media/index.ts';
import { DEFAULT_SPLIT, SPLITS } from '../discs/splits/index.ts';
import { TRACK_ORDERS } from '../generate/orders/index.ts';
import { RULE_PACKS } from '../generate/rules/packs.ts';
import type { KnownNames } from '../manifest/known-names.ts';

/** The names of other rooms' things that a manifest may use. */
export const KNOWN_NAMES: KnownNames = {
  media: { ids: MEDIA.map(({ id }) => id), defaultId: DEFAULT_MEDIUM.id },
  orders: { ids: TRACK_ORDERS.map(({ id }) => id), defaultId: 'shuffle' },
  splits: { ids: SPLITS.map(({ id }) => id), defaultId: DEFAULT_SPLIT.id },
  rulePacks: RULE_PACKS.map(({ id }) => id),
};
