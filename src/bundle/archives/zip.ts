import { ENTRY_FACTS, type StreamKind } from './archive-kind.ts';

/** Never smaller by deflating. */
const COMPRESSED = /\.(?:flac|mp3|m4a|ogg|opus|wv|zip|gz|zst|pdf|jpg|png)$/i;

/** ZIP, ZIP64 where it has to be, with names in UTF-8. Audio is stored, unless a level is asked for. */
export const zip: StreamKind = {
  id: 'zip',
  form: 'stream',
  extension: '.zip',
  summary: 'opens everywhere; texts deflated, audio stored unless --level tells otherwise',
  levels: [0, 9],
  open: async (level) => {
    const { ZipArchive } = await import('archiver');
    const archive = new ZipArchive({ zlib: { level: level ?? 9 } });
    return {
      archive,
      append: ({ name, content, store }) => {
        const stored = store && (level === null || level === 0 || COMPRESSED.test(name));
        archive.append(content, { ...ENTRY_FACTS, name, store: stored });
      },
      stages: [],
    };
  },
};
