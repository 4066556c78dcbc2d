import { safeFileName } from '../base/file-name.ts';

/** Name of a bundle, and of the folder in it: safe everywhere, and the same for the same playlist. */
export function bundleName(title: string, playlistId: string): string {
  return `${safeFileName(title)}-${playlistId.slice(0, 6)}`;
}
