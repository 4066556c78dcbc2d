import { MERGE_FIELDS, type JobState, type JobStatus, type MergeFields, type RobotJob } from '../../model/robot-job.ts';
import { fitJob } from './fit.ts';
import { fieldsOf, wrongPath } from './plain-text.ts';
import type { ReadTicket, Robot, TicketFiles } from './robot.ts';
import { countOf, parseSections } from './status-file.ts';
import {
  blankWords,
  checkTracks,
  readLabel,
  readTicket,
  tooLong,
  wrongFile,
  wrongJobId,
  type TicketReader,
} from './ticket-reader.ts';

const DISC_TYPES = { cd: 'CD', dvd: 'DVD', 'dvd-dl': 'DVD-DL', bd: 'BD', 'bd-dl': 'BD-DL' } as const;

/** All keys that the reference guide or programs that work with TD Bridge have. */
const KEYS =
  `JOB_ID PUBLISHER COPIES IN_STACKER OUT_STACKER DISC_TYPE WRITING_SPEED COMPARE CLOSE_DISC FORMAT DATA DATA_LIST VIDEO
VIDEO_TITLE AUDIO_TRACK AUDIO_TITLE VOLUME_LABEL LABEL LABEL_TYPE PRINT_MODE REPLACE_FIELD PRIORITY`.split(/\s+/);

const rules: Omit<Robot, 'fit'> = {
  id: 'tdbridge',
  name: 'TD Bridge',
  extension: 'JDF',
  content: ['audio', 'folder'],
  blanks: ['cd', 'dvd', 'dvd-dl', 'bd', 'bd-dl'],
  mostCopies: 1000,
  labels: ['tdd'],
  merges: ['tdd'],
  mergeExtension: 'dat',
  stages: { jdf: 'queued', rjd: 'queued', inp: 'working', stp: 'working', don: 'done', err: 'failed' },
  write,
  read,
  isStatus: (fileName) => /^tdbstatus(\.txt)?$|\.stf$/i.test(fileName),
  statuses,
};

/**
 * Epson's Discproducers with TD Bridge, as its Technical Reference Guide (PP-100, chapter 4) has it. One file has the fields
 * of all labels of a job, so each disc with a label of its own has its own ticket.
 */
export const tdbridge: Robot = {
  ...rules,
  fit: (given) => {
    const job = fitJob({ ...given, blank: given.blank ?? 'cd' }, rules);
    const priority = job.priority === 'rush' || job.priority === 'high' ? 'high' : 'normal';
    const { content } = job;
    const hasIsrc = content.kind === 'audio' && content.tracks.some(({ isrc }) => isrc !== null);
    return {
      job: { ...job, priority, verify: false, content: content.kind === 'audio' ? withoutIsrc(content) : content },
      losses: [
        ...(hasIsrc ? ['the ISRCs'] : []),
        ...(job.verify ? ['that discs are to be read back: set it in TD Bridge'] : []),
      ],
    };
  },
};

type Audio = Extract<RobotJob['content'], { readonly kind: 'audio' }>;

/** Nor has it a performer of the disc. */
function withoutIsrc(content: Audio): Audio {
  return { ...content, performer: '', tracks: content.tracks.map((track) => ({ ...track, isrc: null })) };
}

function write({ id, priority, copies, content, blank, label }: RobotJob): TicketFiles {
  const lines = [
    `JOB_ID=${id}`,
    `COPIES=${copies}`,
    `DISC_TYPE=${DISC_TYPES[blank as keyof typeof DISC_TYPES]}`,
    ...contentLines(content, blank),
    ...(label === null ? [] : [`LABEL=${label.path}`]),
    ...(label?.merge?.path == null ? [] : [`REPLACE_FIELD=${label.merge.path}`]),
    ...(priority === 'high' ? ['PRIORITY=HIGH'] : []),
  ];
  const merge = label?.merge == null ? null : mergeText(label.merge.fields);
  return { ticket: lines.map((line) => `${line}\r\n`).join(''), merge };
}

function contentLines(content: RobotJob['content'], blank: RobotJob['blank']): string[] {
  if (content.kind !== 'audio') {
    const volume = content.kind === 'folder' ? [`VOLUME_LABEL=${content.volume}`] : [];
    return [`FORMAT=${blank === 'cd' ? 'JOLIET' : 'UDF102'}`, `DATA=${content.path}`, ...volume];
  }
  return [
    ...content.tracks.map(
      ({ path, title, performer, pregapFrames }) =>
        `AUDIO_TRACK=PATH:${path}\tTITLE:${title}\tPERFORMER:${performer}\tPREGAP:${pregapFrames}`,
    ),
    `AUDIO_TITLE=${content.title}`,
  ];
}

/** A line `name=value` a field of the label. */
function mergeText(fields: MergeFields): string {
  return MERGE_FIELDS.map((name) => `${name}=${fields[name]}\r\n`).join('');
}

