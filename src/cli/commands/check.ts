import { ExitCode } from '../../base/errors.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { countProblems, formatProblems } from '../problems.ts';

export const check: Command = {
  parameters: '[manifest...]',
  explain: { manifest: "CSV, JSON or NDJSON files; '-' reads standard input" },
  options: [{ flags: '--schema', summary: 'print the JSON Schema of a manifest instead' }],
  examples: [
    ['mixpress check orders.csv', 'list every problem with file, line, row, column and cure; exit 2 if there is one'],
    ['mixpress check --schema > mixpress.schema.json', 'give it to an editor that completes JSON'],
  ],
  run: async (context, [paths], { schema }) => {
    const { KNOWN_NAMES } = await import('../../batch/known-names.ts');
    const { loadManifests } = await import('../manifests.ts');
    if (schema === true) {
      const { manifestSchema } = await import('../../manifest/schema.ts');
      context.print(`${JSON.stringify(manifestSchema(KNOWN_NAMES), null, 2)}\n`);
      return ExitCode.done;
    }
    const manifests = await loadManifests(namedOrStdin(paths as string[]), context);
    const problems = manifests.flatMap((manifest) => manifest.problems);
    const orders = manifests.reduce((sum, manifest) => sum + manifest.orders.length, 0);
    printAnswer(context, { orders, problems }, problems, () => {
      const summary = `${orders} sound order${orders === 1 ? '' : 's'}, ${countProblems(problems)}\n`;
      return context.settings.quiet && problems.length === 0 ? '' : formatProblems(problems, context.paint) + summary;
    });
    return problems.some(({ severity }) => severity === 'error') ? ExitCode.usage : ExitCode.done;
  },
};

function namedOrStdin(paths: readonly string[]): readonly string[] {
  return paths.length === 0 ? ['-'] : paths;
}
