/** What a run tells, and how: to people, to programs, to a terminal, and not at all. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/base/hash.ts';
import { itWith, projectRoot, runTool, tempDir, type ToolRun } from '../outside.ts';
import { BIN, mixpress, ordersOf, smallLibrary, writeText, type Run } from './mixpress.ts';

const dir = tempDir();
const library = smallLibrary(join(dir, 'music'));
const [home, out] = [join(dir, 'home'), join(dir, 'out')];

writeText(join(dir, 'lost.m3u8'), 'nowhere/lost.flac');
const header = 'title,genre,duration,copies,clone';
const mixed = writeText(
  join(dir, 'mixed.csv'),
  header,
  'Done,Jazz,0:12,2,',
  'Short,Jazz,5:00,,',
  'Failed,Polka,0:10,,',
  'Waiting,,,,lost.m3u8',
  'Clone,,,,Done',
);
const sound = writeText(join(dir, 'sound.csv'), header, 'Well,Jazz,0:12,,', 'Clone of It,,,,Well');

function run(manifest: string, ...more: string[]): Run {
  return mixpress(home, ['run', manifest, '--library', library, '--out', out, '--no-insert', ...more]);
}

/** The keys that the README promises. */
function promisedKeys(): string[] {
  const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
  const [, keys] = /\{batch, state, orders: \[\{([^}]+)\}\]\}/.exec(readme)!;
  return keys!.split(/,\s*/).sort();
}

describe('the JSON of a run', () => {
  let json: Run;
  beforeAll(() => {
    json = run(mixed, '--format', 'json');
    expect({ code: json.code, stderr: json.stderr }).toEqual({ code: 3, stderr: '' });
  });

  it('has the documented keys for orders in every state', () => {
    const document = JSON.parse(json.stdout) as object;
    expect(Object.keys(document)).toEqual(['batch', 'state', 'orders', 'problems']);
    expect(document).toMatchObject({ state: 'failed', problems: [], batch: expect.stringMatching(/^[0-9a-z]{16}$/) });
    for (const order of ordersOf(json)) expect(Object.keys(order).sort()).toEqual(promisedKeys());
  });

  it('tells what came of each', () => {
    const text = expect.any(String) as string;
    const none = { playlist: null, tracks: 0, lengthMs: 0, gapMs: null, discs: 0, bundle: null };
    expect(ordersOf(json)).toMatchObject([
      {
        row: 1,
        state: 'done',
        reason: null,
        tracks: 2,
        wantedMs: 12_000,
        lengthMs: 11_853,
        gapMs: 147,
        discs: 1,
        copies: 2,
      },
      { row: 2, state: 'short', reason: text, wantedMs: 300_000, gapMs: 288_147, bundle: text },
      { row: 3, state: 'failed', reason: text, wantedMs: 10_000, ...none },
      { row: 4, state: 'waiting', reason: text, wantedMs: null, ...none },
      { row: 5, state: 'done', reason: null, seed: null, wantedMs: null, gapMs: null, tracks: 2, bundle: text },
    ]);
    for (const { bundle } of ordersOf(json)) if (bundle !== null) expect(statSync(bundle).size).toBeGreaterThan(1e6);
  });

  it('is what status tells afterwards, with the same exit code', () => {
    const status = mixpress(home, ['status', '--format', 'json']);
    expect(status).toMatchObject({ code: 3, stderr: '' });
    const { problems: _none, ...told } = JSON.parse(json.stdout) as Record<string, unknown>;
    expect(JSON.parse(status.stdout)).toMatchObject(told);
  });

  it('is one line an order as NDJSON', () => {
    const ndjson = run(mixed, '--format', 'ndjson');
    expect({ code: ndjson.code, stderr: ndjson.stderr }).toEqual({ code: 3, stderr: '' });
    expect(ordersOf(ndjson)).toEqual(ordersOf(json));
    const status = ordersOf(mixpress(home, ['status', '--format', 'ndjson']));
    expect(status).toEqual(ordersOf(ndjson).map((order) => ({ ...order, percent: 100 })));
  });

  it('is an array for several manifests', () => {
    const documents = JSON.parse(run(mixed, sound, '--format', 'json').stdout) as { orders: unknown[] }[];
    expect(documents.map(({ orders }) => orders.length)).toEqual([5, 2]);
  });
});

