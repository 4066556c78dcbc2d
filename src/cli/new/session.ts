/** The conversation that makes the rows of a manifest, a playlist at a time. It asks and shows; what follows is decided elsewhere. */
import { AppError } from '../../base/errors.ts';
import { formatBytes } from '../../base/bytes.ts';
import { formatDuration } from '../../base/duration.ts';
import { framesToMs } from '../../base/frames.ts';
import { escapeControl, oneLine } from '../../base/text.ts';
import type { Plan } from '../../batch/produce.ts';
import { DEFAULT_MEDIUM, MEDIA } from '../../discs/media/index.ts';
import type { GenreCounts } from '../../library/genres.ts';
import type { ColumnName, Columns } from '../../manifest/columns/index.ts';
import type { Cells } from '../../manifest/write.ts';
import { SECTOR_BYTES, type Medium } from '../../model/medium.ts';
import type { Track } from '../../model/track.ts';
import type { Context } from '../context.ts';
import { describePreview, trackLines } from './describe.ts';
import { answered, EMPTY_DRAFT, isPinned, pinToggled, rerolled, rowOf, swapped, type Draft } from './draft.ts';
import { genreChoices, styleChoices } from './genre-choices.ts';
import type { Choice, Prompts } from './prompts.ts';
import { wrapWords } from './wrap-words.ts';

type Preview = Plan | AppError | null;

/** What a session needs at hand. */
export interface Desk {
  readonly prompts: Prompts;
  readonly columns: Columns;
  readonly counts: GenreCounts;
  readonly paint: Context['paint'];
  /** Columns of the terminal. */
  readonly width: number;
  print(text: string): void;
  /** What the last of the rows would come to, or why it would fail; null for a clone, which follows its source. */
  preview(rows: readonly Cells[]): Preview;
  nameOf(track: Track): string;
}

/** Asks for playlists until there are enough. */
export async function askPlaylists(desk: Desk): Promise<readonly Cells[]> {
  const rows: Cells[] = [];
  do {
    const row = await askPlaylist(desk, rows);
    if (row !== null) rows.push(row);
  } while (await desk.prompts.confirm('Another playlist?', false));
  return rows;
}

/**
 * Asks for one playlist until it is taken; null where it is dropped. `before` are the rows above it, `row` is what it says
 * already, if it is not new.
 */
export async function askPlaylist(desk: Desk, before: readonly Cells[], row?: Cells): Promise<Cells | null> {
  let draft = row === undefined ? await firstAnswers(desk) : { ...EMPTY_DRAFT, cells: row };
  for (;;) {
    const preview = desk.preview([...before, rowOf(draft)]);
    desk.print(
      preview === null ? describeClone(draft, desk.paint) : await describePreview(preview, desk.paint, desk.width),
    );
    switch (await askWhatNext(desk, preview, row !== undefined)) {
      case 'take':
        return rowOf(draft);
      case 'leave':
        return row!;
      case 'drop':
        return null;
      case 'again':
        draft = rerolled(draft, preview instanceof AppError ? Number(draft.cells.seed ?? 0) : preview!.playlist.seed!);
        break;
      case 'swap':
        draft = await swapTrack(desk, draft, preview as Plan);
        break;
      case 'pin':
        draft = await pinTrack(desk, draft, preview as Plan);
        break;
      case 'change':
        draft = await changeColumn(desk, draft);
        break;
    }
  }
}

function describeClone({ cells: { title, clone, vary } }: Draft, paint: Desk['paint']): string {
  const share = vary === undefined ? '' : `, ${vary} of it chosen anew`;
  return `\n${paint.bold(escapeControl(title ?? ''))}: ${escapeControl(`a clone of ${clone}${share}`)}\n\n`;
}

async function firstAnswers(desk: Desk): Promise<Draft> {
  const { prompts, counts } = desk;
  const width = desk.width - MARGIN;
  let draft = answered(EMPTY_DRAFT, 'title', await askCell(desk, 'title', 'Title', ''));
  const genre = await prompts.search('Genre (type to search)', await genreChoices(counts, width));
  draft = answered(draft, 'genre', genre);
  const styles = await styleChoices(counts, genre, width);
  if (styles.length > 0) draft = answered(draft, 'style', await prompts.search('Style', styles));
  draft = answered(draft, 'duration', await askCell(desk, 'duration', 'Length (74, 1:14:00, 45m, fill)', 'fill'));
  const media = MEDIA.map((medium) => ({
    value: medium.id,
    text: `${medium.id}, ${sizeText(medium)}`,
    short: medium.id,
    explain: medium.name,
  }));
  return answered(draft, 'media', await prompts.pick('Medium', media, DEFAULT_MEDIUM.id));
}

