import { join } from 'node:path';
import { safeFileName } from '../../base/file-name.ts';
import type { DataBundleDisc } from '../../bundle/bundle-input.ts';
import { describeDataDisc } from '../../discs/data/describe.ts';
import type { DataDisc } from '../../model/disc.ts';
import type { Imaged } from './image.ts';

/** What of a disc of files goes into a bundle. */
export function dataDiscParts(disc: DataDisc, made: Imaged): DataBundleDisc {
  const { form, path, files, tracks } = made;
  const name = safeFileName(disc.title) + (form === 'iso' ? '.iso' : '');
  return {
    disc,
    record: describeDataDisc(disc, { name, form, files, tracks }),
    name,
    form,
    files:
      form === 'iso'
        ? [{ name, source: { path }, store: true }]
        : files.map((file) => ({ name: `${name}/${file.path}`, source: { path: join(path, file.path) }, store: true })),
    conversions: tracks,
  };
}
