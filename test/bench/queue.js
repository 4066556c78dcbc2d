/** The queue: handing in a batch, asking how it stands, telling an event, taking and ending a job. */
import { rmSync, writeFileSync } from 'node:fs';
import { openDesk } from '../../dist/batch/desk.js';
import { standingOf } from '../../dist/batch/standing.js';
import { submit } from '../../dist/batch/submit.js';
import { openStore } from '../../dist/store/store.js';
import { OPTIONS, ordersOf } from './briefs.js';
import { figure, interleave } from './measure.js';
import { scratchPath } from './place.js';
import { row } from './table.js';

const PRIORITIES = ['low', 'normal', 'high', 'rush'];

export async function queue({ quick }) {
  const [count, jobs] = quick ? [10_000, 1_000] : [10_000, 5_000];
  const path = scratchPath('queue', 'mixpress.db');
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
  const store = openStore(path);
  const desk = openDesk(store, Date.now);
  const orders = ordersOf(
    Array.from({ length: count }, (_, i) => ({ title: `List ${i + 1}`, priority: PRIORITIES[i % 4] })),
  );
  const work = { libraries: [], folder: '/', outFolder: '/', engine: 'embedded', priority: 'normal' };
  let batch;
  const plain = scratchPath('queue', 'plain.txt');
  const seconds = await interleave(3, {
    submit: () => {
      batch = submit({ manifest: 'orders.json', orders, options: OPTIONS, work }, desk, { again: true });
      return () => listAll(desk, batch);
    },
    status: () => {
      JSON.stringify(standingOf(batch, desk, new Set(), Date.now));
    },
    events: () => {
      for (let i = 0; i < jobs; i++)
        store.transaction(() => desk.events.append(batch, 'order-started', 1, { title: 'x' }));
    },
    'one file each': () => {
      for (let i = 0; i < jobs; i++) writeFileSync(plain, 'x', { flush: true });
    },
    jobs: () => {
      for (let i = 0; i < jobs; i++) {
        const claim = store.transaction(() => desk.jobs.take(1, null));
        if (claim !== null) store.transaction(() => desk.jobs.remove(claim));
      }
    },
  });
  store.close();
  const line = (what, unit, of, peer = null) =>
    row({
      bench: 'queue',
      what,
      unit,
      ours: figure(seconds[of], (s) => (unit === 'ms' ? 1000 * s : jobs / s)),
      peer,
      theirs: peer === null ? null : figure(seconds[peer], (s) => jobs / s),
    });
  const orderCount = count.toLocaleString('en');
  return [
    line(`hand in ${orderCount} orders`, 'ms', 'submit'),
    line(`how ${orderCount} orders stand`, 'ms', 'status'),
    line('tell an event, each flushed', '/s', 'events', 'one file each'),
    line('take and end a job, each flushed', '/s', 'jobs'),
  ];
}

/** Lets the orders of a batch be taken, as if all lists were chosen. */
function listAll({ store, jobs }, batch) {
  store.transaction(() => {
    for (const row of jobs.blocked(batch)) jobs.unblock({ batch, row }, {});
    jobs.remove({ batch, row: 0 });
  });
}
