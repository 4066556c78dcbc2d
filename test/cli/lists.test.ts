import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OrderResult } from '../../src/model/batch.ts';
import type { Track } from '../../src/model/track.ts';
import { tempDir } from '../outside.ts';
import { fixture, mixpress, writeText, type Run } from './mixpress.ts';

type PlannedTrack = Pick<Track, 'id' | 'title' | 'artist' | 'genres' | 'styles' | 'year'> & { readonly frames: number };
type Planned = OrderResult & { readonly plan: { readonly tracks: readonly PlannedTrack[] } | null };

const dir = tempDir();
const home = join(dir, 'home');
const music = fixture('music');

/** Orders by the cells that they fill, as JSON; what is not filled is left to the defaults. */
type Cells = Readonly<Record<string, unknown>>;

let manifests = 0;

function dryRun(orders: readonly Cells[], ...more: readonly string[]): Run {
  const manifest = writeText(join(dir, `${++manifests}.json`), JSON.stringify(orders));
  return mixpress(home, ['run', manifest, '--library', music, '--dry-run', '--format', 'json', ...more]);
}

/** The planned orders by their titles. */
function plan(orders: readonly Cells[], ...more: readonly string[]): Map<string, Planned> {
  const { stdout } = dryRun(orders, ...more);
  return new Map((JSON.parse(stdout) as { orders: Planned[] }).orders.map((order) => [order.title, order]));
}

const tracksOf = (order: Planned | undefined): readonly PlannedTrack[] => order!.plan!.tracks;
const ids = (order: Planned | undefined): string[] => tracksOf(order).map(({ id }) => id);
const framesOf = (tracks: readonly PlannedTrack[]): number => tracks.reduce((sum, { frames }) => sum + frames, 0);

beforeAll(() => {
  expect(mixpress(home, ['library', 'scan', music]).code).toBe(0);
});

describe('lists by rules', () => {
  let lists: Map<string, Planned>;

  beforeAll(() => {
    lists = plan([
      { title: 'Quota', duration: '10:00', quota: 'Jazz 20%|Classical <=10%|2010s 30%', relax: 'none' },
      { title: 'Quota Gives Way', genre: 'Jazz', duration: '1:00', quota: 'Classical 10%' },
      { title: 'Spread', duration: '3:00', spread: 'year 5', relax: 'none' },
      { title: 'Over', where: 'title:"country (excerpt 1)"', duration: '0:20', allowOver: '2s' },
      { title: 'Not Over', where: 'title:"country (excerpt 1)"', duration: '0:20' },
      { title: 'Where', where: 'genre:Jazz -artist:MacLeod', duration: '0:26' },
      { title: 'Three of an Artist', duration: '5:00', maxPerArtist: 3, relax: 'none' },
      {
        title: 'Rare',
        genre: 'Jazz',
        duration: '2:00',
        maxPerArtist: 1,
        artistGap: 3,
        relax: 'maxPerArtist|artistGap',
      },
      { title: 'Named', duration: '2:00', include: 'Solo Trumpet 06', exclude: 'Kevin MacLeod - Vibe Ace' },
    ]);
  });

  it('keep quotas of the playing time', () => {
    const tracks = tracksOf(lists.get('Quota'));
    const percent = (counts: (track: PlannedTrack) => boolean): number =>
      Math.round((100 * framesOf(tracks.filter(counts))) / framesOf(tracks));
    expect(lists.get('Quota')).toMatchObject({ state: 'done', lengthMs: 600_000, warnings: [] });
    expect(percent(({ genres }) => genres.includes('Jazz'))).toBeGreaterThanOrEqual(20);
    expect(percent(({ genres }) => genres.includes('Classical'))).toBeLessThanOrEqual(10);
    expect(percent(({ year }) => year !== null && year >= 2010 && year < 2020)).toBeGreaterThanOrEqual(30);
  });

  it('hold years together', () => {
    const years = tracksOf(lists.get('Spread')).map(({ year }) => year!);
    expect(years).not.toContain(null);
    expect(Math.max(...years) - Math.min(...years)).toBeLessThanOrEqual(5);
  });

  it('are over their length only where that is allowed', () => {
    expect(lists.get('Over')).toMatchObject({ state: 'done', lengthMs: 21_000, gapMs: -1000 });
    expect(lists.get('Not Over')).toMatchObject({ state: 'failed', reason: expect.stringContaining('0:21') });
  });

  it('take only tracks that keep a rule', () => {
    expect(new Set(tracksOf(lists.get('Where')).map(({ artist }) => artist))).toEqual(new Set(['Mihai Sorohan']));
  });

  it('have so many tracks of an artist', () => {
    const artists = tracksOf(lists.get('Three of an Artist')).map(({ artist }) => artist);
    for (const artist of artists) expect(artists.filter((other) => other === artist).length).toBeLessThanOrEqual(3);
    expect(lists.get('Three of an Artist')!.state).toBe('done');
  });

  it('tell which rules gave way', () => {
    expect(lists.get('Quota Gives Way')).toMatchObject({
      state: 'done',
      warnings: ['quota Classical gave way: 0 % of the time is Classical, where at least 10 % are wanted'],
    });
    const { state, warnings } = lists.get('Rare')!;
    expect(state).toBe('done');
    expect(warnings).toEqual(
      [expect.stringMatching(/^max-per-artist gave way/), expect.stringMatching(/^artist-gap gave way/)].slice(
        0,
        warnings.length,
      ),
    );
  });

  it('have what they include and lack what they exclude', () => {
    const titles = tracksOf(lists.get('Named')).map(({ title }) => title);
    expect(titles).toContain('Solo Trumpet 06');
    expect(titles).not.toContain('Vibe Ace');
  });
});

