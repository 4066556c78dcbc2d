/** The README as a test sees it: parts that are made from the code, and commands with what they print. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './outside.ts';
import { readmeParts } from './readme-parts.ts';

export const README_PATH = join(projectRoot, 'README.md');

export function readReadme(): string {
  return readFileSync(README_PATH, 'utf8');
}

/** The README with every generated part made anew. Throws where a mark is missing. */
export async function withParts(readme: string): Promise<string> {
  let text = readme;
  for (const [name, part] of Object.entries(await readmeParts())) text = withPart(text, name, part);
  return text;
}

/** The README with what stands between the marks of that name replaced. */
function withPart(readme: string, name: string, part: string): string {
  const marks = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
  if (!marks.test(readme)) throw new Error(`README.md has no marks for ${name}`);
  return readme.replace(marks, (_all, open: string, close: string) => `${open}${part}\n${close}`);
}

/** The README with a session of `mixpress new` as the terminal shows it in the end. */
export function withSession(readme: string, screen: readonly string[]): string {
  return withPart(
    readme,
    'session',
    ['```text', ...['$ mixpress new', ...screen].join('\n').trim().split('\n'), '```'].join('\n'),
  );
}

const CONSOLE_BLOCK = /```console\n([^]*?)```/g;

/** The README with every `console` block run: each `$ command` followed by what `run` says that it prints. */
export function withOutput(readme: string, run: (command: string) => string): string {
  return readme.replace(CONSOLE_BLOCK, (_all, block: string) => {
    const commands = block.split('\n').filter((line) => line.startsWith('$ '));
    const shown = commands.map((line) => `${line}\n${run(line.slice(2))}`);
    return `\`\`\`console\n${shown.join('')}\`\`\``;
  });
}
