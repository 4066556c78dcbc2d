/** Names for manifests in tests. */
import type { KnownNames } from '../../src/manifest/known-names.ts';

export const KNOWN: KnownNames = {
  media: { ids: ['cd-21', 'cd-74', 'cd-80'], defaultId: 'cd-80' },
  orders: { ids: ['as-is', 'shuffle', 'smooth'], defaultId: 'shuffle' },
  splits: { ids: ['in-order', 'balanced', 'packed'], defaultId: 'in-order' },
  rulePacks: ['radio', 'us-performance-complement'],
};
