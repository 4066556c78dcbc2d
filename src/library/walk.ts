import { isUtf8 } from 'node:buffer';
import { readdirSync, statSync, type Dirent, type Stats } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { systemErrorReason } from '../base/errors.ts';
import { problem, type Problem } from '../base/problem.ts';
import { compareText } from '../base/text.ts';
import { isAudioName } from './containers/index.ts';

/** A file that by its name holds audio. */
export interface FoundFile {
  readonly path: string;
  /** From the root, with `/`. */
  readonly relativePath: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

export type WalkItem = { readonly file: FoundFile } | { readonly problem: Problem };

/** All is asked synchronously, which is ten times as fast, but signals and timers must have their turn. */
const FILES_A_TURN = 256;

/**
 * Walks the folder `root` and all below it in the order of names, hidden ones left out. Links are followed once all else
 * has been seen, and no folder is entered twice, so that links can't lead in circles. What can't be read is a problem.
 *
 * @param start a folder below the root to begin at; paths are told from the root
 */
export async function* walk(root: string, start = ''): AsyncGenerator<WalkItem> {
  const entered = new Set<string>();
  const folders = [start];
  const links: string[] = [];
  while (folders.length > 0 || links.length > 0) {
    const folder = folders.pop();
    if (folder === undefined) {
      yield* followLink(root, links.shift()!, folders);
      continue;
    }
    const content = readFolder(pathOf(root, folder), entered);
    yield* content.problems.map((problem) => ({ problem }));
    const inFolder = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
    // They are taken from the end.
    folders.push(...content.folders.reverse().map(inFolder));
    links.push(...content.links.map(inFolder));
    yield* statFiles(root, content.files.map(inFolder));
  }
}

/** Names of what a folder holds, sorted; nothing where it has been entered before. */
interface Content {
  readonly files: string[];
  readonly folders: string[];
  readonly links: string[];
  readonly problems: Problem[];
}

function readFolder(path: string, entered: Set<string>): Content {
  const content: Content = { files: [], folders: [], links: [], problems: [] };
  try {
    const { dev, ino } = statSync(path);
    if (entered.has(`${dev}:${ino}`)) return content;
    entered.add(`${dev}:${ino}`);
    for (const entry of readdirSync(path, { withFileTypes: true, encoding: 'buffer' })) sortIn(content, path, entry);
  } catch (error) {
    content.problems.push(unreadable('folder-unreadable', path, error));
  }
  for (const names of [content.files, content.folders, content.links]) names.sort(compareText);
  return content;
}

const DOT = 0x2e;

function sortIn(content: Content, folder: string, entry: Dirent<Buffer>): void {
  const name = entry.name.toString();
  const isAudio = isAudioName(name);
  if (entry.name[0] === DOT) return;
  if (!isUtf8(entry.name)) {
    if (isAudio || entry.isDirectory()) content.problems.push(misnamed(folder, entry.name));
  } else if (entry.isDirectory()) content.folders.push(name);
  else if (entry.isSymbolicLink()) content.links.push(name);
  else if (entry.isFile() && isAudio) content.files.push(name);
}

function* followLink(root: string, link: string, folders: string[]): Generator<WalkItem> {
  const path = pathOf(root, link);
  try {
    const target = statSync(path);
    if (target.isDirectory()) folders.push(link);
    else if (target.isFile() && isAudioName(link)) yield { file: found(root, link, target) };
  } catch (error) {
    if (isAudioName(link)) yield { problem: unreadable('file-unreadable', path, error) };
  }
}

async function* statFiles(root: string, files: readonly string[]): AsyncGenerator<WalkItem> {
  for (const [i, file] of files.entries()) {
    if (i % FILES_A_TURN === 0) await setImmediate();
    yield statFile(root, file);
  }
}

function statFile(root: string, relativePath: string): WalkItem {
  const path = pathOf(root, relativePath);
  try {
    return { file: found(root, relativePath, statSync(path)) };
  } catch (error) {
    return { problem: unreadable('file-unreadable', path, error) };
  }
}

function found(root: string, relativePath: string, { size, mtimeMs }: Stats): FoundFile {
  return { path: pathOf(root, relativePath), relativePath, sizeBytes: size, mtimeMs };
}

function pathOf(root: string, relativePath: string): string {
  return relativePath === '' ? root : join(root, relativePath);
}

function unreadable(code: string, path: string, error: unknown): Problem {
  return problem(code, `can't be read: ${systemErrorReason(error)}`, {
    file: path,
    hint: 'see that it may be read, or take it out of the folder',
  });
}

/** Only names that are text can be kept, compared and written into lists. */
function misnamed(folder: string, name: Buffer): Problem {
  const shown = name
    .toString('latin1')
    .replace(/[^\x20-\x7e]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return problem('name-unreadable', "the name isn't valid UTF-8", { file: join(folder, shown), hint: 'rename it' });
}