describe('lists of a batch', () => {
  const three = ['A', 'B', 'C'].map((title) => ({ title, genre: 'Jazz', duration: '1:00' }));

  it('repeat nothing where tracks are to be fresh, or are not done', () => {
    const lists = plan(three.map((order) => ({ ...order, freshDays: 7, relax: 'none' })));
    const all = ids(lists.get('A')).concat(ids(lists.get('B')));
    expect(new Set(all).size).toBe(all.length);
    expect([lists.get('A')!.state, lists.get('B')!.state]).toEqual(['done', 'done']);
    const giving = plan([...three, { ...three[0], title: 'D' }].map((order) => ({ ...order, freshDays: 7 })));
    expect(giving.get('D')!.warnings).toEqual([
      expect.stringMatching(/^fresh-days gave way: track \d+: in another list of the batch already/),
    ]);
  });

  it('have nothing in two lists, or in more than so many, where they are to be distinct', () => {
    const four = [...three, { ...three[0], title: 'D' }];
    const run = dryRun(four, '--distinct');
    const { orders } = JSON.parse(run.stdout) as { orders: Planned[] };
    const all = orders.flatMap((order) => (order.plan === null ? [] : ids(order)));
    expect(new Set(all).size).toBe(all.length);
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("order 4 can't be met: Jazz holds 3:31, and the 4 orders of it want 4:00");
    expect(orders[3]!.reason).toContain('not in other lists of the batch yet');

    const twice = [...plan(four, '--distinct', '2').values()];
    expect(twice.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
    const uses = twice.flatMap(ids);
    for (const id of uses) expect(uses.filter((other) => other === id).length).toBeLessThanOrEqual(2);
  });

  it('are moved by the seed of the run, but for rows that have their own', () => {
    const orders = [
      { title: 'A', duration: '10:00' },
      { title: 'Own', duration: '10:00', seed: 5 },
    ];
    const [plain, one, again, two] = [[], ['--seed', '1'], ['--seed', '1'], ['--seed', '2']].map((more) =>
      plan(orders, ...more),
    );
    expect(ids(again!.get('A'))).toEqual(ids(one!.get('A')));
    expect(ids(one!.get('A'))).not.toEqual(ids(plain!.get('A')));
    expect(ids(one!.get('A'))).not.toEqual(ids(two!.get('A')));
    expect([one, two].map((lists) => ids(lists!.get('Own')))).toEqual([ids(plain!.get('Own')), ids(plain!.get('Own'))]);
  });

  it('are clean where nobody marked the tracks only if that is said', () => {
    const orders = [{ title: 'Clean', duration: '5:00', explicit: 'forbid' }];
    expect(plan(orders).get('Clean')).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('--treat-unknown-as clean'),
    });
    expect(plan(orders, '--treat-unknown-as', 'explicit').get('Clean')!.state).toBe('failed');
    expect(plan(orders, '--treat-unknown-as', 'clean').get('Clean')!.state).toBe('done');
    expect(dryRun(orders, '--treat-unknown-as', 'nice')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/--treat-unknown-as .*explicit, clean/),
    });
  });
});

describe('orders that contradict themselves', () => {
  it('fail alone, each with its reason', () => {
    const run = dryRun([
      { title: 'Good', genre: 'Jazz', duration: '1:00' },
      { title: 'Over 100 %', duration: '10:00', quota: 'Jazz 60%|Classical 60%', relax: 'none' },
      { title: 'Both', genre: 'Jazz', duration: '1:00', include: 'Vibe Ace', exclude: 'Vibe Ace' },
      {
        title: 'Excluded',
        where: 'title:"Solo Trumpet 06"',
        duration: '0:05',
        exclude: 'Solo Trumpet 06|Solo Trumpet 06 (played 4 times)',
      },
      { title: 'All by One', artist: 'Kevin MacLeod', duration: '5:00', maxPerArtist: 1, relax: 'none' },
      { title: 'Good Again', genre: 'Jazz', duration: '1:00' },
    ]);
    expect(run.code).toBe(3);
    const { orders } = JSON.parse(run.stdout) as { orders: Planned[] };
    expect(orders.map(({ title, state, reason, warnings }) => [title, state, reason ?? warnings.join()])).toEqual([
      ['Good', 'done', ''],
      [
        'Over 100 %',
        'failed',
        'the quota asks for Jazz 60 % and Classical 60 %, which is 120 % of the list; lower it to 100 % in all',
      ],
      ['Both', 'failed', 'include and exclude both name "Vibe Ace"; take it out of one of them'],
      [
        'Excluded',
        'failed',
        'exclude names all tracks that fit the other rules (2); exclude fewer, or widen the other rules',
      ],
      [
        'All by One',
        'short',
        expect.stringMatching(
          /^wanted 5:00, the nearest that the \d+ fitting tracks can make without going over under the rules that may not give way is 2:00/,
        ),
      ],
      ['Good Again', 'done', ''],
    ]);
  });

  it('are told at once of a library that is far too small for them', () => {
    const orders = Array.from({ length: 10_000 }, (_, n) => ({ title: `List ${n}`, genre: 'Jazz', duration: '1:00' }));
    const run = dryRun(orders, '--distinct');
    expect(run.code).toBe(3);
    expect(run.stderr).toContain(
      "orders 4-10000 can't be met: Jazz holds 3:31, and the 10000 orders of it want 166:40:00",
    );
    const states = (JSON.parse(run.stdout) as { orders: Planned[] }).orders.map(({ state }) => state);
    expect(states.slice(0, 2)).toEqual(['done', 'done']);
    // All tracks of Jazz are in a list after 10 of them at the most.
    expect(new Set(states.slice(10))).toEqual(new Set(['failed']));
  });
});
