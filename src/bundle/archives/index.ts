/** The kinds of archives in which a bundle can be packed. A new kind is a file here and a line in the list. */
import type { ArchiveId } from '../../model/packing.ts';
import type { ArchiveKind } from './archive-kind.ts';
import { dir } from './dir.ts';
import { tarGz } from './tar-gz.ts';
import { tarZst } from './tar-zst.ts';
import { tar } from './tar.ts';
import { zip } from './zip.ts';

export const ARCHIVES: Readonly<Record<ArchiveId, ArchiveKind>> = {
  zip,
  tar,
  'tar.gz': tarGz,
  'tar.zst': tarZst,
  dir,
};
