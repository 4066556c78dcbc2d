import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDir } from '../outside.ts';
import { mixpress, writeText, type Run } from './mixpress.ts';

const dir = tempDir();

/** Runs with a config file and variables of its own. */
function withConfig(config: unknown, words: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
  const path = writeText(join(dir, 'config.json'), typeof config === 'string' ? config : JSON.stringify(config));
  return mixpress(join(dir, 'home'), words, { cwd: dir, env: { MIXPRESS_CONFIG: path, ...env } });
}

describe('a setting', () => {
  const kindOf = ({ stdout }: Run): string =>
    stdout.startsWith('[\n') ? 'json' : stdout.startsWith('{"id"') ? 'ndjson' : 'text';

  it('is taken from the flag, else the environment, else the config file, else the default', () => {
    expect(kindOf(withConfig({}, ['media']))).toBe('text');
    expect(kindOf(withConfig({ format: 'json' }, ['media']))).toBe('json');
    expect(kindOf(withConfig({ format: 'json' }, ['media'], { MIXPRESS_FORMAT: 'ndjson' }))).toBe('ndjson');
    expect(kindOf(withConfig({ format: 'json' }, ['media', '--format', 'text'], { MIXPRESS_FORMAT: 'ndjson' }))).toBe(
      'text',
    );
  });

  it('does not count where its variable is empty', () => {
    expect(kindOf(withConfig({ format: 'json' }, ['media'], { MIXPRESS_FORMAT: '' }))).toBe('json');
  });

  it('may be typed before the command', () => {
    expect(kindOf(withConfig({}, ['--format', 'json', 'media']))).toBe('json');
    expect(kindOf(withConfig({}, ['--format=ndjson', 'media']))).toBe('ndjson');
  });

  it('names the home in the same order', () => {
    const homes = Object.fromEntries(['flag', 'variable', 'config'].map((name) => [name, join(dir, `by-${name}`)]));
    const config = { home: homes['config'] };
    const variable = { MIXPRESS_HOME: homes['variable']! };
    mkdirSync(join(dir, 'music'));
    const scan = ['library', 'scan', 'music'];
    const made = (): string[] => Object.keys(homes).filter((name) => existsSync(join(homes[name]!, 'mixpress.db')));

    expect(withConfig(config, scan, { MIXPRESS_HOME: '' }).code).toBe(0);
    expect(made()).toEqual(['config']);
    expect(withConfig(config, scan, variable).code).toBe(0);
    expect(made()).toEqual(['variable', 'config']);
    expect(withConfig(config, [...scan, '--home', homes['flag']!], variable).code).toBe(0);
    expect(made()).toEqual(['flag', 'variable', 'config']);
  });

  it('falls back to the folders of the platform', () => {
    const run = mixpress(join(dir, 'user'), ['library', 'scan', 'music'], { cwd: dir, env: { MIXPRESS_HOME: '' } });
    expect(run.code).toBe(0);
    if (process.platform === 'linux')
      expect(existsSync(join(dir, 'user/.local/share/mixpress/mixpress.db'))).toBe(true);
  });
});

describe('a config file that can not be used', () => {
  it.each([
    ['', 'JSON'],
    ['{bad', 'JSON'],
    ['[]', 'it must be a JSON object'],
    ['{"fromat":"json"}', 'unknown key "fromat"'],
    ['{"format":"jsn"}', 'unknown format "jsn"'],
  ])('%j is refused with its path or its value', (config, message) => {
    const run = withConfig(config, ['media']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(message);
    expect(run.stderr).toContain('hint: ');
  });

  it.each([['{"home":5}'], ['{"quiet":"yes"}'], ['{"color":"no"}'], ['{"home":["a"]}']])(
    '%j has a value of the wrong type',
    (config) => {
      const run = withConfig(config, ['media'], { MIXPRESS_HOME: '' });
      expect(run).toMatchObject({ code: 2, stdout: '' });
      expect(run.stderr).toContain('config.json');
    },
  );

  it('is named where it was asked for and is missing', () => {
    const run = mixpress(join(dir, 'home'), ['media'], { env: { MIXPRESS_CONFIG: join(dir, 'none.json') } });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(`${join(dir, 'none.json')}: no such file or folder`);
  });
});
