import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimedStore } from '../../src/batch/claim.ts';
import { BATCH_JOB, type Claim } from '../../src/batch/job-store.ts';
import { PRIORITIES, type Priority } from '../../src/model/order.ts';
import { HEAD_START_MS, turnOf } from '../../src/model/priority.ts';
import { chooseNothing, LIST, memoryDesk, submitOrders, take } from './queue.ts';

type Deed =
  | { readonly do: 'submit'; readonly priorities: readonly Priority[] }
  | { readonly do: 'take'; readonly worker: number }
  | { readonly do: 'end' | 'release' | 'delay'; readonly which: number }
  | { readonly do: 'take over'; readonly worker: number }
  | { readonly do: 'wait'; readonly ms: number };

const deeds: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    do: fc.constant('submit' as const),
    priorities: fc.array(fc.constantFrom(...PRIORITIES), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ do: fc.constant('take' as const), worker: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ do: fc.constantFrom('end' as const, 'release' as const, 'delay' as const), which: fc.nat(10) }),
  fc.record({ do: fc.constant('take over' as const), worker: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: -7_200_000, max: 90_000_000 }) }),
);

const nameOf = ({ batch, row }: Pick<Claim, 'batch' | 'row'>): string => `${batch} ${row}`;
const WAIT_MS = 1000;

