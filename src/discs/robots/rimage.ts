import { MERGE_FIELDS, type RobotJob } from '../../model/robot-job.ts';
import { fitJob } from './fit.ts';
import { extensionOf, fieldsOf, wrongPath } from './plain-text.ts';
import type { ReadTicket, Robot, TicketFiles, ToldStatus } from './robot.ts';
import { readLabel, readTicket, tooLong, wrongFile, wrongJobId, type TicketReader } from './ticket-reader.ts';

const KEYS = ['order_id', 'filetype', 'file', 'volume', 'label', 'merge', 'copies'];
const FILE_TYPES = { IMAGE: 'image', PARENT: 'folder' } as const;

const rules: Omit<Robot, 'fit'> = {
  id: 'rimage',
  name: 'Rimage Network Publisher',
  extension: 'NWP',
  content: ['image', 'folder'],
  blanks: ['cd', 'dvd', 'dvd-dl', 'bd', 'bd-dl', 'bd-xl'],
  mostCopies: 9999,
  labels: ['btw', 'dml', 'pdf', 'prn'],
  merges: ['btw', 'dml'],
  mergeExtension: 'txt',
  stages: { nwp: 'queued', inp: 'working', don: 'done', err: 'failed' },
  write,
  read,
  isStatus: (fileName) => /\.log$/i.test(fileName),
  statuses,
};

/**
 * Rimage's systems, and CopyTrax's, with order files of Rimage Network Publisher (CopyTrax Disc Manager, appendix, page 75).
 * They know no audio tracks, and neither priority nor reading back.
 */
export const rimage: Robot = {
  ...rules,
  fit: (given) => {
    const job = fitJob(given, rules);
    const { priority, verify, blank } = job;
    return {
      job: { ...job, priority: 'normal', verify: false, blank: null },
      losses: [
        ...(priority === 'normal' ? [] : [`the priority (${priority})`]),
        ...(blank === null ? [] : [`the kind of blank: load ${blank.toUpperCase()}`]),
        ...(verify ? ['that discs are to be read back: set it in the system'] : []),
      ],
    };
  },
};

function write({ id, copies, content, label }: RobotJob): TicketFiles {
  const lines = [
    `order_id=${id}`,
    `filetype=${content.kind === 'image' ? 'IMAGE' : 'PARENT'}`,
    ...(content.kind === 'audio' ? [] : [`file=${content.path}`]),
    ...(content.kind === 'folder' ? [`volume=${content.volume}`] : []),
    ...(label === null ? [] : [`label=${label.path}`]),
    ...(label?.merge?.path == null ? [] : [`merge=${label.merge.path}`]),
    `copies=${copies}`,
  ];
  // A line a disc, of texts in quotes: there is one disc, for each has its own ticket.
  const merge =
    label?.merge == null ? null : `${MERGE_FIELDS.map((name) => `"${label.merge!.fields[name]}"`).join(',')}\r\n`;
  return { ticket: lines.map((line) => `${line}\r\n`).join(''), merge };
}

function read({ ticket, merge }: TicketFiles): ReadTicket {
  const reader = readTicket(ticket, { robot: 'Rimage Network Publisher', keys: KEYS, strict: true, comment: null });
  if (reader.problems.length > 0) return { job: null, problems: reader.problems };
  if (reader.all('filetype').length === 0)
    reader.fault(null, 'filetype', 'filetype is missing', 'add a line filetype=IMAGE');
  const kind = reader.word('filetype', FILE_TYPES, 'image');
  const label = readLabel(reader, 'label', rules.labels);
  if (label === null && reader.all('merge').length > 0)
    reader.fault(null, 'merge', 'there is no label whose fields could be filled in', 'add label');
  const job: RobotJob = {
    id: reader.text('order_id', wrongJobId(40)),
    priority: 'normal',
    copies: reader.number('copies', 1, rules.mostCopies, 1),
    content:
      kind === 'image'
        ? { kind, path: reader.text('file', wrongFile('iso', 'nrg')) }
        : { kind, path: reader.text('file', wrongPath), volume: reader.text('volume', tooLong(32)) },
    blank: null,
    label: label && { ...label, merge: readMerge(reader, merge) },
    verify: false,
  };
  return { job: reader.problems.length > 0 ? null : job, problems: reader.problems };
}

function readMerge(reader: TicketReader, merge: string | null): NonNullable<RobotJob['label']>['merge'] {
  if (reader.all('merge').length === 0) return null;
  const path = reader.text('merge', wrongFile('txt', 'csv'));
  const row = /^"([^"]*)"(?:,"[^"]*")*\r?\n$/.test(merge ?? '') ? merge!.trimEnd().slice(1, -1).split('","') : null;
  if (row === null) reader.fault(null, 'merge', 'the file with the fields of the label is no line of texts in quotes');
  return { path, fields: fieldsOf(row ?? []) };
}

/** The log beside a ticket tells in its last line what went wrong. */
function statuses(fileName: string, text: string): ToldStatus[] {
  const message =
    text
      .split(/\r\n|\r|\n/)
      .findLast((line) => line.trim() !== '')
      ?.trim() ?? null;
  const job = fileName.slice(0, -extensionOf(fileName).length - 1);
  return [{ job, state: null, good: null, bad: null, message }];
}
