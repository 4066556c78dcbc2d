import { AppError, ExitCode } from '../base/errors.ts';
import { nearest } from '../base/text.ts';
import { PLAIN_AUDIO, type AudioOptions } from '../model/audio-options.ts';
import type { LoudnessAim } from '../model/loudness.ts';
import type { CommandOption } from './command.ts';
import { readOptionRow } from './option-row.ts';

const LAYOUTS = ['image', 'tracks', 'both'] as const;
const CHARSETS = ['ascii', 'latin1'] as const;

/** What ReplayGain 2.0 aims at: most recordings reach it without a limiter. */
const DEFAULT_LUFS = -18;
const [QUIETEST_LUFS, LOUDEST_LUFS] = [-40, -5];

export const AUDIO_OPTIONS: readonly CommandOption[] = [
  {
    flags: '--pause <length>',
    summary: 'silence before each track but the first, where rows tell none: 2s; by default none',
  },
  {
    flags: '--loudness <aim>',
    summary: `bring each track (track), or all of a list by one gain (album), to ${DEFAULT_LUFS} LUFS, or to another loudness (track:-14); peaks are limited to -1 dBTP. By default off: no level is changed`,
  },
  {
    flags: '--layout <files>',
    summary: 'audio of a disc as one file (image, the default), a file a track (tracks), or both',
  },
  { flags: '--bin', summary: 'also a raw image with its cue sheet; cdrdao takes its bytes for swapped' },
  {
    flags: '--ddp',
    summary: 'also a DDP 2.00 fileset for a pressing plant (experimental until a plant has confirmed it)',
  },
  { flags: '--cd-text <charset>', summary: 'CD-TEXT in ascii (default) or latin1, which not all programs read' },
  { flags: '--copy-permitted', summary: 'flag all tracks: digital copies are permitted' },
  { flags: '--pre-emphasis', summary: 'flag all tracks: their audio has pre-emphasis; nothing is done to it' },
];

/**
 * What the options of audio discs ask for; undefined where that is the usual.
 *
 * @throws AppError for a value that is none
 */
export function readAudioOptions(options: Readonly<Record<string, unknown>>): AudioOptions | undefined {
  const audio: AudioOptions = {
    layout: oneOf(LAYOUTS, '--layout', options['layout']),
    bin: options['bin'] === true,
    ddp: options['ddp'] === true,
    pauseMs: readOptionRow({ title: '-', pause: options['pause'] }).pause ?? 0,
    cdText: oneOf(CHARSETS, '--cd-text', options['cdText']),
    flags: { copyPermitted: options['copyPermitted'] === true, preEmphasis: options['preEmphasis'] === true },
    loudness: loudnessAim(options['loudness']),
  };
  return JSON.stringify(audio) === JSON.stringify(PLAIN_AUDIO) ? undefined : audio;
}

/** One of the words, the first where nothing is given. Throws an AppError for what is none of them. */
export function oneOf<T extends string>(words: readonly T[], flag: string, given: unknown): T {
  const found = given === undefined ? words[0] : words.find((word) => word === given);
  if (found !== undefined) return found;
  const near = nearest(String(given), words);
  throw wrong(flag, given, words.join(', '), `${flag} ${near ?? words[0]}`);
}

function loudnessAim(given: unknown): LoudnessAim | null {
  if (given === undefined || given === 'off') return null;
  const [, per, level] = /^(track|album)(?::(-\d{1,2}(?:\.\d{1,2})?))?$/.exec(String(given)) ?? [];
  const lufs = level === undefined ? DEFAULT_LUFS : Number(level);
  if (per === undefined || lufs < QUIETEST_LUFS || lufs > LOUDEST_LUFS) {
    const range = `from ${QUIETEST_LUFS} to ${LOUDEST_LUFS} LUFS`;
    throw wrong(
      '--loudness',
      given,
      `off, track, album, or one of the latter with a loudness ${range}`,
      '--loudness track:-14',
    );
  }
  return { per: per as LoudnessAim['per'], lufs };
}

function wrong(flag: string, given: unknown, takes: string, write: string): AppError {
  return new AppError('option-unreadable', `${flag} takes ${takes}, not ${JSON.stringify(given)}`, {
    hint: `write ${write}`,
    exitCode: ExitCode.usage,
  });
}
