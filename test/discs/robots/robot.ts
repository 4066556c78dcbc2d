/** A robot of paper: it does to tickets what the manuals of real ones say. */
import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The names that a ticket gets, from first to last, by robot. */
const LIVES: Readonly<Record<string, readonly string[]>> = {
  ptburn: ['JRQ', 'QRJ', 'INP', 'DON'],
  tdbridge: ['JDF', 'RJD', 'INP', 'DON'],
  rimage: ['NWP', 'INP', 'DON'],
};

/** Brings every ticket of a hot folder one step on; the names after that. A `fault` ends them all. */
export function turnOfRobot(robot: string, folder: string, fault: string | null = null): string[] {
  const life = LIVES[robot]!;
  for (const name of readdirSync(folder)) {
    const at = life.indexOf(name.slice(name.lastIndexOf('.') + 1));
    if (at === -1 || at === life.length - 1) continue;
    const job = name.slice(0, name.lastIndexOf('.'));
    renameSync(join(folder, name), join(folder, `${job}.${fault === null ? life[at + 1]! : 'ERR'}`));
    if (robot === 'rimage' && fault !== null) writeFileSync(join(folder, `${job}.LOG`), `begun\r\n${fault}\r\n`);
  }
  return readdirSync(folder)
    .filter((name) => /\.[A-Z]{3}$/.test(name))
    .sort();
}
