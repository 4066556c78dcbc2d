import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../../base/atomic-file.ts';
import { framesToMs } from '../../base/frames.ts';
import { fold } from '../../base/text.ts';
import type { InsertDisc, InsertInput } from '../../bundle/insert/insert-input.ts';
import type { InsertLook } from '../../bundle/insert/look.ts';
import { makeInsert } from '../../bundle/insert/make-insert.ts';
import type { Disc } from '../../model/disc.ts';
import type { Step } from '../step.ts';

export interface InsertStepInput {
  readonly insert: InsertInput;
  readonly look: InsertLook;
  readonly tool: { readonly name: string; readonly version: string };
  readonly path: string;
}

/** A look as plain data. */
export interface InsertLookFacts {
  readonly paper: string;
  /** SHA-256 of the user's font, or null. */
  readonly font: string | null;
}

export interface Inserted {
  readonly path: string;
  readonly bytes: number;
  readonly warnings: readonly string[];
}

/** Prints booklets, tray cards and labels of all discs of an order into one PDF. */
export const insert: Step<InsertStepInput, InsertStepInput, Inserted> = {
  name: 'insert',
  event: 'insert-made',
  key: ({ look, ...rest }) => [lookFacts(look), rest],
  plan: (input) => input,
  apply: async ({ insert: input, look, path }, ports) => {
    ports.watcher.progress('printing the insert', 0);
    const { pdf, warnings } = await makeInsert(input, look);
    await replaceFile(path, (partial) => writeFile(partial, pdf, { signal: ports.signal }));
    return { path, bytes: (await stat(path)).size, warnings };
  },
  intact: async ({ path, bytes }) => (await stat(path).catch(() => null))?.size === bytes,
  tell: ({ bytes }) => ({ bytes }),
};

/** What of a look its result depends on. */
export function lookFacts({ paper, font }: InsertLook): InsertLookFacts {
  return { paper, font: font && font.sha256 };
}

/** The PDF in the folder of what waits to be packed. */
export function insertPathOf(folder: string): string {
  return join(folder, 'insert.pdf');
}

/** What an insert tells of discs. */
export function insertInput(title: string, discs: readonly Disc[]): InsertInput {
  return { title, discs: discs.map(insertDisc) };
}

/** An artist who is the performer of the whole disc is not named again. */
function insertDisc({ number, of, performer, medium, frames, catalog, tracks, copies }: Disc): InsertDisc {
  return {
    number,
    of,
    performer,
    medium: medium.name,
    diameterMm: medium.diameterMm ?? 120,
    lengthMs: framesToMs(frames),
    catalog,
    tracks: tracks.map(({ number: place, track, frames: length }) => ({
      number: place,
      title: track.title,
      artist: fold(track.artist) === fold(performer) ? '' : track.artist,
      lengthMs: framesToMs(length),
    })),
    copies,
  };
}
