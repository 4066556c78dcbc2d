/**
 * The sheets that go beside a disc's audio. A disc and its CD-TEXT come in, the text of a file comes out; equal discs
 * give equal bytes. A new kind is a file here and a line in the list.
 */
import { binCueSheet, cueSheet } from './cue.ts';
import { playerCueSheet } from './player-cue.ts';
import { pqSheet } from './pq.ts';
import type { Sheet } from './sheet.ts';
import { tocSheet } from './toc.ts';

export const SHEETS: readonly Sheet[] = [cueSheet, tocSheet, binCueSheet, playerCueSheet, pqSheet];
