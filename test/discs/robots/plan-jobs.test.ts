import { describe, expect, it } from 'vitest';
import { findRobot, ROBOTS } from '../../../src/discs/robots/index.ts';
import { planJobs, type JobWish } from '../../../src/discs/robots/plan-jobs.ts';
import { makeMadeDisc } from '../make-made-disc.ts';

const disc = makeMadeDisc();
const image = makeMadeDisc({ media: 'dvd-r', content: { kind: 'image', name: 'late-night-jazz.iso' } });
const tree = makeMadeDisc({ media: 'mp3-cd', content: { kind: 'tree', name: 'late-night-jazz' } });
const wish: JobWish = { priority: 'rush', verify: true, label: null, copies: disc.copies, attempt: 1 };
const [ptburn, tdbridge, rimage] = [findRobot('ptburn'), findRobot('tdbridge'), findRobot('rimage')];

describe('the jobs of a disc', () => {
  it('are one for all copies where nothing differs between them', () => {
    const { jobs, data } = planJobs(disc, ptburn, wish, 'J:');
    expect(jobs.map(({ ticketName, job }) => [ticketName, job.copies])).toEqual([['4KQ7-ZT01-1.JRQ', 3]]);
    expect(data.map(({ name }) => name)).toEqual(['4KQ7-ZT01-1-abc123/01.wav', '4KQ7-ZT01-1-abc123/02.wav']);
    expect(jobs[0]!.files.ticket).toContain(
      'AudioFile=J:\\4KQ7-ZT01-1-abc123\\02.wav, Pregap150, ISRCDEA121300002\r\n',
    );
    expect(jobs[0]!.files.ticket).toContain('Importance=0\r\n');
  });

  it.each([
    [ptburn, disc, 'label.std'],
    [tdbridge, disc, 'label.tdd'],
    [rimage, image, 'label.btw'],
  ])('are one a copy where a label has fields: $id', (robot, made, label) => {
    const { jobs, data } = planJobs(made, robot, { ...wish, label: `/labels/${label}` }, '//server/jobs');
    expect(jobs.map(({ job }) => [job.id, job.copies])).toEqual(made.copies.map(({ serial }) => [serial, 1]));
    expect(data.at(-1)).toEqual({ name: `4KQ7-ZT01-1-abc123/${label}`, from: `/labels/${label}`, part: null });
    jobs.forEach(({ job, files, copies }) => {
      const [copy] = copies;
      const fields = job.label!.merge!.fields;
      expect(fields).toEqual({
        ...{ id: copy!.id, serial: copy!.serial, title: 'Late Night Jazz', performer: 'Various Artists' },
        ...{ disc: '1', discs: '2', copy: `${copy!.number}`, copies: '3' },
      });
      expect(files.ticket + files.merge!).toContain(copy!.serial);
      expect(robot.read(files).problems).toEqual([]);
    });
  });

  it('are one for all where the label has none', () => {
    expect(planJobs(disc, ptburn, { ...wish, label: '/x/label.jpg' }, 'J:').jobs).toHaveLength(1);
  });

  it('are as many as the robot needs, and have names of their own when sent again', () => {
    const copies = Array.from({ length: 1500 }, (_, i) => ({ ...disc.copies[0]!, number: i + 1 }));
    const { jobs } = planJobs(disc, tdbridge, { ...wish, copies, attempt: 2 }, 'J:');
    expect(jobs.map(({ job }) => [job.id, job.copies])).toEqual([
      ['4KQ7-ZT01-1-p1-r2', 1000],
      ['4KQ7-ZT01-1-p2-r2', 500],
    ]);
  });

  it('burn images and folders where the robot does', () => {
    const ticket = (made: typeof disc, robot: (typeof ROBOTS)[number]): string =>
      planJobs(made, robot, wish, 'C:\\hot\\').jobs[0]!.files.ticket;
    expect(ticket(image, ptburn)).toContain('ImageFile=C:\\hot\\4KQ7-ZT01-1-abc123\\disc.iso\r\n');
    expect(ticket(image, rimage)).toContain('filetype=IMAGE\r\nfile=C:\\hot\\4KQ7-ZT01-1-abc123\\disc.iso\r\n');
    expect(ticket(tree, tdbridge)).toContain(
      'DATA=C:\\hot\\4KQ7-ZT01-1-abc123\\files\r\nVOLUME_LABEL=LATE_NIGHT_JAZZ\r\n',
    );
    expect(ticket(tree, rimage)).toContain('filetype=PARENT\r\n');
    expect(() => ticket(image, tdbridge)).toThrow(/makes no discs from images/);
    expect(() => ticket(disc, rimage)).toThrow(/makes no discs from files of audio tracks/);
  });

  it('say what tickets can not', () => {
    expect(planJobs(disc, ptburn, wish, 'J:').losses).toEqual([]);
    expect(planJobs(disc, tdbridge, wish, 'J:').losses).toEqual([
      'the ISRCs',
      'that discs are to be read back: set it in TD Bridge',
    ]);
    expect(planJobs(image, rimage, wish, 'J:').losses).toHaveLength(3);
    expect(planJobs(makeMadeDisc({ media: 'bd-25', content: image.content }), ptburn, wish, 'J:').losses).toEqual([
      'the kind of blank: load BD',
    ]);
  });
});
