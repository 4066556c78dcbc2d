import type { JobPriority, JobState, JobStatus, MergeData, RobotJob } from '../../model/robot-job.ts';
import { MERGE_FIELDS } from '../../model/robot-job.ts';
import { fitJob } from './fit.ts';
import { fieldsOf, MOST_TEXT, wrongPath } from './plain-text.ts';
import type { Robot, TicketFiles } from './robot.ts';
import { countOf, parseSections } from './status-file.ts';
import {
  checkTracks,
  readLabel,
  readTicket,
  tooLong,
  wrongFile,
  wrongJobId,
  type TicketReader,
} from './ticket-reader.ts';

/** Of all titles of a disc together, and of all its performers. */
const MOST_TEXTS = 2000;
const CLIENT = 'mixpress';
const IMPORTANCE: Readonly<Record<JobPriority, number>> = { rush: 0, high: 2, normal: 4, low: 8 };
const DISC_TYPES = { CDR: 'cd', DVDR: 'dvd' } as const;
const YES_NO = { YES: true, NO: false } as const;

/** All keys of the SDK; those that only print, read or check are taken as they are. */
const KEYS =
  `JobID ClientID Importance DiscType Data AudioFile ImageFile DeleteFiles ImageType DataImageType CloseDisc Copies
PrintLabel VolumeName BurnSpeed VerifyDisc RejectIfNotBlank NotifyClient TestRecord CheckFileOnDisc CheckSystemIDOnDisc
CheckVolumeIDOnDisc CheckPubIDOnDisc CheckPreparerIDOnDisc CheckAppIDOnDisc PVDSystemID PVDPublisherID PVDPreparerID
PVDApplicationID LoadUnloadOverride PreMasterData DriveID BinID PrintQuality PrintInnerDiam PrintOuterMargin MergeField
RobotName PrintReject CDTextDiscTitle CDTextDiscPerformer CDTextDiscComposer CDTextTrackTitle CDTextTrackPerformer
CDTextTrackComposer`.split(/\s+/);

const rules: Omit<Robot, 'fit'> = {
  id: 'ptburn',
  name: 'PTBurn',
  extension: 'JRQ',
  content: ['audio', 'image', 'folder'],
  blanks: ['cd', 'dvd', 'dvd-dl', 'bd', 'bd-dl', 'bd-xl'],
  mostCopies: 10_000,
  labels: ['std', 'jpg', 'bmp', 'prn'],
  merges: ['std'],
  mergeExtension: null,
  stages: { jrq: 'queued', qrj: 'queued', inp: 'working', don: 'done', err: 'failed' },
  write,
  read,
  isStatus: (fileName) => /\.txt$/i.test(fileName) && !/^systemstatus\.txt$/i.test(fileName),
  statuses,
};

/**
 * Primera's Disc Publishers with PTBurn, as its SDK (PTBurn 3 SDK, revision 3.24, chapters 2 and 3) has it. A ticket has
 * the fields of one label, so each disc with a label of its own has its own ticket.
 */
export const ptburn: Robot = {
  ...rules,
  fit: (given) => {
    const job = fitJob(given, rules);
    const says = job.blank === null || Object.values<string>(DISC_TYPES).includes(job.blank);
    const content = job.content.kind === 'audio' ? withinTotal(job.content) : job.content;
    return {
      job: { ...job, content, blank: says ? job.blank : null },
      losses: says ? [] : [`the kind of blank: load ${job.blank!.toUpperCase()}`],
    };
  },
};

type Audio = Extract<RobotJob['content'], { readonly kind: 'audio' }>;

