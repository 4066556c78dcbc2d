import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../outside.ts';

/** The rooms from left to right: imports only go left, and rooms of one rank are blind to each other. */
const RANKS: readonly (readonly string[])[] = [
  ['base'],
  ['model'],
  ['store', 'tools'],
  ['manifest', 'library', 'generate', 'playlists', 'audio', 'discs', 'bundle', 'delivery'],
  ['batch'],
  ['cli', 'index.ts'],
];

const src = join(projectRoot, 'src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name: name.split(sep).join('/'), text: readFileSync(join(src, name), 'utf8') }));

const roomOf = (name: string): string => name.split('/')[0]!;
const rankOf = (room: string): number => RANKS.findIndex((rooms) => rooms.includes(room));

/** Everything that a file imports, statically or not. */
function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)'([^']+)'/g)].map((match) => match[1]!);
}

/** Files outside of the named rooms that hold what only those may hold. */
function strangers(rooms: readonly string[], pattern: RegExp): string[] {
  return files
    .filter(
      ({ name, text }) => !rooms.some((room) => name === room || name.startsWith(`${room}/`)) && pattern.test(text),
    )
    .map(({ name }) => name);
}

describe('the house', () => {
  it('has only rooms that the rule knows', () => {
    expect(files.length).toBeGreaterThan(50);
    expect([...new Set(files.map(({ name }) => roomOf(name)))].filter((room) => rankOf(room) === -1)).toEqual([]);
  });

  it.each(files.map(({ name, text }) => [name, text] as const))('%s imports only to the left', (name, text) => {
    const wrong = importsOf(text)
      .filter((path) => path.startsWith('.'))
      .map((path) =>
        relative(src, resolve(src, dirname(name), path))
          .split(sep)
          .join('/'),
      )
      .filter((target) => roomOf(target) !== roomOf(name) && rankOf(roomOf(target)) >= rankOf(roomOf(name)));
    expect(wrong).toEqual([]);
  });

  it('lets only cli speak, colour, prompt, end the process and read the environment', () => {
    expect(
      strangers(['cli'], /\bconsole\.|process\.(exit|stdout|stderr|env)\b|from '(chalk|ora|inquirer|commander)'/),
    ).toEqual([
      // The decoder is a process of its own: its standard output is a pipe for audio.
      'audio/embedded/decoder-main.ts',
    ]);
  });

  it('lets only tools start processes', () => expect(strangers(['tools'], /node:child_process/)).toEqual([]));
  it('lets only store open SQLite', () =>
    expect(strangers(['store'], /^import .*(?<!type .*)from 'better-sqlite3|import\('better-sqlite3/m)).toEqual([]));
  it('lets only targets of deliveries use the network', () =>
    expect(strangers(['delivery/targets'], /from 'node:(http|https|net|tls|dgram|dns)'|'ssh2'|\bfetch\(/)).toEqual([]));

  it('lets time and chance in only through base', () => {
    expect(strangers(['base'], /Date\.now\(|new Date\(\)|Math\.random\(|randomUUID|randomBytes/)).toEqual([]);
  });

  it('has one writer for each table', () => {
    const writers = new Map<string, Set<string>>();
    // Steps of the schema, and the triggers in it, only keep in line what is there.
    for (const { name, text } of files.filter((file) => file.name !== 'store/migrations.ts')) {
      for (const [, table] of text.matchAll(/\b(?:INSERT (?:OR \w+ )?INTO|UPDATE(?! SET)|DELETE FROM)\s+([a-z_]+)/g)) {
        writers.set(table!, (writers.get(table!) ?? new Set()).add(name));
      }
    }
    const { text: steps } = files.find(({ name }) => name === 'store/migrations.ts')!;
    const tables = [...steps.matchAll(/CREATE TABLE ([a-z_]+)/g)]
      .map((match) => match[1]!)
      .filter((table) => !steps.includes(`DROP TABLE ${table};`));
    expect(tables.length).toBeGreaterThan(8);
    for (const table of tables) {
      const [writer, ...others] = [...(writers.get(table) ?? [])];
      expect(others, table).toEqual([]);
      expect(writer, table).toMatch(/-store\.ts$/);
    }
  });

  it('keeps heavy packages out of the way of start-up', () => {
    const heavy = ['archiver', 'inquirer', 'ora', 'music-metadata', 'node-av', 'saxes', 'ssh2', 'string-width'];
    const eager = new RegExp(`^import (?!type ).*from '(?:${heavy.join('|')})(?:/[^']*)?'`, 'm');
    expect(strangers(['audio/embedded'], eager)).toEqual([]);
  });

  it('has small files: median at most 90 lines, nine of ten at most 220', () => {
    // Steps of the schema are only ever added.
    const lengths = files
      .filter(({ name }) => name !== 'store/migrations.ts')
      .map(({ text }) => text.split('\n').length)
      .sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(90);
    expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThanOrEqual(220);
    expect(lengths.at(-1)).toBeLessThanOrEqual(350);
  });
});
