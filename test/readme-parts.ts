/** The parts of the README that are made from the code, by the name in their marks. */
import { formatBytes } from '../src/base/bytes.ts';
import { formatDuration } from '../src/base/duration.ts';
import { ExitCode } from '../src/base/errors.ts';
import { framesToMs } from '../src/base/frames.ts';
import { ARCHIVES } from '../src/bundle/archives/index.ts';
import { ENGINES } from '../src/audio/engines/index.ts';
import { COMMANDS } from '../src/cli/commands/index.ts';
import { KNOWN_NAMES } from '../src/batch/known-names.ts';
import { SECTOR_BYTES } from '../src/model/medium.ts';
import { SETTINGS } from '../src/cli/settings.ts';
import { RULE_PACKS } from '../src/generate/rules/packs.ts';
import { MEDIA } from '../src/discs/media/index.ts';
import { SPLITS } from '../src/discs/splits/index.ts';
import { ROBOTS } from '../src/discs/robots/index.ts';
import { SHEETS } from '../src/discs/sheets/index.ts';
import { TARGETS } from '../src/delivery/targets/index.ts';
import { CONTAINERS } from '../src/library/containers/index.ts';
import { manifestColumns } from '../src/manifest/columns/index.ts';
import { EVENTS } from '../src/model/events.ts';
import { FIELDS } from '../src/model/query/fields.ts';
import type { PlaylistFormat } from '../src/playlists/formats/format.ts';
import { PLAYLIST_FORMATS, WRITABLE_FORMATS } from '../src/playlists/formats/index.ts';

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const withExtensions = ({ name, extensions }: PlaylistFormat): string =>
  `${name} (${extensions.map((e) => `.${e}`).join(' ')})`;

const code = (text: string): string => `\`${text}\``;

const ROBOT_CONTENT = { audio: 'audio CDs', image: 'images', folder: '`--data-form tree`' } as const;

const EXIT_MEANINGS: Readonly<Record<keyof typeof ExitCode, string>> = {
  done: 'done',
  failure: 'a failure of mixpress or of the machine',
  usage: 'wrong usage, or a manifest with problems; nothing was done',
  someOrdersFailed: 'done, but some orders failed, came out short or were cancelled',
  waiting:
    'some orders wait for audio that the library lacks, or (status, watch) are not finished, or (disc burn) copies are left',
  notAllowed: 'not allowed',
  locked: 'another run or worker is at work on the same batch',
  damaged: 'wrong key or damaged bundle',
  interrupted: 'interrupted, or nobody reads any more; run the same command again to go on',
};

export async function readmeParts(): Promise<Readonly<Record<string, string>>> {
  const commands = await Promise.all(
    COMMANDS.map(async (entry) => {
      const command = await entry.load();
      const line = code(['mixpress', entry.name, command.parameters].filter(Boolean).join(' '));
      const options = (command.options ?? []).map(({ flags }) => code(flags)).join(' ');
      return [line, entry.summary, options];
    }),
  );
  return {
    columns: table(
      ['column', 'meaning', 'example'],
      Object.entries(manifestColumns(KNOWN_NAMES)).map(([name, { summary, example }]) => [
        code(name),
        summary,
        code(example),
      ]),
    ),
    commands: table(['command', 'what it does', 'options'], commands),
    settings: table(
      ['flag', 'environment', 'config file', 'meaning'],
      SETTINGS.map((s) => [
        code(s.flags),
        s.environment === null ? '' : code(s.environment),
        s.inConfig ? code(s.name) : '',
        s.summary,
      ]),
    ),
    'exit-codes': table(
      ['code', 'meaning'],
      Object.entries(ExitCode).map(([name, value]) => [String(value), EXIT_MEANINGS[name as keyof typeof ExitCode]]),
    ),
    media: table(
      ['medium', 'holds', 'sectors', 'what it is'],
      MEDIA.map((m) => [
        code(m.id),
        m.kind === 'data'
          ? formatBytes(m.capacitySectors * SECTOR_BYTES)
          : formatDuration(framesToMs(m.capacityFrames)),
        String(m.kind === 'data' ? m.capacitySectors : m.capacityFrames),
        `${m.name}; ${m.note}`,
      ]),
    ),
    splits: table(
      ['split', 'how'],
      SPLITS.map(({ id, summary }) => [code(id), summary]),
    ),
    archives: table(
      ['`--archive`', 'what it is', '`--level`'],
      Object.values(ARCHIVES).map(({ id, summary, levels }) => [code(id), summary, levels?.join(' to ') ?? '']),
    ),
    formats: table(
      ['what', 'formats'],
      [
        [
          'audio files',
          `mp3, flac, m4a (AAC, ALAC), ogg (Vorbis), opus, wav, aiff, ape, wv (WavPack), wma, mpc (Musepack), dsf (DSD); looked at by name (${CONTAINERS.flatMap(({ extensions }) => extensions).join(' ')}), told apart by content`,
        ],
        ['playlist files, read and written', WRITABLE_FORMATS.map(withExtensions).join(', ')],
        [
          'playlist files, read only',
          PLAYLIST_FORMATS.filter(({ write }) => write === undefined)
            .map(withExtensions)
            .join(', '),
        ],
        ['disc sheets', SHEETS.map(({ fileName, note }) => `${code(fileName)} (${note})`).join(', ')],
        [
          'audio engines',
          Object.entries(ENGINES)
            .map(([id, { summary }]) => `${code(id)}: ${summary}`)
            .join('; '),
        ],
        ['manifests', 'CSV (comma, semicolon, tab or bar; UTF-8, UTF-16 or Windows-1252), JSON, NDJSON'],
      ],
    ),
    'rule-fields': table(
      ['field', 'what it is', 'also known as'],
      Object.entries(FIELDS).map(([id, { summary, aliases }]) => [code(id), summary, aliases.map(code).join(' ')]),
    ),
    'rule-packs': table(
      ['pack', 'rules', 'source'],
      RULE_PACKS.map((pack) => [code(pack.id), pack.summary, pack.source]),
    ),
    targets: table(
      ['target', 'what it is', 'credentials'],
      TARGETS.map(({ form, summary, secrets }) => [
        code(form),
        summary,
        Object.entries(secrets)
          .map(([name, meaning]) => `${code(name)} (${meaning})`)
          .join(', '),
      ]),
    ),
    robots: table(
      ['robot', 'what it is', 'tickets', 'takes', 'labels', 'of these with fields'],
      ROBOTS.map(({ id, name, extension, content, labels, merges }) => [
        code(id),
        name,
        code(`.${extension}`),
        content.map((kind) => ROBOT_CONTENT[kind]).join(', '),
        ...[labels, merges].map((kinds) => kinds.map((kind) => code(`.${kind}`)).join(' ')),
      ]),
    ),
    events: table(
      ['kind', 'what has happened', 'data'],
      Object.entries(EVENTS).map(([kind, { tells, data }]) => [
        code(kind),
        tells,
        Object.keys(data).map(code).join(' '),
      ]),
    ),
  };
}
