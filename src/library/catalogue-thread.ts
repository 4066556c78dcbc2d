/** What a thread runs that reads a catalogue: in comes a word for each piece that is wanted, out go these, in their order. */
import { createReadStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { systemErrorCode, type AppError, type ExitCode } from '../base/errors.ts';
import type { Catalogue, CatalogueOptions } from './catalogues/catalogue.ts';
import { openCatalogue } from './catalogues/index.ts';
import { groupRows, type Group, type GroupedRows } from './groups.ts';
import { packGroups } from './packed-groups.ts';

export interface ThreadJob {
  readonly path: string;
  readonly options: CatalogueOptions;
}

/** What has been opened, then a piece at a time or null at the end; or why there is none of these. */
export type Told =
  | { readonly opened: Omit<Catalogue, 'batches' | 'playlists'> }
  | { readonly piece: Piece | null; readonly playlists: number }
  | { readonly failure: Failure };

/** Groups packed, some of them together: handed over without a copy, and unpacked only when they are looked at. */
export type Piece = Omit<GroupedRows, 'groups'> & { readonly groups: Uint8Array<ArrayBuffer>[] };

/** An error with what is not handed over with errors. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
  /** Null for an error of the system. */
  readonly exitCode: ExitCode | null;
}

const READ_BYTES = 1 << 18;
const GROUPS_TOGETHER = 200;

try {
  const { path, options } = workerData as ThreadJob;
  const bytes = createReadStream(path, { highWaterMark: READ_BYTES });
  const { batches, playlists, ...opened } = await openCatalogue(bytes, options);
  const pieces = groupRows(batches);
  parentPort!.on('message', async () => {
    try {
      const { done, value } = await pieces.next();
      const piece = done === true ? null : pieceOf(value);
      tell({ piece, playlists: playlists() }, piece?.groups);
    } catch (error) {
      tell({ failure: failureOf(error) });
    }
  });
  tell({ opened });
} catch (error) {
  tell({ failure: failureOf(error) });
}

function tell(told: Told, handedOver: Piece['groups'] = []): void {
  parentPort!.postMessage(
    told,
    handedOver.map(({ buffer }) => buffer),
  );
}

function pieceOf({ groups, ...rest }: GroupedRows): Piece {
  const all: readonly Group[] = [...groups];
  const packed: Piece['groups'] = [];
  for (let at = 0; at < all.length; at += GROUPS_TOGETHER) packed.push(packGroups(all.slice(at, at + GROUPS_TOGETHER)));
  return { ...rest, groups: packed };
}

/** What has no code is a bug, and ends the thread with its trace. */
function failureOf(error: unknown): Failure {
  const code = systemErrorCode(error);
  if (code === undefined) throw error;
  const { message, hint, exitCode = null } = error as Error & Partial<AppError>;
  return { code, message, hint, exitCode };
}
