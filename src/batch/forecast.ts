/**
 * What a library is too small for, where a recording may be in so many lists of a batch only. In come the orders, out
 * goes a line for each kind of music of which they want more than there is. Counted in playing time: whether it can be
 * parted into lists of the wanted lengths is not asked.
 */
import { formatDuration } from '../base/duration.ts';
import { framesToMs } from '../base/frames.ts';
import type { Select } from '../generate/select.ts';
import { toleranceOf } from '../generate/enough.ts';
import type { Order } from '../model/order.ts';
import type { ListWish } from './lists.ts';
import { openMarket } from './market.ts';

/** Foretells which orders can't be met, in the words of the rules that they share. */
export function foretell(wishes: readonly ListWish[], select: Select, mostUses: number): string[] {
  const kinds = [...new Set(wishes.map(({ brief }) => select(brief)))];
  const market = openMarket(kinds, mostUses);
  const unmet = new Map<number, ListWish[]>();
  for (const wish of wishes) {
    const kind = kinds.indexOf(select(wish.brief));
    const wanted = Math.max(0, wish.brief.wantedFrames - toleranceOf(wish.brief));
    if (!market.take(kind, wanted)) unmet.set(kind, [...(unmet.get(kind) ?? []), wish]);
  }
  return [...unmet].map(([kind, failing]) => {
    const wanted = wishes.filter(({ brief }) => select(brief) === kinds[kind]);
    const time = (frames: number): string => formatDuration(framesToMs(frames));
    const all = wanted.reduce((sum, { brief }) => sum + brief.wantedFrames, 0);
    const times = mostUses === 1 ? '' : `, used up to ${mostUses} times`;
    const they = wanted.length === 1 ? 'it wants' : `the ${wanted.length} orders of it want`;
    return `${rows(failing)} can't be met: ${describe(failing[0]!.order)} holds ${time(market.held(kind))}${times}, and ${they} ${time(all)}`;
  });
}

/** `order 3`, `orders 4-6, 9`. */
function rows(wishes: readonly ListWish[]): string {
  const numbers = wishes.map(({ order }) => order.row).sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const row of numbers) {
    const last = runs.at(-1);
    if (last?.[1] === row - 1) last[1] = row;
    else runs.push([row, row]);
  }
  const text = runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
  return `order${numbers.length === 1 ? '' : 's'} ${text}`;
}

/** The music that an order asks for: `Jazz / Bossa Nova`. */
function describe({ genre, style, artist, year }: Order): string {
  const names = [genre, style, artist].filter((some) => some.length > 0).map((some) => some.join(' or '));
  const of = names.length === 0 ? 'the library' : names.join(' / ');
  return year === null ? of : `${of} (${year.min ?? ''}-${year.max ?? ''})`;
}
