/** Discs with pauses, flags, other files and other letters, as the burning programs see them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cdText } from '../../src/discs/cd-text.ts';
import { PLAIN_AUDIO } from '../../src/model/audio-options.ts';
import { itWith, runTool, tempDir } from '../outside.ts';
import { JUDGES } from './judges.ts';
import { makeTrack } from '../make-track.ts';
import { makeDisc, writeDisc } from './make.ts';

const PAUSE = 150;
const BOTH_FLAGS = { copyPermitted: true, preEmphasis: true };
const album = (i: number) => ({ lengthSamples: 300_001, trackNumber: i, album: 'Live', albumArtist: 'They' });

/** Two tracks of an album that go on without a pause, and others with one before them; all flags. */
const paused = makeDisc(
  [
    makeTrack({ frames: 401, title: 'Für Élise', isrc: 'DEA121300001' }),
    makeTrack({ ...album(1), title: 'One' }),
    makeTrack({ ...album(2), title: 'Two' }),
    makeTrack({ frames: 333, title: 'Last' }),
  ],
  { pauseFrames: PAUSE, flags: BOTH_FLAGS, catalog: '4006381333931' },
);
const starts = [0, 551, 1061, 1723];

describe('a disc with pauses and flags', () => {
  const folder = tempDir();
  writeDisc(folder, paused);

  it('has them in its layout', () => {
    expect(paused.tracks.map(({ startFrame }) => startFrame)).toEqual(starts);
    expect(paused.frames).toBe(401 + 511 + 511 + 333 + 2 * PAUSE);
    expect(readFileSync(join(folder, 'disc.cue'), 'latin1').match(/INDEX 0. \S+/g)).toEqual([
      'INDEX 01 00:00:00',
      'INDEX 00 00:05:26',
      'INDEX 01 00:07:26',
      'INDEX 01 00:14:11',
      'INDEX 00 00:20:73',
      'INDEX 01 00:22:73',
    ]);
  });

  for (const [name, { tools, judge }] of Object.entries(JUDGES)) {
    // What libcdio and cuetools make of START is judged below.
    if (name !== 'libcdio reads both sheets') itWith(tools, name, () => judge(folder, paused));
  }

  itWith(['cdrdao'], 'shows pauses and flags to cdrdao', () => {
    const { stdout, stderr } = runTool('cdrdao', ['show-toc', 'disc.toc'], { cwd: folder });
    const shown = stdout + stderr;
    expect([...shown.matchAll(/START .*\( *(\d+)\)/g)].map((match) => Number(match[1]))).toEqual(starts);
    expect(shown.match(/PREGAP 00:02:00/g)).toHaveLength(2);
    expect(shown.match(/COPY PERMITTED/g)).toHaveLength(4);
    expect(shown.match(/ {10}PRE-EMPHASIS/g)).toHaveLength(4);
  });

  itWith(['flac', 'metaflac'], 'shows them to flac', () => {
    const flac = join(folder, 'a.flac');
    runTool('flac', ['-s', '-f', '--cuesheet=disc.cue', 'disc.wav', '-o', flac], { cwd: folder });
    const listed = runTool('metaflac', ['--list', '--block-type=CUESHEET', flac]).stdout;
    expect(listed.match(/pre-emphasis: true/g)).toHaveLength(4);
    expect(listed.match(/number of index points: 2/g)).toHaveLength(2);
  });
});

describe('the raw image', () => {
  const folder = tempDir();
  writeDisc(folder, paused, { ...PLAIN_AUDIO, bin: true });

  itWith(['cd-info'], 'has places, texts, codes and flags for libcdio', () => {
    const { stdout } = runTool('cd-info', ['--no-header', '--no-device-info', '-c', 'discbin.cue'], { cwd: folder });
    const rows = [...stdout.matchAll(/^ *\d+: \S+ {2}(\d{6}) audio {2}false {2}(\S+) +2 +(\S+)/gm)];
    expect(rows.map(([, lsn, copy, emphasis]) => [Number(lsn), copy, emphasis])).toEqual(
      starts.map((start) => [start, 'yes', 'yes']),
    );
    expect(stdout).toContain(`170: 00:29:31  ${String(paused.frames).padStart(6, '0')} leadout`);
    expect(stdout).toContain('(MCN): 4006381333931');
    expect(stdout).toContain('TITLE: Fur Elise');
  });
});

describe('a file for each track', () => {
  const folder = tempDir();
  writeDisc(folder, paused, { ...PLAIN_AUDIO, layout: 'tracks' });

  itWith(['cdrdao'], 'is as long as the disc to cdrdao, pauses and all', () => {
    const read = runTool('cdrdao', ['read-test', 'disc.toc'], { cwd: folder });
    expect(read.stderr).toContain(`Read ${paused.frames} blocks.`);
    const { stdout, stderr } = runTool('cdrdao', ['show-toc', 'disc.toc'], { cwd: folder });
    expect(stdout + stderr).not.toMatch(/END\*|WARNING|ERROR/);
    expect([...(stdout + stderr).matchAll(/START .*\( *(\d+)\)/g)].map((match) => Number(match[1]))).toEqual(starts);
  });

  itWith(['shntool'], 'is fit for a CD to shntool', () => {
    const files = ['01.wav', '02.wav', '03.wav', '04.wav'];
    const lines = runTool('shntool', ['len', ...files], { cwd: folder })
      .stdout.split('\n')
      .slice(1, 5);
    for (const line of lines) expect(line).toMatch(/ B +--- +-- +----- /);
  });

  itWith(['cueprint'], 'has a sheet for players', () => {
    const printed = runTool('cueprint', ['-d', '', '-t', '%f %t\\n', 'disc-player.cue'], { cwd: folder });
    expect(printed).toMatchObject({ stderr: '', status: 0 });
    expect(printed.stdout).toBe('01.wav Für Élise\n02.wav One\n03.wav Two\n04.wav Last\n');
  });
});

describe('ISO-8859-1', () => {
  const folder = tempDir();
  writeDisc(folder, paused, { ...PLAIN_AUDIO, cdText: 'latin1', bin: true });
  const titles = cdText(paused, 'latin1').tracks.map(({ title }) => title);

  it('is a byte a letter in the cue sheet, and plain ASCII in the toc sheet', () => {
    expect(titles[0]).toBe('Für Élise');
    expect(readFileSync(join(folder, 'disc.cue')).includes(Buffer.from('"F\u00fcr \u00c9lise"', 'latin1'))).toBe(true);
    expect(readFileSync(join(folder, 'disc.toc'), 'latin1')).toContain('TITLE "F\\374r \\311lise"');
  });

  itWith(['cdrdao'], 'is read by cdrdao', () => {
    for (const sheet of ['disc.cue', 'disc.toc']) {
      expect(runTool('cdrdao', ['read-test', sheet], { cwd: folder }).status, sheet).toBe(0);
    }
  });

  itWith(['cd-info'], 'is read by libcdio', () => {
    const { stdout } = runTool('cd-info', ['--no-header', '--no-device-info', '-c', 'discbin.cue'], {
      cwd: folder,
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    expect([...stdout.matchAll(/\tTITLE: (.*)\n/g)].map((match) => match[1]).slice(1)).toEqual(titles);
  });

  itWith(['cdrskin'], 'is read by cdrskin', () => {
    const { bytes } = runTool('cdrskin', ['textfile_to_v07t=cdtext.cdt'], { cwd: folder });
    const sheet = Buffer.from(bytes).toString('latin1');
    expect([...sheet.matchAll(/Track \d\d Title += (.*)/g)].map((match) => match[1])).toEqual(titles);
  });
});
