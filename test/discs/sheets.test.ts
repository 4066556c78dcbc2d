import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cdText } from '../../src/discs/cd-text.ts';
import { SHEETS } from '../../src/discs/sheets/index.ts';
import type { AudioDisc } from '../../src/model/disc.ts';
import { itWith, projectRoot, runTool, tempDir } from '../outside.ts';
import { JUDGES } from './judges.ts';
import { makeTrack } from '../make-track.ts';
import { makeDisc, oddDisc, plainDisc, writeDisc } from './make.ts';

const many = Array.from({ length: 99 }, (_, i) => i);

const discs: Readonly<Record<string, AudioDisc>> = {
  plain: plainDisc(),
  odd: oddDisc(),
  'of 99 tracks with 60-character titles': makeDisc(
    many.map((i) => makeTrack({ title: `${i} `.padEnd(60, 'ab c'), artist: `Somebody else ${i}`.padEnd(40, 'x') })),
    { title: 'x'.repeat(90) },
  ),
  'of 99 tracks with codes': makeDisc(
    many.map((i) => makeTrack({ title: `A rather long title ${i}`, isrc: `DEA1213000${String(i).padStart(2, '0')}` })),
    { catalog: '0036000291452' },
  ),
  'of 99 texts that leave no room': makeDisc(
    many.map((i) => makeTrack({ title: `${i}`.padStart(14, 'x'), artist: `${i}`.padStart(14, 'y') })),
    { title: 'x'.repeat(26), performer: 'y'.repeat(26) },
  ),
};

describe.each(['plain', 'odd'])('golden sheets: disc %s', (name) => {
  it.each(SHEETS.map((sheet) => [sheet.fileName, sheet] as const))('%s', (_, sheet) => {
    const golden = readFileSync(join(projectRoot, 'fixtures', 'sheets', `${name}.${sheet.id}`), 'latin1');
    expect(sheet.write(discs[name]!, cdText(discs[name]!))).toBe(golden);
  });
});

describe.each(Object.entries(discs))('disc %s', (_, disc) => {
  const folder = tempDir();
  beforeAll(() => writeDisc(folder, disc));

  for (const [name, { tools, judge }] of Object.entries(JUDGES)) itWith(tools, name, () => judge(folder, disc));
});

it('leaves not a byte unused of what CD-TEXT holds', () => {
  expect(cdText(discs['of 99 texts that leave no room']!).warnings).toEqual([]);
});

itWith(['cdrdao'], 'cdrdao counts a full disc to its last frame', () => {
  const folder = tempDir();
  writeDisc(folder, makeDisc([makeTrack({ frames: 359_000 }), makeTrack({ frames: 700 })]));
  for (const sheet of ['disc.toc', 'disc.cue']) {
    const counted = runTool('cdrdao', ['toc-size', sheet], { cwd: folder });
    expect(counted).toMatchObject({ status: 0, stdout: '359700\n' });
  }
});
