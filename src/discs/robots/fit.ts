import { AppError, ExitCode } from '../../base/errors.ts';
import type { RobotJob } from '../../model/robot-job.ts';
import { extensionOf, plainFields, plainText, wrongPath } from './plain-text.ts';
import type { Robot } from './robot.ts';

/** Text that stands for none: CD-TEXT has an item for every track or for none. */
const NAMELESS = '-';

/**
 * What all robots want of a job: plain texts, paths that tickets can hold, and nothing that the robot does not take.
 * Throws AppError `robot-unfit` where it could never make the disc.
 */
export function fitJob(job: RobotJob, robot: Omit<Robot, 'fit'>): RobotJob {
  const { content, label } = job;
  if (!robot.content.includes(content.kind))
    throw unfit(robot, `makes no discs from ${NAMES[content.kind]}`, HINTS[content.kind]);
  if (job.blank !== null && !robot.blanks.includes(job.blank))
    throw unfit(robot, `knows no ${job.blank.toUpperCase()} blanks`, 'choose another medium, or another robot');
  if (!Number.isInteger(job.copies) || job.copies < 1 || job.copies > robot.mostCopies)
    throw unfit(robot, `makes 1 to ${robot.mostCopies} copies a ticket`, 'ask for fewer copies at a time');
  if (label !== null && !robot.labels.includes(extensionOf(label.path)))
    throw unfit(
      robot,
      `prints no "${extensionOf(label.path)}" files`,
      `give a label of ${robot.labels.map((one) => `.${one}`).join(', ')}`,
    );
  for (const path of pathsOf(job)) {
    const reason = wrongPath(path);
    if (reason !== null)
      throw unfit(robot, `can't be told the path ${path}: ${reason}`, 'choose another --path-prefix');
  }
  return {
    ...job,
    content: plainContent(content),
    label: label && {
      path: label.path,
      merge:
        label.merge && robot.merges.includes(extensionOf(label.path))
          ? { path: robot.mergeExtension === null ? null : label.merge.path, fields: plainFields(label.merge.fields) }
          : null,
    },
  };
}

/** The files and folders that a job names. */
export function pathsOf({ content, label }: RobotJob): string[] {
  const data = content.kind === 'audio' ? content.tracks.map(({ path }) => path) : [content.path];
  return [...data, ...(label === null ? [] : [label.path, ...(label.merge?.path == null ? [] : [label.merge.path])])];
}

function plainContent(content: RobotJob['content']): RobotJob['content'] {
  if (content.kind !== 'audio') return content;
  const text = (one: string): string => plainText(one) || NAMELESS;
  return {
    kind: 'audio',
    title: text(content.title),
    performer: text(content.performer),
    // The standard has 2 s before the first track, whatever is asked for.
    tracks: content.tracks.map((track, i) => ({
      ...track,
      title: text(track.title),
      performer: text(track.performer),
      pregapFrames: i === 0 ? 150 : track.pregapFrames,
    })),
  };
}

const NAMES = { audio: 'files of audio tracks', image: 'images', folder: 'folders' } as const;
const HINTS = {
  audio: 'choose another robot',
  image: 'make the disc with --data-form tree, or choose another robot',
  folder: 'make the disc as an image, or choose another robot',
} as const;

function unfit({ name }: Pick<Robot, 'name'>, message: string, hint: string): AppError {
  return new AppError('robot-unfit', `${name} ${message}`, { hint, exitCode: ExitCode.usage });
}
