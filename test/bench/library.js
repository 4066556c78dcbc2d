/** What a library of many tracks costs: reading it, against mpd; importing it; asking it; starting with it. */
import { createWriteStream, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse/sync';
import { openSearch } from '../../dist/library/search.js';
import { parseQuery } from '../../dist/model/query/parse.js';
import { openStore } from '../../dist/store/store.js';
import { REAL } from './catalogue.js';
import { figure, figureOf, interleave } from './measure.js';
import { MPD, startMpd } from './mpd.js';
import { scratchPath } from './place.js';
import { row } from './table.js';
import { writeTagged } from './tagged.js';
import { runMixpress, withTool } from './tools.js';
import { runWatched } from './watched.js';

const BENCH = 'library';
const RULE = 'genre:rock year:1990..1999 bpm:120..130';

export async function library({ quick }) {
  return [...(await reading(quick ? 1_000 : 10_000)), ...(await catalogues(quick ? 100_000 : 1_000_000, quick))];
}

async function reading(count) {
  const music = scratchPath('tagged', 'music');
  writeTagged(music, count);
  const home = (round) => scratchPath('tagged', `home-${round}`);
  const scan = (round) => void runMixpress(['library', 'scan', music, '--home', home(round)]);
  const servers = [];
  const seconds = await interleave(3, {
    ours: scan,
    oursAgain: scan,
    mpd: withTool(MPD, async (round) => {
      servers[round] = await startMpd(music, scratchPath('tagged', `mpd-${round}`));
      await servers[round].read(count);
    }),
    mpdAgain: withTool(MPD, async (round) => {
      await servers[round].readAgain(count);
      return servers[round].end;
    }),
  });
  rmSync(scratchPath('tagged'), { recursive: true });
  const told = (what, name) => {
    const [ours, theirs] = [name, name.replace('ours', 'mpd')].map((one) => figure(seconds[one], (s) => s));
    return row({
      bench: BENCH,
      what: `${what}, ${count.toLocaleString('en')} MP3s`,
      unit: 's',
      ours,
      peer: 'mpd',
      theirs,
    });
  };
  return [told('first scan', 'ours'), told('scan again, nothing changed', 'oursAgain')];
}

async function catalogues(count, quick) {
  const list = scratchPath('catalogue', 'list.csv');
  if (!existsSync(REAL))
    return [row({ bench: BENCH, what: 'import of a published catalogue', unit: 'rows/s', ours: null })];
  await writeCatalogue(list, count);
  const [home, none] = [scratchPath('catalogue', 'home'), scratchPath('catalogue', 'none')];
  const peaks = [];
  const seconds = await interleave(quick ? 1 : 3, {
    import: async () => {
      rmSync(home, { recursive: true, force: true });
      peaks.push((await runWatched(['library', 'import', list, '--home', home]))['main process']);
    },
  });
  const size = count.toLocaleString('en');
  const rows = [
    row({
      bench: BENCH,
      what: `import of ${size} rows`,
      unit: 'rows/s',
      ours: figure(seconds.import, (s) => count / s),
    }),
    row({
      bench: BENCH,
      what: 'its peak memory',
      unit: 'MB',
      ours: peaks[0] && figureOf(peaks.map((bytes) => bytes / 1e6)),
    }),
    ...(await asking(home, size)),
    ...(await starting([home, none], size)),
  ];
  rmSync(scratchPath('catalogue'), { recursive: true });
  return rows;
}

/** Its rows again and again, each time as other recordings. */
async function writeCatalogue(path, count) {
  const [header, ...originals] = parse(readFileSync(REAL));
  const line = (cells) =>
    `${cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
  function* lines() {
    yield line(header);
    for (let i = 0; i < count; i++) {
      const round = String(Math.floor(i / originals.length));
      const [id, title, artist, ...rest] = originals[i % originals.length];
      yield line([round + id.slice(round.length), `${round} ${title}`, `${round} ${artist}`, ...rest]);
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
}

async function asking(home, size) {
  const store = openStore(join(home, 'mixpress.db'));
  const start = performance.now();
  const search = openSearch(store);
  const indexed = (performance.now() - start) / 1000;
  const { query } = parseQuery(RULE);
  const seconds = await interleave(20, {
    hundred: () => void [...search.find(query, { limit: 100 })],
    count: () => void search.count(query),
  });
  store.close();
  const milliseconds = (name) => figure(seconds[name], (s) => s * 1000);
  return [
    row({ bench: BENCH, what: `making the index of these, once`, unit: 's', ours: figureOf([indexed]) }),
    row({ bench: BENCH, what: `a rule over ${size} rows: 100 tracks`, unit: 'ms', ours: milliseconds('hundred') }),
    row({ bench: BENCH, what: `a rule over ${size} rows: count`, unit: 'ms', ours: milliseconds('count') }),
  ];
}

async function starting([home, none], size) {
  const search = (where) => void runMixpress(['library', 'search', 'title:love', '--limit', '1', '--home', where]);
  search(none);
  const seconds = await interleave(15, { large: () => search(home), empty: () => search(none) });
  const milliseconds = (name) => figure(seconds[name], (s) => s * 1000);
  const [ours, theirs] = [milliseconds('large'), milliseconds('empty')];
  return [
    row({ bench: BENCH, what: `library search, ${size} rows`, unit: 'ms', ours, peer: 'an empty library', theirs }),
  ];
}
