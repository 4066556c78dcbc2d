import { formatBytes } from '../../base/bytes.ts';
import { formatDuration } from '../../base/duration.ts';
import { escapeControl } from '../../base/text.ts';
import type { OrderResult, OrderState } from '../../model/batch.ts';
import type { Context } from '../context.ts';
import { formatTable } from '../table.ts';

/** A table of orders, and below it why those that are not done are not, and what was warned of. */
export async function formatOrders(orders: readonly OrderResult[], paint: Context['paint']): Promise<string> {
  const table = await formatTable(
    [
      { heading: 'ROW', right: true },
      { heading: 'STATE' },
      { heading: 'TITLE' },
      { heading: 'TRACKS', right: true },
      { heading: 'LENGTH', right: true },
      { heading: 'GAP', right: true },
      { heading: 'DISCS', right: true },
    ],
    orders.map((o) => [
      String(o.row),
      o.state,
      shorten(escapeControl(o.title)),
      count(o.tracks),
      o.tracks === 0 ? '-' : formatDuration(o.lengthMs),
      gapOf(o),
      discsOf(o),
    ]),
  );
  const notes = orders.flatMap((order) => [
    ...(order.reason === null
      ? []
      : [`${paintState(order.state, paint)} row ${order.row}: ${escapeControl(order.reason)}\n`]),
    ...(order.deliveries ?? [])
      .filter(({ delivered }) => !delivered)
      .map(({ reason }) => `${paint.red('undelivered:')} row ${order.row}: ${escapeControl(reason ?? '')}\n`),
    ...order.warnings.map((text) => `${paint.yellow('warning:')} row ${order.row}: ${escapeControl(text)}\n`),
  ]);
  return table + notes.join('');
}

function paintState(state: OrderState, paint: Context['paint']): string {
  return state === 'done'
    ? paint.green(state)
    : state === 'failed' || state === 'short'
      ? paint.red(`${state}:`)
      : paint.yellow(`${state}:`);
}

function count(n: number): string {
  return n === 0 ? '-' : String(n);
}

/** What an order lacks of what it asked for; `-` where it asked for no length. */
export function gapOf({ gapMs, gapBytes }: OrderResult): string {
  if (gapBytes !== undefined) return formatBytes(gapBytes);
  return gapMs === null ? '-' : formatGap(gapMs);
}

/** A short time in seconds and hundredths, a longer one as a length. */
export function formatGap(ms: number): string {
  return ms < 60_000 ? `${(ms / 1000).toFixed(2)} s` : formatDuration(ms);
}

function discsOf({ discs, copies }: OrderResult): string {
  return discs === 0 ? '-' : copies === 1 ? String(discs) : `${discs} x ${copies}`;
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= 40 ? text : `${characters.slice(0, 39).join('')}…`;
}
