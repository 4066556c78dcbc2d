import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivateFolder } from '../../base/folder.ts';
import { replaceFileWith } from '../../base/atomic-file.ts';
import { readPrivateFile } from '../credentials.ts';

/**
 * What messages are signed with: a file a webhook that only its owner may read. Not in the database, which is copied for
 * dry runs and handed on with questions.
 */
export interface SecretFiles {
  write(webhook: string, secret: string): Promise<void>;
  /** Null where it is gone. Throws AppError `credentials-unsafe` where others may read it. */
  read(webhook: string): string | null;
  remove(webhook: string): void;
}

export function secretFiles(folder: string): SecretFiles {
  const pathOf = (webhook: string): string => join(folder, `${webhook}.secret`);
  return {
    write: async (webhook, secret) => {
      makePrivateFolder(folder);
      await replaceFileWith(pathOf(webhook), `${secret}\n`);
      chmodSync(pathOf(webhook), 0o600);
    },
    read: (webhook) => readPrivateFile(pathOf(webhook))?.trim() ?? null,
    remove: (webhook) => rmSync(pathOf(webhook), { force: true }),
  };
}
