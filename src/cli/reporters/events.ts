import { formatBytes } from '../../base/bytes.ts';
import { formatDuration } from '../../base/duration.ts';
import { escapeControl } from '../../base/text.ts';
import type { BatchEvent } from '../../model/batch.ts';
import type { EventData, EventKind } from '../../model/events.ts';
import type { Context } from '../context.ts';

/** One event in a line for people: local time, whom it is about, and what has happened. */
export function describeEvent(event: BatchEvent, titleOf: (row: number) => string, paint: Context['paint']): string {
  // The first `toLocaleTimeString` of a process would take 80 ms.
  const time = new Date(event.time).toTimeString().slice(0, 'hh:mm:ss'.length);
  const who = event.row === null ? '' : `row ${event.row} ${titleOf(event.row)}: `;
  const tell = TELLERS[event.kind] as ((data: BatchEvent['data']) => string) | undefined;
  const text = escapeControl(`${who}${tell?.(event.data) ?? event.kind}`);
  return `${paint.dim(time)}  ${paintFor(event.kind, paint)(text)}\n`;
}

function paintFor(kind: EventKind, paint: Context['paint']): (text: string) => string {
  switch (kind) {
    case 'order-done':
      return paint.green;
    case 'order-failed':
    case 'order-short':
    case 'disc-job-failed':
    case 'disc-burn-failed':
      return paint.red;
    case 'order-waiting':
    case 'order-retried':
    case 'order-cancelled':
    case 'batch-cancelled':
    case 'job-taken-over':
      return paint.yellow;
    default:
      return (text) => text;
  }
}

const because = (reason: string | null): string => (reason === null ? '' : `: ${reason}`);
const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const TELLERS: { readonly [Kind in EventKind]: (data: EventData[Kind]) => string } = {
  'batch-submitted': ({ manifest, orders }) => `${manifest} is submitted, ${many(orders, 'order')}`,
  'order-queued': ({ priority }) => (priority === 'normal' ? 'queued' : `queued, ${priority}`),
  'batch-started': ({ worker }) => `worker ${worker} begins`,
  'candidates-found': ({ left }) => `${many(left, 'track')} to choose from`,
  'playlist-generated': ({ tracks, lengthMs }) => `chose ${many(tracks, 'track')}, ${formatDuration(lengthMs)}`,
  'rule-relaxed': ({ rule, places, message }) => `${rule} gave way in ${many(places, 'place')}: ${message}`,
  'playlist-cloned': ({ tracks, lengthMs, source }) =>
    `cloned ${many(tracks, 'track')} of ${source}, ${formatDuration(lengthMs)}`,
  'track-missing': ({ missing }) => `${many(missing, 'track')} without audio here`,
  'order-started': () => 'begun',
  'disc-laid-out': ({ discs }) => `laid out on ${many(discs.length, 'disc')}`,
  'track-mastered': ({ number }) => `mastered track ${number}`,
  'disc-mastered': ({ disc, bytes }) => `mastered disc ${disc}, ${formatBytes(bytes)}`,
  'loudness-measured': ({ tracks }) => `measured the loudness of ${many(tracks, 'track')}`,
  'track-encoded': ({ track, bytes }) => `made an MP3 of track ${track}, ${formatBytes(bytes)}`,
  'disc-imaged': ({ disc, form, bytes }) =>
    `made the ${form === 'iso' ? 'image' : 'files'} of disc ${disc}, ${formatBytes(bytes)}`,
  'disc-compressed': ({ disc, bytes }) => `compressed disc ${disc}, ${formatBytes(bytes)}`,
  'insert-made': () => 'insert printed',
  'bundle-packed': ({ path, bytes }) => `packed ${path}, ${formatBytes(bytes)}`,
  delivered: ({ target, bytes }) => `delivered to ${target}, ${formatBytes(bytes)}`,
  'order-retried': ({ by, waitMs, reason }) =>
    by === 'worker' ? `will be tried again in ${Math.ceil(waitMs / 1000)} s${because(reason)}` : 'queued again',
  'job-taken-over': ({ worker, why }) =>
    `worker ${worker} ${why === 'gone' ? 'is gone' : 'stands still'}; the work goes back to the queue`,
  'order-done': ({ bundle }) => `done${because(bundle)}`,
  'order-short': ({ reason }) => `short${because(reason)}`,
  'order-waiting': ({ reason }) => `waits${because(reason)}`,
  'order-failed': ({ reason }) => `failed${because(reason)}`,
  'order-cancelled': () => 'cancelled',
  'batch-cancelled': ({ orders }) => `cancelled, ${many(orders, 'order')}`,
  'batch-done': ({ state, done, short, waiting, failed, cancelled }) => {
    const counts = Object.entries({ done, short, waiting, failed, cancelled }).filter(([, count]) => count > 0);
    return `the batch is ${state}: ${counts.map(([what, count]) => `${count} ${what}`).join(', ')}`;
  },
  'disc-job-queued': ({ job, robot }) => `${robot} has the ticket ${job}`,
  'disc-job-working': ({ job, robot }) => `${robot} is at ${job}`,
  'disc-job-done': ({ job, robot }) => `${robot} is done with ${job}`,
  'disc-job-failed': ({ job, robot, message }) => `${job} failed at ${robot}${because(message)}`,
  'disc-burn-begun': ({ serial, device }) => `burning ${serial} on ${device}`,
  'disc-burn-done': ({ serial }) => `burned ${serial}`,
  'disc-burn-failed': ({ serial, reason }) => `${serial} came out badly: ${reason}`,
};
