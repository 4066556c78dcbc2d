import { formatBytes } from '../../base/bytes.ts';
import { AppError, ExitCode } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import type { Keys } from '../../bundle/encryption/unseal.ts';
import type { Limits } from '../../bundle/reading/trusted-files.ts';
import { verifyBundle, type Verification } from '../../bundle/reading/verify.ts';
import { LIMIT_OPTIONS, limitsFrom } from '../bundle-limits.ts';
import type { Command } from '../command.ts';
import { printAnswer, type Context } from '../context.ts';
import { KEY_OPTIONS, keysFrom } from '../keys.ts';
import { withBundle } from '../opened-bundle.ts';

export const bundleVerify: Command = {
  parameters: '<file...>',
  explain: { file: 'bundles of any kind, folders too' },
  description:
    'Reads each bundle from beginning to end: the structure of the archive, the SHA-256 of every file, and whether sheets ' +
    'and JSON are sound and name only files that are there. Nothing is unpacked. Exit code 7 where one is damaged.',
  options: [...KEY_OPTIONS, ...LIMIT_OPTIONS],
  examples: [
    ['mixpress bundle verify discs/*.zip', 'a line for each bundle, and one for each file that is broken'],
    ['mixpress bundle verify discs/*.age --identity key.txt --quiet', 'from cron: prints only what is damaged'],
  ],
  run: async (context, [files], options) => {
    const [keys, limits] = [await keysFrom(context, options), limitsFrom(options)];
    const answers: Answer[] = [];
    for (const file of files as string[]) answers.push(await verify(file, keys, limits, context));
    printAnswer(context, answers, answers, () => answers.map((answer) => describe(answer, context)).join(''));
    return answers.every(({ sound }) => sound) ? ExitCode.done : ExitCode.damaged;
  },
};

type Answer = {
  readonly bundle: string;
  readonly sound: boolean;
  readonly kind: string | null;
  readonly encrypted: boolean | null;
} & Verification;

/** What can't be opened is damaged like what is broken inside: the other bundles are still looked at. */
async function verify(bundle: string, keys: Keys, limits: Limits, { signal }: Context): Promise<Answer> {
  try {
    return await withBundle(bundle, keys, async (archive) => {
      const found = await verifyBundle(archive, { limits, signal });
      return { bundle, sound: found.faults.length === 0, kind: archive.kind, encrypted: archive.isEncrypted, ...found };
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.exitCode !== ExitCode.damaged) throw error;
    const hint = error.code === 'bundle-locked' ? `; ${error.hint}` : '';
    const faults = [{ file: null, code: error.code, message: error.message.replace(`${bundle}: `, '') + hint }];
    return { bundle, sound: false, kind: null, encrypted: null, files: 0, bytes: 0, faults };
  }
}

function describe({ bundle, sound, encrypted, files, bytes, faults }: Answer, { settings, paint }: Context): string {
  const name = escapeControl(bundle);
  if (sound) {
    const told = `${files} files, ${formatBytes(bytes)}${encrypted === true ? ', encrypted' : ''}`;
    return settings.quiet ? '' : `${name}: ${paint.green('sound')}: ${told}\n`;
  }
  const lines = faults.map(({ file, message }) => {
    const place = file === null ? '' : `${escapeControl(file)}: `;
    return `${name}: ${place}${escapeControl(message)}\n`;
  });
  const verdict = faults.some(({ code }) => CLOSED.includes(code)) ? 'not opened' : 'damaged';
  return `${lines.join('')}${name}: ${paint.red(verdict)}\n`;
}

/** Nobody knows what is inside. */
const CLOSED: readonly string[] = ['bundle-locked', 'bundle-wrong-key', 'zstd-missing'];
