import { fold, nearest } from '../../base/text.ts';
import { accept, refuse, showCell, type Column } from './column.ts';

/** The media that a manifest may name; handed in, since the manifest knows nothing of discs. */
export interface KnownMedia {
  readonly ids: readonly string[];
  readonly defaultId: string;
}

export const media = ({ ids, defaultId }: KnownMedia): Column<string> => ({
  summary: `kind of blank: ${ids.join(', ')}; by default ${defaultId}`,
  example: defaultId,
  schema: { type: 'string', enum: ids, default: defaultId },
  absent: defaultId,
  parse: (cell) => {
    const known = typeof cell === 'string' ? ids.find((id) => fold(id) === fold(cell)) : undefined;
    if (known !== undefined) return accept(known);
    const near = typeof cell === 'string' ? nearest(cell, ids) : undefined;
    return refuse(
      'unknown-medium',
      `${showCell(cell)} is not a known medium`,
      near ? `did you mean ${near}?` : `write one of ${ids.join(', ')}`,
    );
  },
});
