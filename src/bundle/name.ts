import { safeFileName } from '../base/file-name.ts';

/** Name of a bundle, and of the folder in it: safe everywhere, and of its own for every id. */
export function bundleName(title: string, id: string): string {
  return `${safeFileName(title)}-${id.slice(0, 8)}`;
}
