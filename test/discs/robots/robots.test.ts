import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathsOf } from '../../../src/discs/robots/fit.ts';
import { findRobot, ROBOTS } from '../../../src/discs/robots/index.ts';
import type { Robot } from '../../../src/discs/robots/robot.ts';
import { MERGE_FIELDS, type MergeFields, type RobotJob } from '../../../src/model/robot-job.ts';
import { hostileText, makeJob } from './make-job.ts';

const id = fc.stringMatching(/^[A-Z0-9]{4}-[A-Z0-9]{4}-\d-\d\d$/);
const path = fc.stringMatching(/^[A-Za-z0-9 _=#;]{0,20}$/).map((name) => `J:\\hot\\x${name}x`);
const text = fc.oneof(hostileText, fc.string({ unit: 'binary', maxLength: 150 }));
const fields = fc.tuple(...MERGE_FIELDS.map(() => text)).map((texts) => {
  return Object.fromEntries(MERGE_FIELDS.map((name, i) => [name, texts[i]!])) as MergeFields;
});

function jobs(robot: Robot): fc.Arbitrary<RobotJob> {
  const track = fc.record({
    path: fc.constant(''),
    title: text,
    performer: text,
    isrc: fc.option(fc.stringMatching(/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/)),
    pregapFrames: fc.nat(9999),
  });
  const kinds = {
    audio: fc.record({
      kind: fc.constant('audio' as const),
      title: text,
      performer: text,
      tracks: fc
        .array(track, { minLength: 1, maxLength: 99 })
        .map((tracks) => tracks.map((one, i) => ({ ...one, path: `J:\\hot\\a b=#;\\${i}.wav` }))),
    }),
    image: path.map((one) => ({ kind: 'image' as const, path: `${one}.iso` })),
    folder: fc.record({ kind: fc.constant('folder' as const), path, volume: fc.stringMatching(/^[A-Z0-9_]{1,16}$/) }),
  };
  const extension = robot.mergeExtension ?? 'txt';
  return fc.record({
    id,
    priority: fc.constantFrom('low', 'normal', 'high', 'rush'),
    copies: fc.integer({ min: 1, max: robot.mostCopies }),
    content: fc.oneof(...robot.content.map((kind): fc.Arbitrary<RobotJob['content']> => kinds[kind])),
    blank: fc.option(fc.constantFrom(...robot.blanks)),
    label: fc.option(
      fc.record({
        path: fc.tuple(path, fc.constantFrom(...robot.labels)).map(([one, kind]) => `${one}.${kind}`),
        merge: fc.option(fc.record({ path: path.map((one) => `${one}.${extension}`), fields })),
      }),
    ),
    verify: fc.boolean(),
  });
}

describe.each(ROBOTS.map((robot) => [robot.id, robot] as const))('tickets of %s', (_id, robot) => {
  it('are plain ASCII with CRLF, are valid, and are read back as they were meant', () => {
    fc.assert(
      fc.property(jobs(robot), (wanted) => {
        const { job } = robot.fit(wanted);
        const files = robot.write(job);
        for (const one of [files.ticket, files.merge ?? '']) expect(one).toMatch(/^(?:[\t\x20-\x7e]*\r\n)*$/);
        expect(robot.read(files)).toEqual({ job, problems: [] });
      }),
      { numRuns: 60 },
    );
  });

  it('say all that can be said: fitting once is enough', () => {
    fc.assert(
      fc.property(jobs(robot), (wanted) => {
        const { job } = robot.fit(wanted);
        expect(robot.fit(job)).toEqual({ job, losses: [] });
        expect([job.id, job.copies]).toEqual([wanted.id, wanted.copies]);
      }),
      { numRuns: 60 },
    );
  });

  it('have as many lines as they have things to say, whatever the texts are', () => {
    fc.assert(
      fc.property(jobs(robot), hostileText, (wanted, evil) => {
        const lines = (job: RobotJob): number => robot.write(robot.fit(job).job).ticket.split('\r\n').length;
        const content = wanted.content;
        if (content.kind !== 'audio') return;
        const tracks = content.tracks.map((track) => ({ ...track, title: evil, performer: evil }));
        expect(lines({ ...wanted, content: { ...content, title: evil, performer: evil, tracks } })).toBe(lines(wanted));
      }),
      { numRuns: 30 },
    );
  });

  it('are refused where any one line is gone, twice, misspelt, or has no end', () => {
    const files = robot.write(robot.fit(makeJob(robot)).job);
    const rows = files.ticket.trimEnd().split('\r\n');
    const problemsOf = (lines: readonly string[]): readonly unknown[] =>
      robot.read({ ...files, ticket: lines.map((line) => `${line}\r\n`).join('') }).problems;
    expect(problemsOf(rows)).toEqual([]);
    rows.forEach((row, i) => {
      expect(problemsOf(rows.with(i, `X${row}`)), row).not.toEqual([]);
      expect(problemsOf(rows.with(i, row.replace('=', ' '))), row).not.toEqual([]);
      const isList = /^(MergeField|CDTextTrack|AudioFile|AUDIO_TRACK)/.test(row);
      expect(problemsOf([...rows, row]).length > 0 || row.startsWith('MergeField'), row).toBe(true);
      if (i + 1 < rows.length && !isList) {
        const joined = [...rows.slice(0, i), row + rows[i + 1]!, ...rows.slice(i + 2)];
        expect(robot.read({ ...files, ticket: joined.map((line) => `${line}\r\n`).join('') }), row).not.toEqual(
          robot.read(files),
        );
      }
    });
    expect(robot.read({ ...files, ticket: files.ticket.trimEnd() }).problems).not.toEqual([]);
    expect(robot.read({ ...files, ticket: `${files.ticket}\u00e9=1\r\n` }).problems).not.toEqual([]);
  });

  it('never throw, whatever a ticket or a status file holds', () => {
    const lines = fc.array(
      fc.tuple(
        fc.constantFrom('__proto__', ...KEYS),
        fc.constantFrom('=', ' = ', ''),
        fc.oneof(text, fc.constantFrom('', '-1', 'NaN', '9999999999', 'toString')),
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(lines, hostileText, (entries, junk) => {
        const ticket = entries.map((parts) => parts.join('')).join('\r\n');
        for (const one of [ticket, `${ticket}\r\n`, junk]) {
          const { job, problems } = robot.read({ ticket: one, merge: junk });
          expect((job === null) === problems.length > 0).toBe(true);
          expect(Array.isArray(robot.statuses('a.txt', `[${junk}]\r\n${one}`))).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('name the files that must be there', () => {
    const { job } = robot.fit(makeJob(robot));
    const { ticket } = robot.write(job);
    for (const one of pathsOf(job)) expect(ticket).toContain(one);
  });

  it('refuse what the robot can not do', () => {
    const job = makeJob(robot);
    const failing = (change: Partial<RobotJob>): string => {
      try {
        robot.fit({ ...job, ...change });
      } catch (error) {
        return (error as { code: string }).code;
      }
      return 'none';
    };
    expect(failing({ copies: 0 })).toBe('robot-unfit');
    expect(failing({ copies: NaN })).toBe('robot-unfit');
    expect(failing({ copies: robot.mostCopies + 1 })).toBe('robot-unfit');
    expect(failing({ label: { path: 'J:\\label.exe', merge: null } })).toBe('robot-unfit');
    expect(failing({ label: { path: `J:\\a, b.${robot.labels[0]!}`, merge: null } })).toBe('robot-unfit');
    expect(failing({ label: { path: `J:\\${'x'.repeat(300)}.${robot.labels[0]!}`, merge: null } })).toBe('robot-unfit');
  });
});

const KEYS = [
  'JobID',
  'Copies',
  'AudioFile',
  'MergeField',
  'JOB_ID',
  'AUDIO_TRACK',
  'DATA',
  'order_id',
  'filetype',
  'merge',
];

describe('the robots', () => {
  it('have ids and extensions of their own', () => {
    for (const key of ['id', 'extension'] as const)
      expect(new Set(ROBOTS.map((robot) => robot[key])).size).toBe(ROBOTS.length);
  });

  it('are found by id', () => {
    expect(findRobot('ptburn').extension).toBe('JRQ');
    expect(() => findRobot('ptburner')).toThrow(/no robot/);
    expect(() => findRobot('__proto__')).toThrow(/no robot/);
  });
});
