import type { StreamKind } from './archive-kind.ts';
import { gzip } from './gzip.ts';
import { writeTar } from './tar.ts';

export const tarGz: StreamKind = {
  id: 'tar.gz',
  form: 'stream',
  extension: '.tar.gz',
  summary: 'all of it deflated, on all cores',
  levels: [1, 9],
  open: async (level) => (items) => gzip(writeTar(items), level ?? 6),
};
