import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { formatBytes } from '../../base/bytes.ts';
import { formatDuration } from '../../base/duration.ts';
import { AppError, ExitCode, systemErrorReason } from '../../base/errors.ts';
import { compareText, escapeControl } from '../../base/text.ts';
import { ARCHIVES } from '../../bundle/archives/index.ts';
import type { Keys } from '../../bundle/encryption/unseal.ts';
import { readRecord, summarise, type BundleSummary } from '../../bundle/reading/record.ts';
import { LIMITS } from '../../bundle/reading/trusted-files.ts';
import { stampOf } from '../../bundle/place.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { KEY_OPTIONS, keysFrom } from '../keys.ts';
import { withBundle } from '../opened-bundle.ts';
import { formatTable } from '../table.ts';

export const bundleList: Command = {
  parameters: '[folder]',
  explain: { folder: 'folder with bundles; by default the current one' },
  description: 'Lists the bundles in a folder, without unpacking or verifying them.',
  options: KEY_OPTIONS,
  examples: [['mixpress bundle list discs', 'name, size, title, discs and copies of each bundle in discs/']],
  run: async (context, [folder = '.'], options) => {
    const keys = await keysFrom(context, options);
    const isAnyGiven = Object.keys(options).some((name) => name.startsWith('passphrase'));
    const quiet: Keys = { ...keys, passphrase: isAnyGiven ? keys.passphrase : async () => null };
    const listed: Listed[] = [];
    for (const name of await namesIn(folder as string)) listed.push(await look(folder as string, name, quiet));
    const table = await formatTable(
      [
        { heading: 'BUNDLE' },
        { heading: 'SIZE', right: true },
        { heading: 'TITLE' },
        { heading: 'TRACKS', right: true },
        { heading: 'LENGTH', right: true },
        { heading: 'DISCS', right: true },
      ],
      listed.map(rowOf),
    );
    printAnswer(context, listed, listed, () => (listed.length === 0 ? '' : table));
    if (listed.length === 0) context.note(`there is no bundle in ${escapeControl(folder as string)}\n`);
    return ExitCode.done;
  },
};

interface Listed {
  readonly bundle: string;
  readonly kind: string | null;
  readonly encrypted: boolean | null;
  readonly bytes: number;
  /** Null where it can't be read. */
  readonly summary: BundleSummary | null;
  readonly problem: string | null;
}

const EXTENSIONS = Object.values(ARCHIVES).flatMap(({ extension }) => (extension === '' ? [] : [extension]));

/** What may be a bundle: an archive, encrypted or not, or a folder with a bundle.json. */
async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new AppError('folder-unreadable', `can't list ${folder}: ${systemErrorReason(error)}`, {
      hint: 'name a folder that has bundles in it',
      exitCode: ExitCode.usage,
    });
  });
  const names: string[] = [];
  for (const entry of entries) {
    const isBundle = entry.isDirectory()
      ? await stat(join(folder, entry.name, 'bundle.json')).catch(() => null)
      : !entry.name.startsWith('.') && EXTENSIONS.some((end) => entry.name.replace(/\.age$/, '').endsWith(end));
    if (isBundle) names.push(entry.name);
  }
  return names.sort(compareText);
}

async function look(folder: string, name: string, keys: Keys): Promise<Listed> {
  const path = join(folder, name);
  const bytes = (await stampOf(path))?.bytes ?? 0;
  try {
    return await withBundle(path, keys, async (archive) => {
      const summary = summarise(await readRecord(archive, LIMITS));
      return { bundle: name, kind: archive.kind, encrypted: archive.isEncrypted, bytes, summary, problem: null };
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const encrypted = error.code === 'bundle-locked' || error.code === 'bundle-wrong-key' ? true : null;
    return {
      bundle: name,
      kind: null,
      encrypted,
      bytes,
      summary: null,
      problem: error.message.replace(`${path}: `, ''),
    };
  }
}

function rowOf({ bundle, bytes, summary, problem, encrypted }: Listed): string[] {
  const start = [escapeControl(bundle), formatBytes(bytes)];
  if (summary === null) return [...start, `(${encrypted ? 'encrypted' : escapeControl(problem ?? '')})`, '', '', ''];
  const { title, tracks, lengthMs, discs } = summary;
  const copies = discs[0]?.copies ?? 0;
  const count = copies > 1 ? `${discs.length} x ${copies}` : String(discs.length);
  return [...start, escapeControl(title), String(tracks), formatDuration(lengthMs), count];
}
