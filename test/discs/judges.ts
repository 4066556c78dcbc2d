/** What the burning programs and readers say of a disc's folder. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { BYTES_PER_FRAME, SAMPLES_PER_FRAME } from '../../src/base/frames.ts';
import { cdText } from '../../src/discs/cd-text.ts';
import type { AudioDisc } from '../../src/model/disc.ts';
import { runTool, type ToolRun } from '../outside.ts';
import { writeSparse } from './make.ts';

export interface Judge {
  readonly tools: readonly string[];
  /** Fails the test where the program finds fault with the sheets or the image in the folder. */
  readonly judge: (folder: string, disc: AudioDisc) => void;
}

export const JUDGES: Readonly<Record<string, Judge>> = {
  'cdrdao reads the toc sheet': { tools: ['cdrdao'], judge: cdrdaoToc },
  'cdrdao reads the cue sheet': { tools: ['cdrdao'], judge: cdrdaoCue },
  'flac takes the cue sheet': { tools: ['flac', 'metaflac'], judge: flac },
  'shntool finds the image fit for a CD': { tools: ['shntool'], judge: shntool },
  'cuetools reads both sheets': { tools: ['cueprint'], judge: cuetools },
  'libcdio reads both sheets': { tools: ['cd-info'], judge: libcdio },
  'libcdio reads the packs': { tools: ['cd-info'], judge: libcdioPacks },
  'cdrskin takes the cue sheet': { tools: ['cdrskin'], judge: cdrskin },
  'libburn makes CD-TEXT of the cue sheet': { tools: ['cdrskin', 'python3'], judge: libburn },
};

function run(folder: string, command: string, ...args: readonly string[]): ToolRun {
  return runTool(command, args, { cwd: folder });
}

function cdrdaoToc(folder: string, disc: AudioDisc): void {
  const read = run(folder, 'cdrdao', 'read-test', 'disc.toc');
  expect(read.stderr).toContain(`Read ${disc.frames} blocks.`);
  expect(read.status).toBe(0);
  const shown = run(folder, 'cdrdao', 'show-toc', 'disc.toc');
  expect(shown.stdout + shown.stderr).not.toMatch(/END\*|WARNING|ERROR/);
  expect(run(folder, 'cdrdao', 'toc-size', 'disc.toc').stdout.trim()).toBe(String(disc.frames));
  expect(run('/', 'cdrdao', 'show-toc', join(folder, 'disc.toc')).stdout).toBe(shown.stdout);
}

function cdrdaoCue(folder: string, disc: AudioDisc): void {
  const read = run(folder, 'cdrdao', 'read-test', 'disc.cue');
  expect(read.stderr).toContain(`Read ${disc.frames} blocks.`);
  expect(read.stderr).not.toMatch(/WARNING|ERROR/);
  expect(read.status).toBe(0);
}

function flac(folder: string, disc: AudioDisc): void {
  const encoded = run(folder, 'flac', '-s', '-f', '--cuesheet=disc.cue', 'disc.wav', '-o', 'disc.flac');
  expect(encoded).toMatchObject({ stderr: '', status: 0 });
  const listed = run(folder, 'metaflac', '--list', '--block-type=CUESHEET', 'disc.flac').stdout;
  const offsets = [...listed.matchAll(/track\[\d+\]\n +offset: (\d+)/g)].map((match) => Number(match[1]));
  // A track of flac begins with its pause.
  const starts = [...disc.tracks.map(({ startFrame, pregapFrames = 0 }) => startFrame - pregapFrames), disc.frames];
  expect(offsets).toEqual(starts.map((frame) => frame * SAMPLES_PER_FRAME));
  const isrcs = [...listed.matchAll(/ISRC: (.*)/g)].map((match) => match[1]);
  expect(isrcs).toEqual(disc.tracks.map(({ track }) => (cdText(disc).codes === 'all' ? (track.isrc ?? '') : '')));
  expect(listed).toContain(`media catalog number: ${disc.catalog ?? ''}\n`);
}