function sizeText(medium: Medium): string {
  return medium.kind === 'data'
    ? formatBytes(medium.capacitySectors * SECTOR_BYTES)
    : formatDuration(framesToMs(medium.capacityFrames));
}

/** What a list of choices takes of a line beside the choice. */
export const MARGIN = 3;

type Next = 'take' | 'leave' | 'again' | 'swap' | 'pin' | 'change' | 'drop';

async function askWhatNext({ prompts }: Desk, preview: Preview, isOld: boolean): Promise<Next> {
  const again: Choice<Next> = { value: 'again', text: 'choose again', explain: 'another list for the same wishes' };
  const take: Choice<Next> = { value: 'take', text: 'take it' };
  const choosing: Choice<Next>[] = [
    again,
    { value: 'swap', text: 'swap a track', explain: 'leaves it out; all others stay until the list is chosen again' },
    { value: 'pin', text: 'pin a track', explain: 'it stays in the list, whatever else changes; or no longer' },
  ];
  const always: Choice<Next>[] = [
    {
      value: 'change',
      text: 'change something',
      explain: 'any answer, or more rules: years, tempo, artists, gaps ...',
    },
    ...(isOld ? [{ value: 'leave', text: 'leave it as it was' } as const] : []),
    { value: 'drop', text: 'drop this playlist' },
  ];
  if (preview === null) return prompts.pick('What now?', [take, ...always]);
  if (!(preview instanceof AppError)) return prompts.pick('What now?', [take, ...choosing, ...always]);
  // Chance may find a list that keeps the rules; it never finds tracks that are not there.
  return prompts.pick('What now?', preview.code === 'rules-unmet' ? [again, ...always] : always);
}

async function swapTrack(desk: Desk, draft: Draft, preview: Plan): Promise<Draft> {
  const name = desk.nameOf(await pickTrack(desk, 'Which one goes?', draft, preview));
  const others = preview.playlist.tracks.map(desk.nameOf).filter((other) => other !== name);
  return swapped(draft, name, others);
}

async function pinTrack(desk: Desk, draft: Draft, preview: Plan): Promise<Draft> {
  return pinToggled(draft, desk.nameOf(await pickTrack(desk, 'Which one stays?', draft, preview)));
}

async function pickTrack(desk: Desk, question: string, draft: Draft, preview: Plan): Promise<Track> {
  const { tracks } = preview.playlist;
  const lines = await trackLines(preview, (i) => isPinned(draft, desk.nameOf(tracks[i]!)), desk.width - MARGIN);
  return desk.prompts.search(
    question,
    tracks.map((value, i) => ({ value, text: lines[i]!, short: value.title })),
  );
}

/** Columns that are of no use for a list that is chosen. */
const OF_CLONES: readonly ColumnName[] = ['clone', 'vary'];

async function changeColumn(desk: Desk, draft: Draft): Promise<Draft> {
  const names = (Object.keys(desk.columns) as ColumnName[]).filter(
    (name) => draft.cells.clone !== undefined || !OF_CLONES.includes(name),
  );
  const choices = names.map((name) => {
    const cell = draft.cells[name];
    return {
      value: name,
      text: cell === undefined ? name : `${name}: ${cell}`,
      short: name,
      explain: desk.columns[name].summary,
    };
  });
  const name = await desk.prompts.search('What? (type to search)', choices);
  const { schema, absent, summary, example } = desk.columns[name];
  const cell = draft.cells[name] ?? '';
  if (Array.isArray(schema['enum'])) {
    const ids = (schema['enum'] as string[]).map((id) => ({ value: id, text: id }));
    return answered(draft, name, await desk.prompts.pick(name, ids, cell === '' ? String(absent) : cell));
  }
  desk.print(`${desk.paint.dim(wrapWords(summary, desk.width))}\n`);
  const isRemovable = cell !== '' && absent !== undefined;
  const removal = isRemovable ? `; ${NOTHING} takes it out` : '';
  const answer = await askCell(desk, name, `${name} (e.g. ${example}${removal})`, cell, isRemovable);
  return answered(draft, name, isRemovable && answer.trim() === NOTHING ? '' : answer);
}

/** Typed to empty a column: an empty line keeps what is there. */
const NOTHING = '-';

/** Asks for a cell until its column can read it. */
function askCell(
  { prompts, columns }: Desk,
  name: ColumnName,
  question: string,
  fallback: string,
  isRemovable = false,
): Promise<string> {
  const { absent, parse, example } = columns[name];
  return prompts.line(question, fallback, (line) => {
    const cell = oneLine(line);
    if (cell === '') return absent === undefined ? `write a ${name}, e.g. ${example}` : null;
    if (cell === NOTHING && isRemovable) return null;
    const parsed = parse(cell);
    return parsed.ok ? null : `${parsed.message}; ${parsed.hint}`;
  });
}
