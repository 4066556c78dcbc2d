import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError, ExitCode, systemErrorReason } from '../base/errors.ts';
import type { Copy } from '../model/disc.ts';

/** A disc as it lies in its folder, ready to be made: what its disc.json says of it. */
export interface MadeDisc {
  /** Absolute path. */
  readonly folder: string;
  readonly id: string;
  readonly number: number;
  readonly of: number;
  readonly title: string;
  readonly performer: string;
  /** Id of the medium. */
  readonly media: string;
  /** Sectors that it takes, and that its medium has; of 2352 bytes for audio, else of 2048. */
  readonly sectors: number;
  readonly capacitySectors: number;
  readonly content: MadeAudio | MadeFiles;
  readonly copies: readonly Copy[];
}

export interface MadeAudio {
  readonly kind: 'audio';
  readonly tracks: readonly MadeTrack[];
}

export interface MadeTrack {
  readonly number: number;
  /** As on the disc. */
  readonly title: string;
  readonly performer: string;
  readonly isrc: string | null;
  readonly startFrame: number;
  readonly frames: number;
  /** Of silence before it. */
  readonly pregapFrames: number;
}

export interface MadeFiles {
  readonly kind: 'image' | 'tree';
  /** Name of the image, or of the folder with the files, in the folder of the disc. */
  readonly name: string;
}

/**
 * Reads the disc in a folder, or that of an image which lies beside its disc.json. Null where `path` is an image alone.
 *
 * @throws AppError `no-disc`, `disc-damaged`
 */
export async function readMadeDisc(path: string): Promise<MadeDisc | null> {
  const full = resolve(path);
  const info = await stat(full).catch((error: unknown) => {
    throw noDisc(path, systemErrorReason(error));
  });
  if (info.isDirectory()) return parseMadeDisc(await readText(join(full, 'disc.json')), full);
  const beside = join(dirname(full), 'disc.json');
  const text = await readFile(beside, 'utf8').catch(() => null);
  if (text === null) return null;
  const disc = parseMadeDisc(text, dirname(full));
  return disc.content.kind === 'image' && disc.content.name === basename(full) ? disc : null;
}

/**
 * The discs of a folder: its own, or those of its folders `disc-N`, as in an unpacked bundle.
 *
 * @throws AppError `no-disc`, `disc-damaged`
 */
export async function findMadeDiscs(path: string): Promise<MadeDisc[]> {
  const names = await readdir(path).catch((error: unknown) => {
    throw noDisc(path, systemErrorReason(error));
  });
  const inner = names.filter((name) => /^disc-\d{1,6}$/.test(name));
  const folders = names.includes('disc.json') || inner.length === 0 ? [path] : inner.map((name) => join(path, name));
  const discs = await Promise.all(folders.map(readMadeDisc));
  return discs.filter((disc) => disc !== null).sort((a, b) => a.number - b.number);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw noDisc(dirname(path), `its disc.json: ${systemErrorReason(error)}`);
  }
}

function noDisc(path: string, reason: string): AppError {
  return new AppError('no-disc', `there is no disc in ${path}: ${reason}`, {
    hint: 'name the folder of a disc in an unpacked bundle, such as disc-1',
    exitCode: ExitCode.usage,
  });
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads the text of a disc.json. Throws AppError `disc-damaged`. */
export function parseMadeDisc(text: string, folder: string): MadeDisc {
  try {
    const all = fieldsOf(JSON.parse(text), 'it');
    const medium = fieldsOf(all['medium'], 'medium');
    const isData = all['kind'] === 'data';
    return {
      folder,
      id: nameOf(all, 'id', ID),
      number: countOf(all, 'number', 1),
      of: countOf(all, 'of', 1),
      title: textOf(all, 'title'),
      performer: textOf(all, 'performer'),
      media: nameOf(medium, 'id', ID),
      sectors: countOf(all, isData ? 'sectors' : 'frames'),
      capacitySectors: countOf(medium, isData ? 'capacitySectors' : 'capacityFrames'),
      content: isData ? filesOf(all) : { kind: 'audio', tracks: listOf(all, 'tracks', 99).map(trackOf) },
      copies: listOf(all, 'copies', MOST_COPIES).map(copyOf),
    };
  } catch (error) {
    throw new AppError('disc-damaged', `the disc.json in ${folder} can't be read: ${(error as Error).message}`, {
      hint: 'unpack its bundle again, or make it anew',
      exitCode: ExitCode.damaged,
    });
  }
}

const ID = /^[a-z0-9+-]{1,40}$/;
const SERIAL = /^[A-Za-z0-9-]{1,20}$/;
/** One part of a path. */
const FILE = /^(?!\.\.?$)[^/\\\u0000-\u001f]{1,200}$/;
const MOST_COPIES = 100_000;

function filesOf(all: Fields): MadeFiles {
  return all['image'] == null
    ? { kind: 'tree', name: nameOf(all, 'tree', FILE) }
    : { kind: 'image', name: nameOf(all, 'image', FILE) };
}

function trackOf(value: unknown): MadeTrack {
  const all = fieldsOf(value, 'a track');
  const texts = all['cdText'] === undefined ? null : fieldsOf(all['cdText'], 'cdText');
  return {
    number: countOf(all, 'number', 1),
    title: texts === null ? textOf(all, 'title') : textOf(texts, 'title'),
    performer: texts === null ? textOf(all, 'artist') : textOf(texts, 'performer'),
    isrc: all['isrc'] === null ? null : nameOf(all, 'isrc', /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/),
    startFrame: countOf(all, 'startFrame'),
    frames: countOf(all, 'frames', 1),
    pregapFrames: all['pregapFrames'] === undefined ? 0 : countOf(all, 'pregapFrames'),
  };
}

function copyOf(value: unknown): Copy {
  const all = fieldsOf(value, 'a copy');
  return { id: nameOf(all, 'id', ID), number: countOf(all, 'number', 1), serial: nameOf(all, 'serial', SERIAL) };
}

function fieldsOf(value: unknown, name: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new Error(`${name} is no JSON object`);
}

function listOf(all: Fields, key: string, most: number): readonly unknown[] {
  const value = all[key];
  if (Array.isArray(value) && value.length >= 1 && value.length <= most) return value as readonly unknown[];
  throw new Error(`${key} is no list of 1 to ${most}`);
}

/** Far above what a disc holds. */
const MOST = 1 << 30;

function countOf(all: Fields, key: string, least = 0): number {
  const value = all[key];
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= MOST) return value;
  throw new Error(`${key} is no whole number`);
}

function textOf(all: Fields, key: string): string {
  const value = all[key];
  if (typeof value === 'string' && value.length <= 10_000) return value;
  throw new Error(`${key} is no text`);
}

/** Text that becomes part of names of files or of tickets. */
function nameOf(all: Fields, key: string, pattern: RegExp): string {
  const value = all[key];
  if (typeof value === 'string' && pattern.test(value)) return value;
  throw new Error(`${key} is not what mixpress writes there`);
}
