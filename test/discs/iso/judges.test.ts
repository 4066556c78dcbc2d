/** What other programs make of our images: the readers that Debian has, and a burning program without a burner. */
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/base/hash.ts';
import { planImage, type ImagePlan } from '../../../src/discs/iso/plan.ts';
import { itWith, runTool, tempDir } from '../../outside.ts';
import { makeImage, manyFiles, OPTIONS, writeFiles } from './make.ts';

const UTF8 = { env: { ...process.env, LC_ALL: 'C.UTF-8' } };
const folder = tempDir();

const IMAGES = {
  'of 700 files': { contents: manyFiles(), plain: false },
  'of 700 files, plain': { contents: manyFiles(), plain: true },
  'of long names, deep folders and empty files': {
    contents: {
      [`${'日本語'.repeat(27)}.mp3`]: 'long',
      [`${'x'.repeat(251)}.mp3`]: 'longest',
      '1/2/3/4/5/6/7/8/9/10/deep.txt': 'deep',
      'empty.txt': '',
      'a b/c#d & e.flac': 'odd',
    },
    plain: false,
  },
} as const;

describe.each(Object.entries(IMAGES))('an image %s', (name, { contents, plain }) => {
  const source = join(folder, name, 'src');
  const image = join(folder, name, 'disc.iso');
  const all: Record<string, string> = {
    ...contents,
    SHA256SUMS: Object.entries(contents)
      .map(([path, text]) => `${sha256(text)}  ${path}\n`)
      .join(''),
  };
  const paths = Object.keys(all).sort();
  const shortNames = paths.every((path) => path.split('/').every((part) => part.length <= 64));
  let plan: ImagePlan;
  beforeAll(async () => {
    mkdirSync(source, { recursive: true });
    plan = await makeImage(image, writeFiles(source, all), { plain });
  });
  const filesIn = (lines: string): string[] =>
    lines.split('\n').map((line) => line.replace(/^\//, '').replace(/;1$/, ''));
  const ofFiles = (listed: readonly string[]): string[] => listed.filter((path) => Object.hasOwn(all, path)).sort();

  itWith(['7z'], '7z: every structure is sound, and all files are there', () => {
    expect(runTool('7z', ['t', image])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Everything is Ok'),
    });
    const listed = runTool('7z', ['l', '-slt', '-ba', image], UTF8).stdout;
    const found = [...listed.matchAll(/^Path = (.*)$/gm)].map(([, path]) => path!);
    expect(found.filter((path) => !path.startsWith('[')).length).toBeGreaterThanOrEqual(paths.length);
    if (shortNames) expect(ofFiles(found)).toEqual(paths);
  });

  itWith(['isoinfo', 'isovfy'], 'isoinfo and isovfy: descriptors and trees', () => {
    const told = runTool('isoinfo', ['-d', '-i', image]).stdout;
    expect(told).toContain('Volume id: TRAUME_1\n');
    expect(told).toContain(`Volume size is: ${plan.sectors}\n`);
    expect(told).toContain('Joliet with UCS level 3 found');
    expect(told).toContain(plain ? 'NO Rock Ridge present' : 'Rock Ridge signatures version 1 found');
    const iso = filesIn(runTool('isoinfo', ['-f', '-i', image]).stdout);
    for (const path of iso.flatMap((one) => one.split('/'))) expect(path).toMatch(/^([A-Z0-9_]+\.?[A-Z0-9_]*)?$/);
    if (!plain) expect(ofFiles(filesIn(runTool('isoinfo', ['-R', '-f', '-i', image]).stdout))).toEqual(paths);
    if (!plain) expect(runTool('isovfy', [image]).stdout).toContain('No errors found');
  });

  itWith(['iso-info'], 'iso-info: the tree of Joliet', () => {
    const listed = runTool('iso-info', ['-i', image, '-l', '--no-header'], UTF8);
    let at = '';
    const found = listed.stdout.split('\n').flatMap((line) => {
      at = /^\/(.*):$/.exec(line)?.[1] ?? at;
      const name = /^\s+-.* \d\d:\d\d:\d\d  (.+)$/.exec(line)?.[1];
      return name === undefined ? [] : [at + name];
    });
    // It keeps as many bytes of UTF-8 as the name, with its `;1`, has in UCS-2.
    const cut = (name: string): string =>
      Buffer.from(name)
        .subarray(0, 2 * `${name};1`.length)
        .toString();
    const known = paths.map((path) => path.replace(/[^/]+$/, cut)).sort();
    if (shortNames) expect(found.sort()).toEqual(known);
    else expect(found).toHaveLength(paths.length);
  });

  itWith(['xorriso'], 'xorriso: the tree and all contents are those of the files, and the medium is sound', () => {
    const found = runTool('xorriso', ['-indev', image, '-find', '/', '-type', 'f', '--'], UTF8).stdout;
    expect([...found.matchAll(/^'\/(.*)'$/gm)].map(([, path]) => path!).sort()).toEqual(paths);
    const check = runTool('xorriso', ['-indev', image, '-check_media', '--'], UTF8);
    expect(check.status).toBe(0);
    if (plain) return;
    const compared = runTool('xorriso', ['-indev', image, '-compare_r', source, '/', '--'], UTF8);
    const differences = compared.stdout.split('\n').filter((line) => line.startsWith('-'));
    expect(differences.filter((line) => !/st_(mode|[acm]time|uid|gid)/.test(line))).toEqual([]);
  });

  itWith(['bsdtar', 'sha256sum'], 'bsdtar: unpacks to the same files', () => {
    const target = join(folder, name, 'out');
    mkdirSync(target);
    // Where it may, it looks at the tree of Joliet and not at the longer names of Rock Ridge.
    const tree = plain ? [] : ['--options', '!joliet'];
    expect(runTool('bsdtar', [...tree, '-xf', image, '-C', target], UTF8)).toMatchObject({ status: 0 });
    expect(runTool('sha256sum', ['--quiet', '-c', 'SHA256SUMS'], { cwd: target, ...UTF8 }).status).toBe(0);
    runTool('chmod', ['-R', 'u+w', target]);
    expect(readdirSync(target, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())).toHaveLength(
      paths.length,
    );
  });

  itWith(['isosize'], 'isosize: the size is a whole number of what burners write', () => {
    const bytes = readFileSync(image).length;
    expect(Number(runTool('isosize', [image]).stdout)).toBe(bytes);
    expect(bytes % (32 * 2048)).toBe(0);
  });

  itWith(['iso-read'], 'iso-read: one file is what it was', () => {
    if (plain || !shortNames) return;
    const path = paths.findLast((one) => all[one] !== '')!;
    const output = join(folder, name, 'one');
    runTool('iso-read', ['-i', image, '-e', path, '-o', output], UTF8);
    expect(readFileSync(output, 'utf8')).toBe(all[path]);
  });

  itWith(['xorriso'], 'xorriso: burns it to the byte, and not one sector more', () => {
    const target = join(folder, name, 'burnt.img');
    writeFileSync(target, '');
    const burnt = runTool('xorriso', [
      '-as',
      'cdrecord',
      '-v',
      `dev=stdio:${target}`,
      'blank=as_needed',
      'padsize=0',
      image,
    ]);
    expect(burnt.status).toBe(0);
    expect(readFileSync(target).equals(readFileSync(image))).toBe(true);
  });
});

describe('an image of a file of 5 GiB, which takes no room here', () => {
  const image = join(folder, 'large.iso');
  const bytes = 5 * 2 ** 30 + 1;
  beforeAll(() => {
    const files = [
      { path: 'large.flac', bytes, content: { path: '' } },
      { path: 'small.txt', bytes: 5, content: { path: '' } },
    ];
    const plan = planImage(files, OPTIONS);
    writeFileSync(image, plan.head());
    const file = openSync(image, 'r+');
    writeSync(file, 'small', plan.starts[1]! * 2048);
    ftruncateSync(file, plan.sectors * 2048);
    closeSync(file);
  });

  itWith(['7z', 'bsdtar', 'xorriso', 'iso-info'], 'is read to its end, whatever the number of extents', () => {
    const told = (tool: string, ...args: readonly string[]): string => runTool(tool, args, UTF8).stdout;
    expect(told('7z', 'l', '-slt', '-ba', image)).toMatch(
      new RegExp(`Path = large\\.flac\nFolder = -\nSize = ${bytes}\n`),
    );
    for (const tree of ['!joliet', 'joliet'])
      expect(told('bsdtar', '--options', tree, '-tvf', image)).toMatch(new RegExp(` ${bytes} .* large\\.flac`));
    expect(told('xorriso', '-indev', image, '-lsl', '/large.flac', '--')).toMatch(
      new RegExp(` ${bytes} .*'/large\\.flac'`),
    );
    expect(told('bsdtar', '-xOf', image, 'small.txt')).toBe('small');
    expect(told('iso-info', '-i', image, '-l', '--no-header')).toMatch(/ 4294965248 .* large\.flac/);
  });
});

it('are looked at by readers of their own', () => expect(Object.keys(IMAGES)).toHaveLength(3));
