import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { fixture, mixpress, readmeShell } from '../cli/mixpress.ts';
import { ENTER, sitDown } from '../cli/terminal.ts';
import { itWith, tempDir } from '../outside.ts';
import { README_PATH, readReadme, withOutput, withParts, withSession } from '../readme.ts';

/** `npm run docs` sets this: the README is then written anew instead of being compared. */
const update = process.env['UPDATE_README'] === '1';

function settle(made: string): void {
  if (update) writeFileSync(README_PATH, made);
  else expect(readReadme(), 'README.md is stale: npm run docs').toBe(made);
}

// Many commands, on a machine that may have other things to do.
describe('README.md', { timeout: 240_000 }, () => {
  const dir = tempDir();

  it('has the tables that the code makes', async () => settle(await withParts(readReadme())));

  itWith(['jq', 'unzip'], 'shows what the commands print', () => settle(withOutput(readReadme(), readmeShell(dir))));

  itWith(['python3'], 'shows what a session shows', () => {
    const home = join(dir, 'session');
    mixpress(home, ['library', 'scan', fixture('music')]);
    const { screen } = sitDown(
      home,
      ['new'],
      [
        ['Title', `Late Night${ENTER}`],
        ['any genre', 'jazz'],
        ['❯ Jazz', ENTER],
        ['any style', ENTER],
        ['Length', `2:30${ENTER}`],
        ['Medium', ENTER],
        ['What now?', 's'],
        ['❯ swap', ENTER],
        ['Which one goes?', 'excerpt 1'],
        ['❯ 4', ENTER],
        ['❯ take it', ENTER],
        ['Another playlist?', ENTER],
        ['Save as', `late.csv${ENTER}`],
        ['Run it now?', `n${ENTER}`],
      ],
      { cwd: dir },
    );
    settle(withSession(readReadme(), screen));
  });
});