function read({ ticket, merge }: TicketFiles): ReadTicket {
  const reader = readTicket(ticket, { robot: 'TD Bridge', keys: KEYS, strict: true, comment: '#' });
  if (reader.problems.length > 0) return { job: null, problems: reader.problems };
  const label = readLabel(reader, 'LABEL', rules.labels);
  const job: RobotJob = {
    id: reader.text('JOB_ID', wrongJobId(40)),
    priority: reader.word('PRIORITY', { HIGH: 'high' } as const, 'normal'),
    copies: reader.number('COPIES', 1, rules.mostCopies, 1),
    content: readContent(reader),
    blank: reader.word('DISC_TYPE', blankWords(DISC_TYPES), 'cd'),
    label: label && { ...label, merge: readMerge(reader, merge) },
    verify: false,
  };
  if (label === null && reader.all('REPLACE_FIELD').length > 0)
    reader.fault(null, 'REPLACE_FIELD', 'there is no label whose fields could be replaced', 'add LABEL');
  return { job: reader.problems.length > 0 ? null : job, problems: reader.problems };
}

function readMerge(reader: TicketReader, merge: string | null): NonNullable<RobotJob['label']>['merge'] {
  if (reader.all('REPLACE_FIELD').length === 0) return null;
  const path = reader.text('REPLACE_FIELD', wrongFile('dat', 'txt'));
  const values = merge === null ? null : [...parseSections(`[fields]\n${merge}`).values()][0]!;
  if (values === null) reader.fault(null, 'REPLACE_FIELD', 'the file with the fields of the label is missing');
  return { path, fields: fieldsOf(MERGE_FIELDS.map((name) => values?.get(name) ?? '')) };
}

function readContent(reader: TicketReader): RobotJob['content'] {
  const kinds = (['AUDIO_TRACK', 'DATA'] as const).filter((key) => reader.all(key).length > 0);
  if (kinds.length !== 1)
    reader.fault(null, kinds[1] ?? null, 'it must have either AUDIO_TRACK or DATA', 'keep one of them');
  if (kinds[0] === 'AUDIO_TRACK') {
    const tracks = reader.all('AUDIO_TRACK').map(({ line, value }) => readTrack(line, value, reader));
    checkTracks(reader, 'AUDIO_TRACK', tracks);
    return { kind: 'audio', title: reader.text('AUDIO_TITLE'), performer: '', tracks };
  }
  reader.text('FORMAT');
  return { kind: 'folder', path: reader.text('DATA', wrongPath), volume: reader.text('VOLUME_LABEL', tooLong(32)) };
}

/** 59:59:74 */
const MOST_PREGAP = 269_999;
const TRACK_KEYS = ['PATH', 'TITLE', 'PERFORMER', 'PREGAP'];

function readTrack(line: number, value: string, reader: TicketReader): Audio['tracks'][number] {
  const parts = new Map(
    value.split('\t').map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)]),
  );
  const path = parts.get('PATH') ?? '';
  const pregap = parts.get('PREGAP') ?? '150';
  const reason =
    wrongFile('wav', 'mp3', 'wma')(path) ??
    ([...parts.keys()].every((key) => TRACK_KEYS.includes(key)) ? null : `it has more than ${TRACK_KEYS.join(', ')}`) ??
    (/^\d{1,6}$/.test(pregap) && Number(pregap) <= MOST_PREGAP ? null : `PREGAP is not 0 to ${MOST_PREGAP}`);
  if (reason !== null) reader.fault(line, 'AUDIO_TRACK', `AUDIO_TRACK is wrong: ${reason}`);
  return {
    ...{ path, title: parts.get('TITLE') ?? '', performer: parts.get('PERFORMER') ?? '' },
    ...{ isrc: null, pregapFrames: Number(pregap) },
  };
}

const STATES: Readonly<Record<string, JobState>> = {
  '1': 'queued',
  '2': 'working',
  '3': 'working',
  '4': 'done',
  '5': 'failed',
  '6': 'failed',
};

/** What TDBStatus.txt tells: a section a job. A job that somebody cancels counts as complete there, with no disc. */
function statuses(_fileName: string, text: string): JobStatus[] {
  return [...parseSections(text)].flatMap(([job, values]) => {
    const told = STATES[values.get('STATUS') ?? ''];
    if (told === undefined) return [];
    const [good, bad] = [countOf(values.get('COMPLETION_NUMBER')), countOf(values.get('ERRORDISC_NUMBER'))];
    const isCancelled = told === 'done' && good === 0;
    const message =
      values.get('ERROR') || (isCancelled ? 'cancelled at the robot' : values.get('STATUS') === '3' ? 'paused' : null);
    return [{ job, state: isCancelled ? ('failed' as const) : told, good, bad, message }];
  });
}
