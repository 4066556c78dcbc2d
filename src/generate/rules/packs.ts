import { FRAMES_PER_SECOND } from '../../base/frames.ts';
import type { ListRule } from '../../model/list-rule.ts';

/** A set of rules under one name. */
export interface RulePack {
  readonly id: string;
  readonly summary: string;
  /** Where the rules come from. */
  readonly source: string;
  readonly rules: readonly ListRule[];
}

const THREE_HOURS = 3 * 3600 * FRAMES_PER_SECOND;

/** The sound recording performance complement: what a US webcaster under the statutory licence may play. */
const usPerformanceComplement: RulePack = {
  id: 'us-performance-complement',
  summary: 'in any 3 hours at most 3 tracks of an album (2 in a row) and 4 of an artist (3 in a row)',
  source: '17 USC 114(j)(13)',
  rules: [
    { kind: 'window', by: 'album', frames: THREE_HOURS, most: 3, inARow: 2 },
    { kind: 'window', by: 'artist', frames: THREE_HOURS, most: 4, inARow: 3 },
  ],
};

/** Where radio music schedulers begin: an artist rests for 70 minutes, a title is not repeated within 3 hours. */
const radioSeparation: RulePack = {
  id: 'radio-separation',
  summary: 'at least 70 minutes between two tracks of one artist, no title twice within 3 hours',
  source: 'suggested starting rules of radio music schedulers',
  rules: [
    { kind: 'gap', by: 'artist', least: 70 * 60 * FRAMES_PER_SECOND, unit: 'frames' },
    { kind: 'gap', by: 'title', least: THREE_HOURS, unit: 'frames' },
  ],
};

export const RULE_PACKS: readonly RulePack[] = [usPerformanceComplement, radioSeparation];
