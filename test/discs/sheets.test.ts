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
  'of Unicode-only titles': makeDisc(
    ['東京の夜', 'Ночь', 'ليل', 'Νύχτα', '밤', '🎵🎶', '\u200b\u202e'].map((title) =>
      makeTrack({ title, artist: title }),
    ),
    { title: '夜', performer: 'Хор' },
  ),
  'of 99 texts that leave no room': makeDisc(
    many.map((i) => makeTrack({ title: `${i}`.padStart(14, 'x'), artist: `${i}`.padStart(14, 'y') })),
    { title: 'x'.repeat(26), performer: 'y'.repeat(26) },
  ),
};

describe.each(['plain', 'odd'])('golden sheets: disc %s', (name) => {
  it.each(SHEETS.map((sheet) => [sheet.fileName, sheet] as const))('%s', (_, sheet) => {
    const golden = readFileSync(join(projectRoot, 'fixtures', 'sheets', `${name}.${sheet.id}`), sheet.encoding);
    expect(sheet.write(discs[name]!, cdText(discs[name]!), { layout: 'image', bin: true })).toBe(golden);
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

describe('a disc of 99 tracks and pauses that is full to its last frame', () => {
  const folder = tempDir();
  const pauseFrames = 150;
  const frames = Math.floor((359_700 - 98 * pauseFrames) / 99);
  const full = makeDisc(
    many.map((i) =>
      makeTrack({ frames: i === 98 ? 359_700 - 98 * (frames + pauseFrames) : frames, title: `Title ${i}` }),
    ),
    { pauseFrames },
  );
  beforeAll(() => writeDisc(folder, full));

  it('has them all', () => expect(full).toMatchObject({ frames: 359_700, tracks: { length: 99 } }));

  // Reading 846 MB of silence is what the others do.
  const readers = [
    'shntool finds the image fit for a CD',
    'cuetools reads both sheets',
    'libcdio reads the packs',
    'cdrskin takes the cue sheet',
    'libburn makes CD-TEXT of the cue sheet',
  ];
  for (const name of readers) itWith(JUDGES[name]!.tools, name, () => JUDGES[name]!.judge(folder, full));

  itWith(['cdrdao'], 'cdrdao reads the toc sheet to its end', () => {
    const { stdout, stderr } = runTool('cdrdao', ['show-toc', 'disc.toc'], { cwd: folder });
    expect(stdout + stderr).not.toMatch(/END\*|WARNING|ERROR/);
    expect(stdout + stderr).toMatch(/END +79:56:00\(359700\)/);
  });
});

itWith(['cdrdao'], 'cdrdao counts a full disc to its last frame', () => {
  const folder = tempDir();
  writeDisc(folder, makeDisc([makeTrack({ frames: 359_000 }), makeTrack({ frames: 700 })]));
  for (const sheet of ['disc.toc', 'disc.cue']) {
    const counted = runTool('cdrdao', ['toc-size', sheet], { cwd: folder });
    expect(counted).toMatchObject({ status: 0, stdout: '359700\n' });
  }
});
