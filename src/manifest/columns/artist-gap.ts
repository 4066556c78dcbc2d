import { gapColumn } from './gap.ts';

export const artistGap = gapColumn('by the same artist');
