import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHotFolder, robotOfFolder } from '../../../src/discs/robots/hot-folder.ts';
import { findRobot, ROBOTS } from '../../../src/discs/robots/index.ts';
import { tempDir } from '../../outside.ts';
import { makeJob } from './make-job.ts';
import { turnOfRobot } from './robot.ts';

/** As the PTBurn SDK shows it (3.2.1), with a job that went wrong. */
const PTBURN_STATUS = `[System]
SystemStatus=System OK
GoodDiscsLaunch=1

[Top Recorder]
BadDiscs=3
GoodDiscs=4

[JobList]
Job0=JOB-1

[JOB-1]
JobsAhead=0
CurrentStatus=Recording Disc 2
GoodDiscs=1
BadDiscs=0
DiscsRemaining=2
JobState=1

[JOB-2]
GoodDiscs=0
BadDiscs=1
JobErrorNumber=3
JobErrorString=Invalid media
JobState=3
`;

/** As the TD Bridge guide shows it, with a job that somebody cancelled. */
const TDB_STATUS = `[ACTIVE_JOB]
JOB1=JOB-1
[COMPLETE_JOB]
JOB1=JOB-2
JOB2=JOB-3
[JOB-1]
PUBLISHER=Publisher 0
STATUS=2
PUBLICATION_NUMBER=10
COMPLETION_NUMBER=5
ERRORDISC_NUMBER=1
ERROR=
[JOB-2]
STATUS=4
COMPLETION_NUMBER=0
ERRORDISC_NUMBER=-1
ERROR=
[JOB-3]
STATUS=6
ERROR=JDF0203
[PUBLISHER1]
NAME=Publisher 0
STACKER1=16
`;

describe('the status file', () => {
  it('of a Disc Publisher tells states, counts and what went wrong', () => {
    const robot = findRobot('ptburn');
    expect(robot.isStatus('SystemStatus.txt')).toBe(false);
    expect(robot.isStatus('Disc Publisher SE.txt')).toBe(true);
    expect(robot.statuses('Disc Publisher SE.txt', PTBURN_STATUS)).toEqual([
      { job: 'JOB-1', state: 'working', good: 1, bad: 0, message: 'Recording Disc 2' },
      { job: 'JOB-2', state: 'failed', good: 0, bad: 1, message: 'Invalid media' },
    ]);
  });

  it('of TD Bridge does, too, and a cancelled job counts as failed', () => {
    const robot = findRobot('tdbridge');
    expect(robot.isStatus('TDBStatus.txt')).toBe(true);
    expect(robot.statuses('TDBStatus.txt', TDB_STATUS.replaceAll('\n', '\r\n'))).toEqual([
      { job: 'JOB-1', state: 'working', good: 5, bad: 1, message: null },
      { job: 'JOB-2', state: 'failed', good: 0, bad: null, message: 'cancelled at the robot' },
      { job: 'JOB-3', state: 'failed', good: null, bad: null, message: 'JDF0203' },
    ]);
  });
});

describe('a hot folder', () => {
  it.each(ROBOTS.map((robot) => [robot.id, robot] as const))(
    'of %s tells all the life of a ticket',
    async (id, robot) => {
      const folder = tempDir();
      writeFileSync(join(folder, `JOB-1.${robot.extension}`), robot.write(robot.fit(makeJob(robot)).job).ticket);
      writeFileSync(join(folder, 'notes.doc'), 'nothing');
      writeFileSync(join(folder, '.JOB-2.JRQ.partial-1-1'), 'half');
      const states = [(await readHotFolder(folder, robot))[0]!.state];
      expect((await robotOfFolder(folder, ROBOTS))?.id).toBe(id);
      for (let turn = 0; turn < 4; turn++) {
        turnOfRobot(id, folder);
        states.push((await readHotFolder(folder, robot))[0]!.state);
      }
      expect([...new Set(states)]).toEqual(['queued', 'working', 'done']);
      expect(await readHotFolder(folder, robot)).toHaveLength(1);
    },
  );

  it('has the last word of ticket and status file: a job that is put away as done may have failed', async () => {
    const folder = tempDir();
    mkdirSync(join(folder, 'Status'));
    writeFileSync(join(folder, 'Status/Disc Publisher SE.txt'), PTBURN_STATUS);
    writeFileSync(join(folder, 'Status/SystemStatus.txt'), '[JOB-1]\nJobState=3\n');
    writeFileSync(join(folder, 'JOB-1.DON'), '');
    writeFileSync(join(folder, 'JOB-2.don'), '');
    expect(await readHotFolder(folder, findRobot('ptburn'))).toEqual([
      { job: 'JOB-1', state: 'done', good: 1, bad: 0, message: 'Recording Disc 2', ticket: join(folder, 'JOB-1.DON') },
      { job: 'JOB-2', state: 'failed', good: 0, bad: 1, message: 'Invalid media', ticket: join(folder, 'JOB-2.don') },
    ]);
  });

  it('of Rimage has what went wrong in a log beside the ticket, and logs of nothing are nothing', async () => {
    const folder = tempDir();
    writeFileSync(join(folder, 'JOB-1.NWP'), '');
    writeFileSync(join(folder, 'setup.log'), 'installed');
    turnOfRobot('rimage', folder, 'image not found');
    const jobs = await readHotFolder(folder, findRobot('rimage'));
    expect(jobs).toMatchObject([{ job: 'JOB-1', state: 'failed', message: 'image not found' }]);
  });

  it('that is no folder is an error that says what to do', async () => {
    const missing = join(tempDir(), 'none');
    await expect(readHotFolder(missing, ROBOTS[0]!)).rejects.toMatchObject({ code: 'folder-unreadable' });
    writeFileSync(missing, '');
    await expect(readHotFolder(missing, ROBOTS[0]!)).rejects.toMatchObject({ code: 'folder-unreadable' });
  });

  it('is told apart by what only one robot calls tickets', async () => {
    const folder = tempDir();
    expect(await robotOfFolder(folder, ROBOTS)).toBeNull();
    writeFileSync(join(folder, 'a.INP'), '');
    expect(await robotOfFolder(folder, ROBOTS)).toBeNull();
    writeFileSync(join(folder, 'b.RJD'), '');
    expect((await robotOfFolder(folder, ROBOTS))?.id).toBe('tdbridge');
  });
});