describe('the queue', () => {
  it('gives each job to one worker at a time, the one whose turn it is first, and loses none', () => {
    fc.assert(
      fc.property(fc.array(deeds, { maxLength: 60 }), (script) => {
        const time = { ms: 1_700_000_000_000 };
        const desk = memoryDesk(time);
        const { jobs, store } = desk;
        const free = new Map<string, { readonly turn: number; readonly batch: string; readonly row: number }>();
        const delayed = new Map<
          string,
          { readonly job: { turn: number; batch: string; row: number }; readonly from: number }
        >();
        const turns = new Map<string, { turn: number; batch: string; row: number }>();
        let held: Claim[] = [];
        let lost: Claim[] = [];
        let batches = 0;
        for (const deed of script) {
          switch (deed.do) {
            case 'submit': {
              const batch = submitOrders(desk, `B${++batches}`, ...deed.priorities);
              chooseNothing(desk, batch);
              for (const [i, priority] of deed.priorities.entries()) {
                const job = { batch, row: i + 1, turn: turnOf(priority, time.ms) };
                free.set(nameOf(job), job);
                turns.set(nameOf(job), job);
              }
              break;
            }
            case 'take': {
              const claim = take(desk, deed.worker);
              const next = [...free.values()].sort(
                (a, b) => a.turn - b.turn || (a.batch < b.batch ? -1 : a.batch > b.batch ? 1 : a.row - b.row),
              )[0];
              expect(claim && nameOf(claim)).toBe(next === undefined ? null : nameOf(next));
              if (claim === null) break;
              free.delete(nameOf(claim));
              held.push(claim);
              break;
            }
            case 'end':
            case 'release':
            case 'delay': {
              const claim = held[deed.which % Math.max(1, held.length)];
              if (claim === undefined) break;
              held = held.filter((one) => one !== claim);
              store.transaction(() => {
                if (deed.do === 'end') jobs.remove(claim);
                else if (deed.do === 'release') jobs.release(claim);
                else jobs.delay(claim, time.ms, WAIT_MS);
              });
              const job = turns.get(nameOf(claim))!;
              if (deed.do === 'release') free.set(nameOf(claim), job);
              if (deed.do === 'delay') delayed.set(nameOf(claim), { job, from: time.ms });
              lost.push(claim);
              break;
            }
            case 'take over': {
              const given = store.transaction(() => jobs.releaseAll(deed.worker));
              const theirs = held.filter(({ holder }) => holder === deed.worker);
              expect(given.map(nameOf).sort()).toEqual(theirs.map(nameOf).sort());
              held = held.filter((one) => !theirs.includes(one));
              lost = [...lost, ...theirs];
              for (const claim of theirs) free.set(nameOf(claim), turns.get(nameOf(claim))!);
              break;
            }
            case 'wait':
              time.ms += deed.ms;
              store.transaction(() => jobs.queueDelayed(time.ms));
              for (const [name, { job, from }] of delayed) {
                if (time.ms >= from && time.ms < from + WAIT_MS) continue;
                delayed.delete(name);
                free.set(name, job);
              }
          }
          expect(new Set(held.map(nameOf)).size).toBe(held.length);
          for (const claim of held) expect(jobs.holdOf(claim)).toBe('held');
          for (const claim of lost) expect(jobs.holdOf(claim)).toBe('lost');
        }
      }),
      { numRuns: 60 },
    );
  });

  it('lets an order be overtaken by what is queued within its head start only', () => {
    const time = fc.integer({ min: 0, max: 10 * HEAD_START_MS.rush });
    const priority = fc.constantFrom(...PRIORITIES);
    fc.assert(
      fc.property(priority, priority, time, time, (mine, other, myTime, otherTime) => {
        const overtakes = turnOf(other, otherTime) < turnOf(mine, myTime);
        if (otherTime >= myTime + HEAD_START_MS.rush) expect(overtakes).toBe(false);
        if (otherTime <= myTime && HEAD_START_MS[other] > HEAD_START_MS[mine]) expect(overtakes).toBe(true);
      }),
    );
  });

  it('takes what a batch wants soonest as the turn of its lists, and rows in their order', () => {
    const desk = memoryDesk();
    const slow = submitOrders(desk, 'Slow', 'low', 'low');
    const fast = submitOrders(desk, 'Fast', 'low', 'rush', 'rush');
    expect(take(desk, 1)).toMatchObject({ batch: fast, row: BATCH_JOB });
    expect(take(desk, 1)).toMatchObject({ batch: slow, row: BATCH_JOB });
    expect(take(desk, 1)).toBeNull();
    for (const batch of [slow, fast]) chooseNothing(desk, batch);
    const rows = Array.from({ length: 5 }, () => take(desk, 1)!);
    expect(rows.slice(0, 2)).toMatchObject([
      { batch: fast, row: 2, list: LIST },
      { batch: fast, row: 3 },
    ]);
    expect(new Set(rows.map(nameOf)).size).toBe(5);
  });

  it('finds the next job by an index', () => {
    const { store } = memoryDesk();
    const plan = (sql: string): string =>
      store.db
        .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map(({ detail }) => detail)
        .join('\n');
    const update = (where: string): string => `UPDATE jobs SET holder = 1 WHERE (batch_id, row) = (${where} LIMIT 1)`;
    for (const next of [
      "SELECT batch_id, row FROM jobs INDEXED BY jobs_by_turn WHERE state = 'queued' ORDER BY turn, batch_id, row",
      "SELECT batch_id, row FROM jobs INDEXED BY jobs_of_batch WHERE state = 'queued' AND batch_id = 'b' ORDER BY turn, row",
    ]) {
      expect(plan(update(next))).toContain('SEARCH jobs USING PRIMARY KEY (batch_id=? AND row=?)');
      expect(plan(update(next))).not.toMatch(/TEMP B-TREE/);
    }
  });
});

describe('a claim', () => {
  it('that was lost or cancelled changes nothing any more', () => {
    const desk = memoryDesk();
    const batch = submitOrders(desk, 'B', 'normal', 'normal');
    chooseNothing(desk, batch);
    const [first, second] = [take(desk, 1)!, take(desk, 1)!];
    const bookOf = (claim: Claim) => claimedStore(desk.store, desk.jobs, claim);
    const write = (claim: Claim): void => bookOf(claim).transaction(() => desk.batches.setState(batch, 'running'));
    desk.store.transaction(() => desk.jobs.cancel(second));
    expect(() => write(second)).toThrow(expect.objectContaining({ code: 'order-cancelled' }));
    desk.store.transaction(() => desk.jobs.releaseAll(1));
    const again = take(desk, 1)!;
    expect(again).toMatchObject({ batch, row: 1, holder: 1 });
    expect(() => write(first)).toThrow(expect.objectContaining({ code: 'lease-lost' }));
    expect(desk.batches.find(batch)!.state).toBe('queued');
    write(again);
    expect(desk.batches.find(batch)!.state).toBe('running');
  });
});