describe('the text of a run', () => {
  it('goes to standard output alone where all is well', () => {
    const { code, stdout, stderr } = mixpress(join(dir, 'home-well'), [
      ...['run', sound, '--library', library, '--out', join(dir, 'out-well'), '--no-insert'],
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^ROW +STATE +TITLE +TRACKS +LENGTH +GAP +DISCS$/m);
    expect(stdout).toMatch(/^ +1 +done +Well +2 +0:12 +0\.15 s +1$/m);
    expect(stdout).toContain('\n2 done\n');
    expect(stdout).toContain('Next, for each of them:');
  });

  itWith(['bash', 'unzip', 'sha256sum'], 'shows commands that work as they are', () => {
    const spaced = join(dir, "it's a folder");
    const { stdout } = mixpress(join(dir, 'home-well'), [
      ...['run', sound, '--library', library, '--out', spaced, '--no-insert'],
    ]);
    const command = /^ {2}(unzip .* && cd .* && sha256sum -c SHA256SUMS)$/m.exec(stdout)![1]!;
    expect(runTool('bash', ['-ec', command], { cwd: dir }).status).toBe(0);
  });

  it('is nothing at all where asked to be quiet and all is well', () => {
    expect(run(sound, '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('is one line a failure where asked to be quiet', () => {
    const { stdout, stderr } = run(mixed, '--quiet');
    expect(stdout).toBe('');
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^short: row 2 Short: wanted 5:00, /),
      expect.stringMatching(/^failed: row 3 Failed: no track has the genre "Polka"; /),
      expect.stringMatching(/^waiting: row 4 Waiting: a track has no audio in the library: /),
    ]);
  });

  it('has no escapes where standard output is no terminal', () => {
    for (const more of [[], ['--dry-run']]) {
      const { stdout, stderr } = run(mixed, ...more);
      expect(stdout + stderr).not.toContain('\u001b');
    }
  });
});

describe('run --dry-run', () => {
  it('shows the plan, tracks, gap and discs, and makes nothing', () => {
    const [home, out] = [join(dir, 'home-dry'), join(dir, 'out-dry')];
    const words = ['run', mixed, '--library', library, '--out', out, '--dry-run'];
    const { code, stdout, stderr } = mixpress(home, words);
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    expect(stdout).toMatch(/^row 1 Done\n {2}disc 1 of 1 on cd-80: 0:12, 1:19:44 free$/m);
    expect(stdout).toMatch(/^ +1 +0:00 +0:0[57] +\S.*(Solo Trumpet 06|Vibe Ace \(excerpt 4\))$/m);
    expect(stdout).toMatch(/^ +1 +done +Done +2 +0:12 +0\.15 s +1 x 2$/m);

    const planned = mixpress(home, [...words, '--format', 'ndjson']);
    const orders = ordersOf(planned) as unknown as { plan: { tracks: unknown[]; discs: { media: string }[] } | null }[];
    expect(orders.map(({ plan }) => plan?.tracks.length ?? null)).toEqual([2, 2, null, null, 2]);
    expect(orders[0]!.plan!.discs).toMatchObject([{ number: 1, media: 'cd-80', frames: 889, tracks: 2 }]);
    expect(orders[0]).toMatchObject({ bundle: null });
    expect([home, out].filter(existsSync)).toEqual([]);
  });

  it('leaves a workspace as it was, to the byte', () => {
    const database = join(home, 'mixpress.db');
    run(mixed, '--quiet');
    const before = sha256(readFileSync(database));
    const files = readdirSync(home, { recursive: true }).sort();
    const other = writeText(join(dir, 'other.csv'), header, 'New,Stage & Screen,0:06,,');
    for (const manifest of [mixed, other]) run(manifest, '--dry-run', '--quiet');
    expect(sha256(readFileSync(database))).toBe(before);
    expect(readdirSync(home, { recursive: true }).sort()).toEqual(files);
    expect(mixpress(home, ['status', '--all']).stdout).not.toContain('other.csv');
  });

  it('tells what the run then does', () => {
    const home = join(dir, 'home-both');
    const words = ['run', mixed, '--library', library, '--format', 'json'];
    const planned = ordersOf(mixpress(home, [...words, '--dry-run']));
    const made = ordersOf(mixpress(home, [...words, '--out', join(dir, 'out-both'), '--no-insert']));
    expect(planned.map(({ playlist, state, lengthMs }) => [playlist, state, lengthMs])).toEqual(
      made.map(({ playlist, state, lengthMs }) => [playlist, state, lengthMs]),
    );
  });
});

