import type { Copy } from '../../model/disc.ts';
import type { Blank, JobPriority, RobotJob } from '../../model/robot-job.ts';
import { toAscii } from '../../base/ascii.ts';
import type { MadeDisc } from '../made-disc.ts';
import { extensionOf } from './plain-text.ts';
import type { Robot, TicketFiles } from './robot.ts';

export interface JobWish {
  readonly priority: JobPriority;
  readonly verify: boolean;
  /** Path here of what is printed on the discs; null: nothing. */
  readonly label: string | null;
  /** The copies that are made. */
  readonly copies: readonly Copy[];
  /** From 1: how often these discs were asked for. */
  readonly attempt: number;
}

/** All that a robot gets for one disc. Names are from its hot folder, with `/`. */
export interface JobPlan {
  /** Folder of the data. */
  readonly folder: string;
  readonly data: readonly DataFile[];
  readonly jobs: readonly PlannedJob[];
  /** What the tickets can't say, one phrase each. */
  readonly losses: readonly string[];
}

/** A file or folder that is copied. */
export interface DataFile {
  readonly name: string;
  /** Path here. */
  readonly from: string;
  /** The part of the audio image that becomes a file of its own; null: all of it. */
  readonly part: { readonly startFrame: number; readonly frames: number } | null;
}

export interface PlannedJob {
  readonly job: RobotJob;
  readonly copies: readonly Copy[];
  readonly ticketName: string;
  readonly mergeName: string | null;
  readonly files: TicketFiles;
}

/**
 * What a robot has to get to make a disc. Robots fill in one label a ticket, so where a label has fields, which differ from
 * copy to copy, each copy has its own ticket; else one ticket makes all of them, as far as the robot takes so many.
 *
 * @param prefix the hot folder as the robot's computer sees it
 * @throws AppError `robot-unfit`
 */
export function planJobs(disc: MadeDisc, robot: Robot, wish: JobWish, prefix: string): JobPlan {
  const name = wish.copies[0]!.serial.replace(/-\d+$/, '');
  const folder = `${name}-${disc.id.slice(0, 6)}`;
  const seen = (path: string): string => joinPath(prefix, path);
  const label = wish.label === null ? null : `${folder}/label.${extensionOf(wish.label)}`;
  const hasFields = wish.label !== null && robot.merges.includes(extensionOf(wish.label));
  const { data, content } = dataOf(disc, folder, seen);
  const again = wish.attempt === 1 ? '' : `-r${wish.attempt}`;

  const losses = new Set<string>();
  const planned = groups(wish.copies, hasFields ? 1 : robot.mostCopies).map((copies, i, all): PlannedJob => {
    const id = (hasFields ? copies[0]!.serial : all.length === 1 ? name : `${name}-p${i + 1}`) + again;
    const mergeName = hasFields && robot.mergeExtension !== null ? `${folder}/${id}.${robot.mergeExtension}` : null;
    const fitted = robot.fit({
      id,
      priority: wish.priority,
      copies: copies.length,
      content,
      blank: blankOf(disc.media),
      label:
        label === null
          ? null
          : {
              path: seen(label),
              merge: hasFields
                ? {
                    path: mergeName === null ? null : seen(mergeName),
                    fields: fieldsOfCopy(disc, copies[0]!, wish.copies.length),
                  }
                : null,
            },
      verify: wish.verify,
    });
    for (const loss of fitted.losses) losses.add(loss);
    const { job } = fitted;
    return { job, copies, ticketName: `${id}.${robot.extension}`, mergeName, files: robot.write(job) };
  });
  const print = label === null ? [] : [{ name: label, from: wish.label!, part: null }];
  return { folder, data: [...data, ...print], jobs: planned, losses: [...losses] };
}

function dataOf(
  disc: MadeDisc,
  folder: string,
  seen: (path: string) => string,
): { readonly data: readonly DataFile[]; readonly content: RobotJob['content'] } {
  const { content } = disc;
  if (content.kind === 'audio') {
    const names = content.tracks.map(({ number }) => `${folder}/${String(number).padStart(2, '0')}.wav`);
    return {
      data: content.tracks.map(({ startFrame, frames }, i) => ({
        ...{ name: names[i]!, from: disc.folder },
        part: { startFrame, frames },
      })),
      content: {
        kind: 'audio',
        title: disc.title,
        performer: disc.performer,
        tracks: content.tracks.map(({ title, performer, isrc, pregapFrames }, i) => ({
          path: seen(names[i]!),
          ...{ title, performer, isrc, pregapFrames },
        })),
      },
    };
  }
  const name = `${folder}/${content.kind === 'image' ? 'disc.iso' : 'files'}`;
  const volume = volumeOf(disc.title);
  return {
    data: [{ name, from: `${disc.folder}/${content.name}`, part: null }],
    content:
      content.kind === 'image' ? { kind: 'image', path: seen(name) } : { kind: 'folder', path: seen(name), volume },
  };
}

function fieldsOfCopy(disc: MadeDisc, { id, serial, number }: Copy, copies: number) {
  const { title, performer } = disc;
  const numbers = { disc: disc.number, discs: disc.of, copy: number, copies: Math.max(copies, disc.copies.length) };
  return {
    ...{ id, serial, title, performer },
    ...{ disc: `${numbers.disc}`, discs: `${numbers.discs}`, copy: `${numbers.copy}`, copies: `${numbers.copies}` },
  };
}

/** Up to 16 of what every file system takes (ISO 9660 d-characters; Joliet has 16). */
function volumeOf(title: string): string {
  const name = toAscii(title)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .slice(0, 16)
    .replace(/^_+|_+$/g, '');
  return name === '' ? 'DISC' : name;
}

/** The blank for a medium, by its id. */
function blankOf(media: string): Blank | null {
  if (/^(data-)?cd-|^mp3-cd$/.test(media)) return 'cd';
  if (/^dvd[+-]r$/.test(media)) return 'dvd';
  const blanks: Readonly<Record<string, Blank>> = {
    'dvd-dl': 'dvd-dl',
    'bd-25': 'bd',
    'bd-50': 'bd-dl',
    'bd-100': 'bd-xl',
  };
  return Object.hasOwn(blanks, media) ? blanks[media]! : null;
}

/** With the slashes that the prefix has: those of Windows for `C:\jobs`, `\\server\jobs` and `J:`. */
function joinPath(prefix: string, name: string): string {
  const slash = prefix.includes('\\') || /^[A-Za-z]:$/.test(prefix) ? '\\' : '/';
  return `${prefix.replace(/[\\/]+$/, '')}${slash}${name.replaceAll('/', slash)}`;
}

function groups<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size));
}
