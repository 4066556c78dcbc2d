/**
 * A folder in, what is wrong with it out: the unpacked folder of a bundle, of one disc (with its image, where it has one), or a DDP fileset. A new kind of
 * thing to look at is a file here and a line in the list.
 */
import { join } from 'node:path';
import { AppError, ExitCode, systemErrorReason } from '../../base/errors.ts';
import { audioCheck } from './audio.ts';
import { ddpCheck } from './ddp.ts';
import { imageCheck } from './image.ts';
import type { DiscCheck } from './disc-check.ts';
import { listFiles, readSmall, type DiscFolder } from './disc-folder.ts';
import { parseDiscRecord } from './disc-record.ts';
import { fault, type Fault } from './fault.ts';
import { layoutCheck } from './layout.ts';
import { sheetsCheck } from './sheets.ts';
import { sumsCheck } from './sums.ts';

const CHECKS: readonly DiscCheck[] = [sumsCheck, layoutCheck, sheetsCheck, audioCheck, ddpCheck, imageCheck];

export interface Verification {
  /** How many discs were found. */
  readonly discs: number;
  /** Which checks there was anything for. */
  readonly checks: readonly string[];
  readonly faults: readonly Fault[];
}

/**
 * Checks a folder, and each folder `disc-N` in it. Whatever the files hold is told as a fault.
 *
 * @throws AppError `folder-unreadable`, `no-disc`
 */
export async function verifyDiscs(path: string): Promise<Verification> {
  const files = await listFiles(path);
  const inner = [...new Set([...files.keys()].flatMap((name) => /^disc-\d+(?=\/)/.exec(name)?.[0] ?? []))];
  const isDisc = ['disc.json', 'disc.toc', 'DDPID'].some((name) => files.has(name));
  const results: Verification[] = [];
  if (isDisc || files.has('SHA256SUMS')) results.push(await verifyFolder(path, isDisc ? 1 : 0, files));
  for (const name of inner) {
    const found = await verifyFolder(join(path, name), 1, await listFiles(join(path, name)));
    results.push({ ...found, faults: found.faults.map((one) => ({ ...one, file: `${name}/${one.file}` })) });
  }
  if (results.length === 0) {
    throw new AppError('no-disc', `there is no disc in ${path}`, {
      hint: 'name the unpacked folder of a bundle, of a disc or of a DDP fileset',
      exitCode: ExitCode.usage,
    });
  }
  return {
    discs: results.reduce((sum, { discs }) => sum + discs, 0),
    checks: CHECKS.map(({ id }) => id).filter((id) => results.some(({ checks }) => checks.includes(id))),
    faults: results.flatMap(({ faults }) => faults),
  };
}

async function verifyFolder(path: string, discs: number, files: ReadonlyMap<string, number>): Promise<Verification> {
  const faults: Fault[] = [];
  const folder: DiscFolder = { path, files, record: null };
  let record: DiscFolder['record'] = null;
  if (discs > 0 && !files.has('DDPID')) {
    try {
      record = parseDiscRecord((await readSmall(folder, 'disc.json'))?.toString() ?? '');
    } catch (error) {
      faults.push(fault('disc.json', `it can not be read: ${(error as Error).message}`));
    }
  }
  const checks = CHECKS.filter((check) => check.isFor({ ...folder, record }));
  for (const check of checks) {
    try {
      faults.push(...(await check.find({ ...folder, record })));
    } catch (error) {
      faults.push(
        fault('.', `its files can not be read: ${systemErrorReason(error)}`, 'mend their permissions, or the disk'),
      );
    }
  }
  return { discs, checks: checks.map(({ id }) => id), faults };
}
