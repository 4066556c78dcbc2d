import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readmeShell } from '../cli/mixpress.ts';
import { itWith, tempDir } from '../outside.ts';
import { README_PATH, readReadme, withOutput, withParts } from '../readme.ts';

/** `npm run docs` sets this: the README is then written anew instead of being compared. */
const update = process.env['UPDATE_README'] === '1';

function settle(made: string): void {
  if (update) writeFileSync(README_PATH, made);
  else expect(readReadme(), 'README.md is stale: npm run docs').toBe(made);
}

describe('README.md', () => {
  const dir = tempDir();

  it('has the tables that the code makes', async () => settle(await withParts(readReadme())));

  itWith(['jq', 'unzip'], 'shows what the commands print', () => settle(withOutput(readReadme(), readmeShell(dir))));
});
