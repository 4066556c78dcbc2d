/** Paths in, the folders that they make out: what all trees of an image are made from. */
import { compareText } from '../../base/text.ts';

/** A file on an image. */
export interface ImageFile {
  /** From the root, with `/`. */
  readonly path: string;
  readonly bytes: number;
}

export interface FolderNode {
  readonly name: string;
  /** Null for the root. */
  readonly parent: FolderNode | null;
  readonly folders: FolderNode[];
  readonly files: FileNode[];
}

export interface FileNode {
  readonly name: string;
  /** Its place in the list of files that the tree was made of. */
  readonly index: number;
}

/** The root of the folders that hold the files. The order of the files makes no difference to the tree. */
export function treeOf(files: readonly ImageFile[]): FolderNode {
  const root: FolderNode = { name: '', parent: null, folders: [], files: [] };
  const known = new Map([['', root]]);
  const folderAt = (path: string): FolderNode => {
    const found = known.get(path);
    if (found !== undefined) return found;
    const slash = path.lastIndexOf('/');
    const parent = folderAt(path.slice(0, Math.max(0, slash)));
    const folder: FolderNode = { name: path.slice(slash + 1), parent, folders: [], files: [] };
    parent.folders.push(folder);
    known.set(path, folder);
    return folder;
  };
  const sorted = files.map(({ path }, index) => ({ path, index })).sort((a, b) => compareText(a.path, b.path));
  for (const [i, { path, index }] of sorted.entries()) {
    if (path.split('/').includes('') || path === sorted[i - 1]?.path)
      throw new Error(`no image holds the file ${JSON.stringify(path)} in this way`);
    const slash = path.lastIndexOf('/');
    folderAt(path.slice(0, Math.max(0, slash))).files.push({ name: path.slice(slash + 1), index });
  }
  return root;
}
