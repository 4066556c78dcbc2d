/** Audio files for tests of the library: made, tagged, spoilt and read. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { readTrack, type ReadResult } from '../../src/library/read-track.ts';
import type { Problem } from '../../src/base/problem.ts';
import type { TrackFacts } from '../../src/library/read-track.ts';
import { music, writeWav, type WavKind } from '../audio/sounds.ts';
import { hasTool, itWith, runTool } from '../outside.ts';

export function read(path: string): Promise<ReadResult> {
  return readTrack(path, statSync(path).size);
}

/** The facts of a file that has no problem. */
export async function factsOf(path: string): Promise<TrackFacts> {
  const { facts, problem } = await read(path);
  if (facts === null || problem !== null) throw new Error(`${path}: ${problem?.message}`);
  return facts;
}

/** The problem of a file that has no facts. */
export async function problemOf(path: string): Promise<Problem> {
  const { facts, problem } = await read(path);
  if (facts !== null || problem === null) throw new Error(`${path} has no problem`);
  return problem;
}

/** A short WAV file unlike any of another number. */
export function numberedWav(path: string, number: number, kind: WavKind = {}): string {
  return writeWav(path, (time, channel) => music(time + number, channel), { samples: 500, ...kind });
}

/** Writes a changed copy of a file and returns its path. */
export function changed(from: string, to: string, change: (bytes: Buffer) => Buffer): string {
  writeFileSync(to, change(readFileSync(from)));
  return to;
}

/** A Python that has mutagen; it need not be the first on PATH. */
const python = ['/usr/bin/python3', 'python3'].find(
  (name) => (name.startsWith('/') || hasTool(name)) && runs(name, ['-c', 'import mutagen']),
);

function runs(command: string, args: readonly string[]): boolean {
  try {
    return runTool(command, args).status === 0;
  } catch {
    return false;
  }
}

/** Runs lines of Python with mutagen's most used names and the given arguments in `argv`. */
export function mutagen(script: string, ...argv: readonly string[]): void {
  const header = `
from sys import argv
from mutagen.apev2 import APEv2
from mutagen.flac import FLAC, Picture
from mutagen.id3 import APIC, ID3, TALB, TBPM, TCON, TDOR, TDRC, TIT1, TIT2, TKEY, TPE1, TPE2, TPOS, TRCK, TSRC, TXXX, UFID
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4, MP4Cover, MP4FreeForm
from mutagen.oggvorbis import OggVorbis
from mutagen.oggopus import OggOpus
from mutagen.wave import WAVE
from mutagen.aiff import AIFF
argv = argv[1:]
`;
  const run = runTool(python!, ['-c', header + script, ...argv]);
  if (run.status !== 0) throw new Error(run.stderr);
}

/** A test that writes tags. */
export function itWithTags(name: string, test: () => Promise<void> | void): void {
  if (python) itWith(['ffmpeg'], name, test);
  else it.skip(`${name} (SKIPPED: install python3-mutagen)`, test);
}
