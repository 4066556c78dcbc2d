import { relative } from 'node:path';
import type { Track } from '../model/track.ts';

/** How a playlist file names the files of its tracks. */
export type PathStyle =
  | { readonly kind: 'absolute' }
  /** From the folder of the written file, an absolute path. */
  | { readonly kind: 'relative'; readonly folder: string }
  /** What stands before the path within the library: a folder of any system, `E:\Music` or `/media/usb`. */
  | { readonly kind: 'prefixed'; readonly prefix: string };

export type Separator = '/' | '\\';

/** The path of a track's file in that style. */
export function locate(track: Track, style: PathStyle, separator: Separator): string {
  const path = styled(track, style);
  return separator === '/' ? path : path.replaceAll('/', separator);
}

function styled(track: Track, style: PathStyle): string {
  switch (style.kind) {
    case 'absolute':
      return track.path;
    case 'relative':
      return relative(style.folder, track.path);
    case 'prefixed':
      return behindPrefix(style.prefix, track.relativePath);
  }
}

/** The backslashes of a Windows prefix become `/`, which the separator then is made of. */
function behindPrefix(prefix: string, path: string): string {
  const folder = /^([a-z]:|\\\\)/i.test(prefix) ? prefix.replaceAll('\\', '/') : prefix;
  return folder === '' || folder.endsWith('/') ? `${folder}${path}` : `${folder}/${path}`;
}