describe('on a terminal', () => {
  /** What a terminal gets to see of a line of the shell in which `mixpress` is the command. */
  function onTerminal(line: string, env: Readonly<Record<string, string>> = {}): ToolRun {
    const shell = `stty cols 100 rows 30; mixpress() { '${process.execPath}' '${BIN}' "$@"; }; ${line}`;
    return runTool('script', ['-qec', `bash -c ${quote(shell)}`, '/dev/null'], {
      env: {
        PATH: process.env['PATH'],
        TERM: 'xterm-256color',
        MIXPRESS_HOME: home,
        HOME: dir,
        SHELL: '/bin/bash',
        ...env,
      },
      input: '',
      timeout: 50_000,
    });
  }
  const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
  const words = `--library ${library} --out ${out} --no-insert`;
  const colour = /\u001b\[3\d/;

  itWith(['script', 'stty'], 'there are colours and a live block that is taken away again', () => {
    const { stdout } = onTerminal(`mixpress run ${mixed} ${words} --home ${dir}/home-live`);
    expect(stdout).toMatch(colour);
    expect(stdout).toContain('scanning the library: ');
    expect(stdout).toContain('0 of 5 orders done');
    // Cleared, before the table begins.
    expect(stdout).toMatch(/\u001b\[0?K[^\n]*mixed\.csv: batch /);
  });

  itWith(['script', 'stty'], 'there are no colours for who wants none', () => {
    const status = `mixpress status --home ${dir}/home-both`;
    expect(onTerminal(status).stdout).toMatch(colour);
    expect(onTerminal(`${status} --no-color`).stdout).not.toMatch(colour);
    expect(onTerminal(status, { NO_COLOR: '1' }).stdout).not.toMatch(colour);
    for (const off of ['--no-color', ''])
      expect(onTerminal(`mixpress status nope ${off}`, off === '' ? { NO_COLOR: '1' } : {}).stdout).not.toMatch(colour);
  });

  itWith(['script', 'stty'], 'each of the two streams is coloured for what it is', () => {
    const problems = join(projectRoot, 'fixtures/manifests/problems.csv');
    onTerminal(`mixpress run ${problems} ${words} 2> ${dir}/stderr.txt`);
    expect(readFileSync(join(dir, 'stderr.txt'), 'utf8')).toMatch(/^error: /);
    onTerminal(`mixpress status > ${dir}/stdout.txt`);
    expect(readFileSync(join(dir, 'stdout.txt'), 'utf8')).not.toMatch(colour);
    expect(onTerminal(`mixpress run ${problems} ${words} > ${dir}/stdout.txt`).stdout).toMatch(colour);
  });

  itWith(['script', 'stty'], 'a quiet run shows nothing, and a terminal without width no live block', () => {
    expect(onTerminal(`mixpress run ${sound} ${words} --quiet`).stdout).toBe('');
    const flat = onTerminal(`stty cols 0 rows 0; mixpress run ${sound} ${words} --home ${dir}/home-flat`);
    expect(flat.stdout).not.toContain('scanning');
    expect(flat.stdout).toContain('2 done');
  });

  itWith(['script', 'stty'], 'Ctrl-C ends a run at once, with a message', () => {
    const home = join(dir, 'home-stopped');
    const many = writeText(join(dir, 'many.csv'), header, ...Array.from({ length: 80 }, (_, i) => `M${i},Jazz,0:12,,`));
    const { stdout } = onTerminal(`
      '${process.execPath}' '${BIN}' run ${many} ${words} --home ${home} & pid=$!
      until mixpress status --home ${home} 2> /dev/null | grep -q ' done '; do :; done
      kill -INT $pid; wait $pid; echo "code $?"`);
    expect(stdout).toContain('run the same command again to go on');
    expect(stdout).toMatch(/code 130\r?\n$/);
  });
});
