/** The kinds of places that files are delivered to, in the order in which they are asked whether an address is theirs. */
import type { Target, TargetKind } from '../target.ts';
import { badTarget } from '../delivery-error.ts';
import { folder } from './folder.ts';
import { hot } from './hot.ts';
import { http } from './http.ts';
import { s3 } from './s3.ts';
import { sftp } from './sftp.ts';

export const TARGETS: readonly TargetKind[] = [sftp, s3, http, hot, folder];

/** The target that an address means. Throws AppError `target-invalid` for one that makes no sense. */
export function findTarget(address: string): Target {
  const kind = TARGETS.find(({ claims }) => claims(address));
  if (kind === undefined) {
    throw badTarget(
      `nothing can be delivered to ${JSON.stringify(address.split(':')[0])}:`,
      `write ${TARGETS.map(({ form }) => form.split('[')[0]).join(', ')}`,
    );
  }
  return { kind, address: kind.parse(address) };
}
