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
  for (const [name, part] of Object.entries(await readmeParts())) {
    const marks = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
    if (!marks.test(text)) throw new Error(`README.md has no marks for ${name}`);
    text = text.replace(marks, (_all, open: string, close: string) => `${open}${part}\n${close}`);
  }
  return text;
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
