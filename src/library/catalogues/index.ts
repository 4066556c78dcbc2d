/**
 * Catalogues: lists of tracks that other programs have written, with or without audio. In come bytes that anybody may
 * have made, in chunks; out come rows and problems, in batches. A file is never held as a whole. The kinds are an open
 * list, each read lazily into a table of cells; what the cells mean is guessed once from the header and the first rows.
 */
import { basename, extname } from 'node:path';
import { AppError, ExitCode } from '../../base/errors.ts';
import { oneLine } from '../../base/text.ts';
import type { Catalogue, CatalogueKind, CatalogueOptions, RecordBatch } from './catalogue.ts';
import { findDialect } from './dialects.ts';
import { guessMapping } from './mapping.ts';
import { rowBatches } from './row-batches.ts';
import { rowReader } from './row-reader.ts';
import { countedText } from './text-blocks.ts';

/** The kinds of catalogue, the more particular ones first: delimited text takes what nobody else claims. */
export const CATALOGUE_KINDS: readonly CatalogueKind[] = [
  {
    id: 'rekordbox-xml',
    name: 'rekordbox XML',
    recognises: (head) => rootElement(head) === 'DJ_PLAYLISTS',
    load: async () => (await import('./rekordbox-xml.ts')).readRekordboxXml,
  },
  {
    id: 'itunes-xml',
    name: 'iTunes XML',
    recognises: (head) => rootElement(head) === 'plist',
    load: async () => (await import('./itunes-xml.ts')).readItunesXml,
  },
  {
    id: 'traktor-nml',
    name: 'Traktor NML',
    recognises: (head) => rootElement(head) === 'NML',
    load: async () => (await import('./traktor-nml.ts')).readTraktorNml,
  },
  {
    id: 'json',
    name: 'JSON',
    recognises: (head) => /^\s*[[{]/.test(head),
    load: async () => (await import('./json.ts')).readJson,
  },
  {
    id: 'delimited',
    name: 'delimited text',
    recognises: (head) => !/^\s*</.test(head),
    load: async () => (await import('./delimited.ts')).readDelimited,
  },
];

/** The name of the first element of an XML text, behind its declaration, comments and type. */
function rootElement(head: string): string | undefined {
  const bare = head.replace(/<!--.*?-->/gs, '');
  return /^\s*(?:<[?!][^>]*>[\s\]>]*)*<([A-Za-z_][\w.-]{0,60})/.exec(bare)?.[1];
}

const HEAD = 10_000;
const SAMPLE = 500;
const MAX_SAMPLE_BATCHES = 20;

/** Names of genres that hold commas, of those that are met everywhere. */
const WHOLE_NAMES: readonly string[] = ['Folk, World, & Country'];

/**
 * Opens a catalogue: recognises its kind by its content and guesses what its columns are, from its first 256 KiB or so.
 *
 * @throws AppError `catalogue-empty`, `catalogue-binary`, `catalogue-not-recognised`, `catalogue-no-title`,
 * `map-unknown-column`; while its batches are taken only `catalogue-not-recognised`, where none of the first ten
 * thousand rows is a track
 */
export async function openCatalogue(bytes: AsyncIterable<Uint8Array>, options: CatalogueOptions): Promise<Catalogue> {
  const text = countedText(bytes);
  try {
    const { head, blocks } = await peek(text.blocks);
    const kind = CATALOGUE_KINDS.find(({ recognises }) => recognises(head));
    if (kind === undefined) throw unknownXml(head);
    const table = await (await kind.load())(blocks);
    const records = table.batches[Symbol.asyncIterator]();
    const first = await sampleOf(records);
    const sample = first.flatMap((batch) => batch.records).slice(0, SAMPLE);
    const mapping = guessMapping({ ...table, sample, wanted: options.map ?? [] });
    const dialect = findDialect(table.columns);
    const playlist = dialect?.isPlaylist ? listName(options.source) : null;
    const read = rowReader(mapping, { wholeNames: options.wholeNames ?? WHOLE_NAMES, playlist });
    return {
      kind: kind.id,
      name: kind.name,
      dialect: dialect?.name ?? null,
      mapping,
      batches: rowBatches({ first, rest: records, text }, read, options.source),
      playlists: () => table.playlists?.() ?? 0,
    };
  } catch (error) {
    await text.blocks.return(undefined);
    throw error;
  }
}

/** The beginning of a text, and the whole text again, of which the first block has that beginning. */
async function peek(blocks: AsyncGenerator<string>): Promise<{ head: string; blocks: AsyncGenerator<string> }> {
  let first = '';
  for (let next = await blocks.next(); !next.done; next = await blocks.next()) {
    first += next.value;
    if (first.length >= HEAD) break;
  }
  async function* again(): AsyncGenerator<string> {
    yield first;
    yield* blocks;
  }
  return { head: first.slice(0, HEAD), blocks: again() };
}

function unknownXml(head: string): AppError {
  const root = rootElement(head);
  const what = root === undefined ? 'XML without a root element' : `XML that begins with <${root}>`;
  return new AppError('catalogue-not-recognised', `this is no catalogue: it is ${what}`, {
    hint: `known are ${CATALOGUE_KINDS.map(({ name }) => name).join(', ')}`,
    exitCode: ExitCode.usage,
  });
}

/** Batches with some hundred records (or problems) or more, as far as there are any. */
async function sampleOf(batches: AsyncIterator<RecordBatch>): Promise<RecordBatch[]> {
  const sample: RecordBatch[] = [];
  for (let records = 0, i = 0; records < SAMPLE && i < MAX_SAMPLE_BATCHES; i++) {
    const next = await batches.next();
    if (next.done) break;
    sample.push(next.value);
    records += next.value.records.length + next.value.problems.length;
  }
  return sample;
}

/** An export of one playlist is a file with the playlist's name. */
function listName(source: string): string {
  return oneLine(basename(source, extname(source)));
}