function shntool(folder: string): void {
  expect(run(folder, 'shntool', 'len', 'disc.wav').stdout).toMatch(/ B +--- +-- +----- .*disc\.wav/);
}

function cuetools(folder: string, disc: AudioDisc): void {
  const titles = cdText(disc).tracks.map((track) => track.title);
  for (const sheet of ['disc.cue', 'disc.toc']) {
    const printed = run(folder, 'cueprint', '-d', '', '-t', '%t\\n', sheet);
    expect(printed).toMatchObject({ stdout: titles.map((title) => `${title}\n`).join(''), stderr: '', status: 0 });
  }
}

/**
 * For libcdio an image has the name of its cue sheet and no header, whatever the sheet says; and in a toc sheet it takes
 * `//` for the beginning of a comment even inside quotes.
 */
function libcdio(folder: string, disc: AudioDisc): void {
  writeSparse(join(folder, 'disc.bin'), new Uint8Array(), disc.frames * BYTES_PER_FRAME);
  const { album, tracks } = cdText(disc);
  const starts = [...disc.tracks.map((track) => track.startFrame), disc.frames];
  for (const [option, sheet] of [
    ['-c', 'disc.cue'],
    ['-t', 'disc.toc'],
  ] as const) {
    const { stdout } = run(folder, 'cd-info', '--no-header', '--no-device-info', option, sheet);
    const shown = [...stdout.matchAll(/^ *\d+: \d\d:\d\d:\d\d  (\d{6}) /gm)].map((match) => Number(match[1]));
    expect(shown).toEqual(starts);
    const texts = [album, ...tracks].flatMap((text) => [text.title, text.performer]);
    const readable = sheet === 'disc.cue' ? texts : texts.map((text) => text.replace(/\/\/.*/, '')).filter(Boolean);
    expect([...stdout.matchAll(/\t(?:TITLE|PERFORMER): (.*)\n/g)].map((match) => match[1])).toEqual(readable);
    if (disc.catalog !== null) expect(stdout).toContain(`(MCN): ${disc.catalog}`);
  }
}

/** The packs alone, by a sheet that has no other texts. */
function libcdioPacks(folder: string, disc: AudioDisc): void {
  const { album, tracks } = cdText(disc);
  writeSparse(join(folder, 'packs.bin'), new Uint8Array(), disc.frames * BYTES_PER_FRAME);
  const sheet = readFileSync(join(folder, 'disc.cue'), 'latin1').replace(
    /^ *(?:TITLE|PERFORMER|ISRC|CATALOG) .*\r\n/gm,
    '',
  );
  writeFileSync(join(folder, 'packs.cue'), `CDTEXTFILE "cdtext.cdt"\r\n${sheet}`);
  const { stdout } = run(folder, 'cd-info', '--no-header', '--no-device-info', '-c', 'packs.cue');
  const texts = [album, ...tracks].flatMap((text) => [text.title, text.performer]);
  expect([...stdout.matchAll(/\t(?:TITLE|PERFORMER): (.*)\n/g)].map((match) => match[1])).toEqual(texts);
}

/** No burner is at hand; that audio is refused on what is none means that the sheet itself was understood. */
function cdrskin(folder: string): void {
  const args = ['--allow_emulated_drives', 'dev=stdio:/dev/null', '-text', 'cuefile=disc.cue'];
  const { stdout, stderr } = run(folder, 'cdrskin', ...args);
  expect(stdout + stderr).toContain('audio track prohibited by non-CD');
  expect(stdout + stderr).not.toContain('FAILURE');
}

function libburn(folder: string, disc: AudioDisc): void {
  const made = run(folder, 'python3', join(import.meta.dirname, 'libburn.py'), 'disc.cue');
  expect(made).toMatchObject({ stderr: '', status: 0, stdout: expect.stringMatching(`^${disc.frames} `) });
}