/** Cuts the longest texts until those of a kind are few enough. */
function withinTotal(content: Audio): Audio {
  const most = (texts: readonly string[]): number => {
    let room = MOST_TEXT;
    while (texts.reduce((sum, text) => sum + Math.min(text.length, room), 0) > MOST_TEXTS) room--;
    return room;
  };
  const titleRoom = most([content.title, ...content.tracks.map(({ title }) => title)]);
  const performerRoom = most([content.performer, ...content.tracks.map(({ performer }) => performer)]);
  const cut = <T extends { readonly title: string; readonly performer: string }>(one: T): T => ({
    ...one,
    title: one.title.slice(0, titleRoom).trim(),
    performer: one.performer.slice(0, performerRoom).trim(),
  });
  return { ...cut(content), tracks: content.tracks.map(cut) };
}

function write({ id, priority, copies, content, blank, label, verify }: RobotJob): TicketFiles {
  const type = Object.entries(DISC_TYPES).find(([, one]) => one === blank)?.[0];
  const lines = [
    `JobID=${id}`,
    `ClientID=${CLIENT}`,
    `Importance=${IMPORTANCE[priority]}`,
    ...(type === undefined ? [] : [`DiscType=${type}`]),
    ...contentLines(content),
    `Copies=${copies}`,
    'CloseDisc=YES',
    'RejectIfNotBlank=YES',
    `VerifyDisc=${verify ? 'YES' : 'NO'}`,
    ...(label === null ? [] : [`PrintLabel=${label.path}`]),
    ...(label?.merge == null ? [] : MERGE_FIELDS.map((name) => `MergeField=${label.merge!.fields[name]}`)),
  ];
  return { ticket: lines.map((line) => `${line}\r\n`).join(''), merge: null };
}

function contentLines(content: RobotJob['content']): string[] {
  if (content.kind === 'image') return [`ImageFile=${content.path}`];
  if (content.kind === 'folder')
    return [`Data=${content.path}`, 'DataImageType=JOLIET', `VolumeName=${content.volume}`];
  // CD-TEXT wants a composer of the disc and of every track, even if nobody knows them.
  return [
    ...content.tracks.map(
      ({ path, pregapFrames, isrc }) =>
        `AudioFile=${path}, Pregap${pregapFrames}${isrc === null ? '' : `, ISRC${isrc}`}`,
    ),
    `CDTextDiscTitle=${content.title}`,
    `CDTextDiscPerformer=${content.performer}`,
    'CDTextDiscComposer=',
    ...content.tracks.flatMap(({ title, performer }) => [
      `CDTextTrackTitle=${title}`,
      `CDTextTrackPerformer=${performer}`,
      'CDTextTrackComposer=',
    ]),
  ];
}

function read({ ticket }: TicketFiles): { readonly job: RobotJob | null; readonly problems: TicketReader['problems'] } {
  const reader = readTicket(ticket, { robot: 'PTBurn', keys: KEYS, strict: false, comment: null });
  if (reader.problems.length > 0) return { job: null, problems: reader.problems };
  reader.text('ClientID', wrongJobId(32));
  for (const key of ['CloseDisc', 'RejectIfNotBlank']) reader.word(key, YES_NO, true);
  const job: RobotJob = {
    id: reader.text('JobID', wrongJobId(32)),
    priority: priorityOf(reader.number('Importance', 0, 400, IMPORTANCE.normal)),
    copies: reader.number('Copies', 1, rules.mostCopies, 1),
    content: readContent(reader),
    blank: reader.word('DiscType', DISC_TYPES, null),
    label: readPrint(reader),
    verify: reader.word('VerifyDisc', YES_NO, false),
  };
  return { job: reader.problems.length > 0 ? null : job, problems: reader.problems };
}

function priorityOf(importance: number): JobPriority {
  if (importance === 0) return 'rush';
  if (importance < IMPORTANCE.normal) return 'high';
  return importance < IMPORTANCE.low ? 'normal' : 'low';
}

