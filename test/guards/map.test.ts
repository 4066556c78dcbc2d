import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../outside.ts';

const map = readFileSync(join(projectRoot, 'src/README.md'), 'utf8');
const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

describe('src/README.md', () => {
  it('names every room', () => {
    const rooms = readdirSync(join(projectRoot, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const { name } of rooms) expect(map).toContain(`| \`${name}/\` |`);
  });

  it('gives a reason for every dependency, and for nothing else', () => {
    const rows = map
      .slice(map.indexOf('| package | why |'))
      .match(/^\| [\w@/-]+ \|/gm)!
      .map((row) => row.slice(2, -2));
    const { dependencies, optionalDependencies } = manifest;
    expect(rows.slice(2)).toEqual(Object.keys({ ...dependencies, ...optionalDependencies }).sort());
    for (const name of Object.keys(manifest.devDependencies))
      expect(`${map} @types/`).toContain(name.replace(/^@types\/.*/, '@types/'));
  });

  it('is the whole of the top level', () => {
    const allowed =
      /^(\..*|src|bin|fixtures|test|dist|node_modules|demo-out|coverage|LICENSE|README\.md|package\.json|package-lock\.json|tsconfig\.json|rolldown\.config\.js|vitest\.config\.ts)$/;
    expect(readdirSync(projectRoot).filter((name) => !allowed.test(name))).toEqual([]);
  });
});
