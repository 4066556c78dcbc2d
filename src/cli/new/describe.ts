/** What a session shows between its questions: text of a preview, for people. */
import type { Product } from '../../batch/produce.ts';
import { formatDuration } from '../../base/duration.ts';
import { AppError } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import { trackFrames } from '../../model/track.ts';
import { framesToMs } from '../../base/frames.ts';
import { describeError, type Context } from '../context.ts';
import { gapOf } from '../reporters/orders.ts';
import { formatPlan } from '../reporters/plan.ts';
import { formatTable } from '../table.ts';
import { wrapWords } from './wrap-words.ts';

/** A list as it would be chosen, with its discs and all that is to be told of it; or why there is none. */
export async function describePreview(
  preview: Pick<Product, 'discs' | 'result'> | AppError,
  paint: Context['paint'],
  width: number,
): Promise<string> {
  if (preview instanceof AppError) return `\n${describeError(preview, paint)}\n`;
  const { title, tracks, lengthMs, discs, reason, warnings } = preview.result;
  const told = (label: string, colour: (text: string) => string, text: string): string =>
    `${wrapWords(`${label} ${escapeControl(text)}`, width).replace(label, colour(label))}\n`;
  const counts = `${countOf(tracks, 'track')}, ${formatDuration(lengthMs)}, gap ${gapOf(preview.result)}, ${countOf(discs, 'disc')}`;
  return [
    `\n${paint.bold(escapeControl(title))}: ${counts}\n`,
    await formatPlan(preview, width),
    ...(reason === null ? [] : [told('short:', paint.red, reason)]),
    ...warnings.map((text) => told('warning:', paint.yellow, text)),
    '\n',
  ].join('');
}

/** The tracks of a list, a line each, with a mark behind those that `isMarked`. */
export async function trackLines(
  { playlist: { tracks } }: Pick<Product, 'playlist'>,
  isMarked: (position: number) => boolean,
  width: number,
): Promise<string[]> {
  const table = await formatTable(
    [
      { heading: '#', right: true },
      { heading: 'LENGTH', right: true },
      { heading: 'ARTIST', cut: true },
      { heading: 'TITLE', cut: true },
      { heading: '' },
    ],
    tracks.map((track, i) => [
      String(i + 1),
      formatDuration(framesToMs(trackFrames(track))),
      escapeControl(track.artist),
      escapeControl(track.title),
      isMarked(i) ? '(pinned)' : '',
    ]),
    width,
  );
  return table.split('\n').slice(1, -1);
}

function countOf(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
