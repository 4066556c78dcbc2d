import { gapColumn } from './gap.ts';

export const titleGap = gapColumn('with the same title');
