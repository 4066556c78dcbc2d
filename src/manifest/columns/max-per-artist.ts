import { maxPerColumn } from './max-per.ts';

export const maxPerArtist = maxPerColumn('by the same artist');
