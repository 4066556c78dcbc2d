import type { StreamKind } from './archive-kind.ts';
import { writeZip } from './write-zip.ts';

/** Never smaller by deflating. */
const COMPRESSED = /\.(?:flac|mp3|m4a|ogg|opus|wv|zip|gz|zst|pdf|jpg|png)$/i;

/** ZIP, ZIP64 where it has to be, with names in UTF-8. Audio is stored, unless a level is asked for. */
export const zip: StreamKind = {
  id: 'zip',
  form: 'stream',
  extension: '.zip',
  summary: 'opens everywhere; texts deflated, audio stored unless --level tells otherwise',
  levels: [0, 9],
  open: async (level) => (items) =>
    writeZip(items, ({ name, store }) => (store && (level === null || COMPRESSED.test(name)) ? 0 : (level ?? 9))),
};
