import type { FolderKind } from './archive-kind.ts';

export const dir: FolderKind = {
  id: 'dir',
  form: 'folder',
  extension: '',
  summary: 'a folder',
  levels: null,
};
