import { AppError, ExitCode } from '../base/errors.ts';
import { BYTES_PER_FRAME, FRAMES_PER_SECOND } from '../base/frames.ts';
import { findMedium } from '../discs/media/index.ts';
import { SECTOR_BYTES, type Medium } from '../model/medium.ts';
import type { CommandOption } from './command.ts';

export const CAPACITY_OPTION: CommandOption = {
  flags: '--capacity <medium=size>',
  summary:
    'what a medium is taken to hold, at your risk: sectors (359846), a length (79:57) or bytes (700MB); the medium may be left out where all orders have the same (repeatable)',
  repeatable: true,
};

/** No CD can tell a later time than 99:59:74, and counts from the pause of 2 s before its first track on. */
const MOST_FRAMES = 449_849;
const MOST_SECTORS = 2 ** 32 - 1;
const LEAST_SECTORS = 300;
const UNITS: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KIB: 2 ** 10,
  MIB: 2 ** 20,
  GIB: 2 ** 30,
  TIB: 2 ** 40,
};

/**
 * Sectors by ids of media, as `--capacity` tells them. `media` are the media of all orders.
 *
 * @throws AppError `bad-capacity` or `unknown-medium`
 */
export function parseCapacities(given: readonly string[], media: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    given.map((text) => {
      const sign = text.indexOf('=');
      const id = sign === -1 ? onlyMedium(text, media) : text.slice(0, sign).trim().toLowerCase();
      return [id, sectorsOf(text.slice(sign + 1).trim(), findMedium(id))];
    }),
  );
}

function onlyMedium(text: string, media: readonly string[]): string {
  const [first = '', ...others] = new Set(media);
  if (others.length === 0) return first;
  throw bad(text, `the orders have several media`, `write --capacity ${first}=${text}`);
}

function sectorsOf(text: string, medium: Medium): number {
  const sectors = Math.floor(parseSize(text, medium) ?? NaN);
  const most = medium.kind === 'audio-cd' ? MOST_FRAMES : MOST_SECTORS;
  if (sectors >= LEAST_SECTORS && sectors <= most) return sectors;
  const why = Number.isNaN(sectors)
    ? 'is no size'
    : `is not from ${LEAST_SECTORS} to ${most} sectors, as a ${medium.id} could have`;
  throw bad(text, why, `write sectors (${medium.id}=359846), a length of a CD (79:57) or bytes (700MB, 4.7GB)`);
}

/** Sectors, perhaps with a fraction; null where the text is none of these. */
function parseSize(text: string, medium: Medium): number | null {
  if (/^\d{1,12}$/.test(text)) return Number(text);
  const [, minutes, seconds, frames] = /^(\d{1,3}):([0-5]\d)(?::([0-6]\d|7[0-4]))?$/.exec(text) ?? [];
  if (minutes !== undefined) return (Number(minutes) * 60 + Number(seconds)) * FRAMES_PER_SECOND + Number(frames ?? 0);
  const [, count, unit] = /^(\d{1,12}(?:\.\d{1,6})?)\s*([kmgt]?i?b)$/i.exec(text) ?? [];
  if (count === undefined) return null;
  return (Number(count) * UNITS[unit!.toUpperCase()]!) / (medium.kind === 'audio-cd' ? BYTES_PER_FRAME : SECTOR_BYTES);
}

function bad(text: string, why: string, hint: string): AppError {
  return new AppError('bad-capacity', `--capacity ${JSON.stringify(text)}: ${why}`, { hint, exitCode: ExitCode.usage });
}
