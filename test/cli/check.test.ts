import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/base/problem.ts';
import { tempDir } from '../outside.ts';
import { fixture, mixpress, writeText } from './mixpress.ts';

const dir = tempDir();
const home = join(dir, 'home');

interface Checked {
  readonly orders: number;
  readonly problems: readonly Problem[];
}

function checkJson(...paths: readonly string[]): Checked & { readonly code: number | null } {
  const { code, stdout, stderr } = mixpress(home, ['check', ...paths, '--format', 'json']);
  expect(stderr).toBe('');
  return { code, ...(JSON.parse(stdout) as Checked) };
}

describe('check', () => {
  it('makes and changes nothing', () => {
    const manifest = writeText(join(dir, 'm.csv'), 'title', 'One');
    for (const path of [manifest, fixture('manifests/problems.csv')]) mixpress(home, ['check', path]);
    expect(existsSync(home)).toBe(false);
    expect(readdirSync(dir)).toEqual(['m.csv']);
  });

  // What is in each of them is told in fixtures/README.md.
  const expected: Readonly<Record<string, { code: number; orders: number; errors: number }>> = {
    'bad-quotes.csv': { code: 2, orders: 2, errors: 3 },
    'duplicate-column.csv': { code: 2, orders: 0, errors: 1 },
    'header-only.csv': { code: 2, orders: 0, errors: 1 },
    'hostile-titles.csv': { code: 0, orders: 74, errors: 0 },
    'hostile-titles.json': { code: 0, orders: 9, errors: 0 },
    'latin1.csv': { code: 0, orders: 4, errors: 0 },
    'one-column.csv': { code: 0, orders: 3, errors: 0 },
    'orders.json': { code: 0, orders: 4, errors: 0 },
    'orders.ndjson': { code: 0, orders: 4, errors: 0 },
    'problems.csv': { code: 2, orders: 0, errors: 21 },
    'problems.json': { code: 2, orders: 1, errors: 15 },
    'semicolon-bom.csv': { code: 0, orders: 4, errors: 0 },
    'shop.csv': { code: 0, orders: 10, errors: 0 },
    'tab.tsv': { code: 0, orders: 4, errors: 0 },
    'utf16.csv': { code: 0, orders: 4, errors: 0 },
  };

  it('judges every manifest of the fixtures as it should be', () => {
    const judged = Object.fromEntries(
      readdirSync(fixture('manifests')).map((name) => {
        const { code, orders, problems } = checkJson(fixture(`manifests/${name}`));
        return [name, { code, orders, errors: problems.filter(({ severity }) => severity === 'error').length }];
      }),
    );
    expect(judged).toMatchObject(expected);
  });

  it('tells of each problem where it is, what it is and what would mend it', () => {
    const path = fixture('manifests/problems.csv');
    const { problems } = checkJson(path);
    for (const problem of problems) {
      expect(Object.keys(problem).sort()).toEqual(
        ['code', 'column', 'file', 'hint', 'line', 'message', 'row', 'severity'].sort(),
      );
      expect(problem).toMatchObject({ file: path, severity: 'error' });
      expect(problem.code).toMatch(/^[a-z][a-z-]+$/);
      expect(problem.message).not.toMatch(/^[A-Z][a-z]|[.\n]$/);
      expect(problem.hint).toBeTruthy();
      expect(problem.row ?? problem.column).not.toBeNull();
    }
    const text = mixpress(home, ['check', path]).stdout;
    expect(text).toContain(`${path}:1, column gerne: unknown column "gerne"\n  hint: did you mean genre?`);
    expect(text).toContain(`${path}:11 (row 10), column duration: "fil" is not a length\n  hint: did you mean fill?`);
    expect(text).toContain(
      `${path}:16 (row 15), column media: "cd-8o" is not a known medium\n  hint: did you mean cd-80?`,
    );
    expect(text.trimEnd().split('\n').at(-1)).toBe('0 sound orders, 21 errors');
  });

  it('prints one problem a line as NDJSON', () => {
    const { code, stdout } = mixpress(home, ['check', fixture('manifests/problems.json'), '--format', 'ndjson']);
    expect(code).toBe(2);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as Problem).severity)).toEqual(lines.map(() => 'error'));
    expect(lines).toHaveLength(15);
  });

  it('takes several manifests and tells which one a problem is in', () => {
    const [good, bad] = [fixture('manifests/one-column.csv'), fixture('manifests/duplicate-column.csv')];
    const { code, orders, problems } = checkJson(good, bad);
    expect({ code, orders }).toEqual({ code: 2, orders: 3 });
    expect(problems.map(({ file }) => basename(file!))).toEqual(['duplicate-column.csv']);
  });

  it('reads standard input, in each format', () => {
    for (const name of ['one-column.csv', 'orders.json', 'orders.ndjson', 'utf16.csv']) {
      for (const words of [['check'], ['check', '-']]) {
        const run = mixpress(home, words, { input: readFileSync(fixture(`manifests/${name}`)) });
        expect(run, name).toMatchObject({ code: 0, stderr: '' });
        expect(run.stdout).toMatch(/^[34] sound orders, no problems\n$/);
      }
    }
  });

  it('is silent about a sound manifest where asked to be quiet', () => {
    expect(mixpress(home, ['check', fixture('orders.csv'), '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('knows a format by its content where the name tells none', () => {
    for (const name of ['orders.json', 'orders.ndjson', 'semicolon-bom.csv']) {
      copyFileSync(fixture(`manifests/${name}`), join(dir, 'manifest'));
      expect(mixpress(home, ['check', join(dir, 'manifest')]).stdout, name).toBe('4 sound orders, no problems\n');
    }
  });
});

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** The part of JSON Schema that ours uses. */
function accepts(schema: Schema, value: unknown, root: Schema): boolean {
  if (schema.$ref !== undefined) {
    return accepts(root.definitions![schema.$ref.replace('#/definitions/', '')]!, value, root);
  }
  if (schema.anyOf && !schema.anyOf.some((one) => accepts(one, value, root))) return false;
  if (schema.enum && !schema.enum.includes(value)) return false;
  switch (schema.type) {
    case 'object':
      return (
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        (schema.required ?? []).every((name) => name in value) &&
        Object.entries(value).every(
          ([key, item]) => key in schema.properties! && accepts(schema.properties![key]!, item, root),
        )
      );
    case 'array':
      return Array.isArray(value) && value.every((item) => accepts(schema.items!, item, root));
    case 'string':
      return (
        typeof value === 'string' &&
        value.length >= (schema.minLength ?? 0) &&
        value.length <= (schema.maxLength ?? Infinity)
      );
    case 'integer':
    case 'number':
      return (
        typeof value === 'number' &&
        (schema.type === 'number' || Number.isInteger(value)) &&
        value >= (schema.minimum ?? -Infinity) &&
        value <= (schema.maximum ?? Infinity) &&
        value > (schema.exclusiveMinimum ?? -Infinity)
      );
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return true;
  }
}

describe('check --schema', () => {
  const { code, stdout } = mixpress(home, ['check', '--schema']);
  const schema = JSON.parse(stdout) as Schema & Record<string, unknown>;
  const read = (name: string): unknown => JSON.parse(readFileSync(fixture(`manifests/${name}`), 'utf8'));

  it('is JSON Schema, draft 7', () => {
    expect(code).toBe(0);
    expect(schema['$schema']).toBe('http://json-schema.org/draft-07/schema#');
    expect(JSON.stringify(schema)).not.toMatch(/"\$defs"|"prefixItems"|"dependentRequired"/);
  });

  it('accepts sound manifests', () => {
    expect(accepts(schema, read('orders.json'), schema)).toBe(true);
    expect(accepts(schema, read('hostile-titles.json'), schema)).toBe(true);
    expect(accepts(schema, [{ title: 'One' }], schema)).toBe(true);
  });

  it('refuses what check refuses', () => {
    const bad = [
      {},
      { orders: {} },
      [{ genre: 'Jazz' }],
      [{ title: 'A', gerne: 'Jazz' }],
      [{ title: 'A', copies: 0 }],
      [{ title: 'A', copies: 1.5 }],
      [{ title: 'A', media: 'cd-8o' }],
      [{ title: 'A', seed: -1 }],
      [{ title: { en: 'A' } }],
      ['A'],
    ];
    for (const value of bad) {
      expect(accepts(schema, value, schema), JSON.stringify(value)).toBe(false);
      expect(mixpress(home, ['check'], { input: JSON.stringify(value) }).code, JSON.stringify(value)).toBe(2);
    }
  });
});