function readContent(reader: TicketReader): RobotJob['content'] {
  const kinds = (['AudioFile', 'ImageFile', 'Data'] as const).filter((key) => reader.all(key).length > 0);
  if (kinds.length !== 1)
    reader.fault(null, kinds[1] ?? null, 'it must have either AudioFile, or ImageFile, or Data', 'keep one of them');
  if (kinds[0] === 'ImageFile') return { kind: 'image', path: reader.text('ImageFile', wrongFile('iso', 'gi')) };
  if (kinds[0] === 'AudioFile') return readAudio(reader);
  return { kind: 'folder', path: reader.text('Data', wrongPath), volume: reader.text('VolumeName', tooLong(32)) };
}

const TRACK = /^(.+?)(?:, Pregap(\d{1,6}))?(?:, ISRC([A-Z]{2}[A-Z0-9]{3}\d{7}))?$/;

function readAudio(reader: TicketReader): Audio {
  const files = reader.all('AudioFile');
  const titles = trackTexts(reader, 'CDTextTrackTitle', files.length);
  const performers = trackTexts(reader, 'CDTextTrackPerformer', files.length);
  trackTexts(reader, 'CDTextTrackComposer', files.length);
  reader.text('CDTextDiscComposer', tooLong(MOST_TEXT));
  const tracks = files.map(({ line, value }, i) => {
    const [, path = '', pregap = '150', isrc = null] = TRACK.exec(value) ?? [];
    const reason = wrongFile('wav', 'mp3', 'wma')(path);
    if (reason !== null)
      reader.fault(line, 'AudioFile', `AudioFile is wrong: ${reason}`, 'write path, PregapN, ISRCxxxxxxxxxxxx');
    return { path, title: titles[i] ?? '', performer: performers[i] ?? '', isrc, pregapFrames: Number(pregap) };
  });
  const [title, performer] = [
    reader.text('CDTextDiscTitle', tooLong(MOST_TEXT)),
    reader.text('CDTextDiscPerformer', tooLong(MOST_TEXT)),
  ];
  for (const texts of [
    [title, ...titles],
    [performer, ...performers],
  ])
    if (texts.join('').length > MOST_TEXTS)
      reader.fault(null, null, `its CD-TEXT has more than ${MOST_TEXTS} characters of a kind`);
  checkTracks(reader, 'AudioFile', tracks);
  return { kind: 'audio', title, performer, tracks };
}

function trackTexts(reader: TicketReader, key: string, count: number): string[] {
  const entries = reader.all(key);
  if (entries.length !== count)
    reader.fault(entries.at(-1)?.line ?? null, key, `it has ${entries.length} of ${key} for ${count} tracks`);
  for (const { line, value } of entries)
    if (value.length > MOST_TEXT) reader.fault(line, key, `${key} is longer than ${MOST_TEXT} characters`);
  return entries.map(({ value }) => value);
}

function readPrint(reader: TicketReader): RobotJob['label'] {
  const label = readLabel(reader, 'PrintLabel', rules.labels);
  const fields = reader.all('MergeField');
  if (fields.length > 0 && label === null)
    reader.fault(
      fields[0]!.line,
      'MergeField',
      'there is no label that MergeField could be filled into',
      'add PrintLabel',
    );
  const merge: MergeData | null =
    fields.length === 0 ? null : { path: null, fields: fieldsOf(fields.map(({ value }) => value)) };
  return label && { ...label, merge };
}

const JOB_STATES: readonly JobState[] = ['queued', 'working', 'done', 'failed'];

/** What a robot's status file (SDK 3.2) tells: a section a job, named as its ticket is. */
function statuses(_fileName: string, text: string): JobStatus[] {
  return [...parseSections(text)].flatMap(([job, values]) => {
    const state = JOB_STATES[Number(values.get('JobState') ?? '-1')];
    if (state === undefined) return [];
    const error = Number(values.get('JobErrorNumber') ?? '0') === 0 ? undefined : values.get('JobErrorString');
    return [
      {
        ...{ job, state, good: countOf(values.get('GoodDiscs')), bad: countOf(values.get('BadDiscs')) },
        message: error ?? values.get('CurrentStatus') ?? null,
      },
    ];
  });
}
