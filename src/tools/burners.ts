/** The programs that burn discs, in the order in which they are asked whether they are there. */
import type { Burner } from './burner.ts';
import { cdrdao } from './cdrdao.ts';
import { cdrskin } from './cdrskin.ts';
import { xorriso } from './xorriso.ts';

export const BURNERS: readonly Burner[] = [cdrdao, xorriso, cdrskin];
