import { AppError, ExitCode } from '../../base/errors.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { shellWord } from '../shell-word.ts';

export const newManifest: Command = {
  parameters: '[manifest]',
  explain: { manifest: 'CSV or JSON file to go on with, or to make; by default a new one' },
  description:
    'Asks for one playlist after the other, by what the library has: genre, style, length, medium, and any rule of a manifest. Shows each list ' +
    'as a run would choose it, lets tracks be swapped and pinned, saves the manifest as CSV or JSON, and runs it if wanted. The playlists of a manifest that is there are shown to be changed, dropped and added ' +
    'to. It needs a terminal.',
  examples: [
    ['mixpress new', 'make a manifest by answering questions, with a preview of every list'],
    ['mixpress new orders.csv', 'go on with one: change, add and drop playlists'],
  ],
  run: async (context, [manifest], options) => {
    refuseWithoutTerminal(context);
    const { makeManifest } = await import('../new/make-manifest.ts');
    const made = await makeManifest(context, (manifest as string | undefined) ?? null);
    if (made === null) return ExitCode.done;
    const home = typeof options['home'] === 'string' ? ` --home ${shellWord(options['home'])}` : '';
    context.print(`run it with: mixpress run ${shellWord(made.path)} --out ${shellWord(made.out ?? 'discs')}${home}\n`);
    if (made.out === null) return ExitCode.done;
    const { run } = await import('./run.ts');
    return run.run(context, [[made.path]], { out: made.out });
  },
};

function refuseWithoutTerminal({ stdin, stdout }: Context): void {
  if (stdin.isTTY === true && stdout.isTTY === true) return;
  const reason = `mixpress new asks questions, and standard ${stdin.isTTY === true ? 'output' : 'input'} is no terminal`;
  throw new AppError('no-terminal', reason, {
    hint: 'run it in a terminal, or write the manifest by hand: mixpress check --schema tells the columns',
    exitCode: ExitCode.usage,
  });
}
