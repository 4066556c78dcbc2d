/**
 * The disc robots. A job in, its tickets out, and back from what the robot writes how far it is. A new family is a file here
 * and a line in the list.
 */
import { AppError, ExitCode } from '../../base/errors.ts';
import { nearest } from '../../base/text.ts';
import { ptburn } from './ptburn.ts';
import { rimage } from './rimage.ts';
import type { Robot } from './robot.ts';
import { tdbridge } from './tdbridge.ts';

export const ROBOTS: readonly Robot[] = [ptburn, tdbridge, rimage];

/** The robot of that id. Throws AppError `unknown-robot`. */
export function findRobot(id: string): Robot {
  const robot = ROBOTS.find((one) => one.id === id);
  if (robot !== undefined) return robot;
  const ids = ROBOTS.map((one) => one.id);
  const near = nearest(id, ids);
  throw new AppError('unknown-robot', `there is no robot ${JSON.stringify(id)}`, {
    hint: near === undefined ? `choose one of ${ids.join(', ')}` : `did you mean ${near}?`,
    exitCode: ExitCode.usage,
  });
}
