import { maxPerColumn } from './max-per.ts';

export const maxPerAlbum = maxPerColumn('from the same album');
