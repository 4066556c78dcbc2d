import type { StreamKind } from './archive-kind.ts';
import { through } from '../through.ts';
import { inBlocks } from './deflate.ts';
import { writeTar } from './tar.ts';
import { zstdCompressor } from './zstd.ts';

export const tarZst: StreamKind = {
  id: 'tar.zst',
  form: 'stream',
  extension: '.tar.zst',
  summary: 'all of it by Zstandard; needs Node 22.15 or newer',
  levels: [1, 19],
  open: async (level) => {
    const compressor = zstdCompressor(level ?? 3);
    return (items) => through(inBlocks(writeTar(items)), compressor);
  },
};
