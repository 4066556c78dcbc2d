/**
 * What the log of a batch tells: a documented contract. Each kind has its data in one record here, from which the types,
 * the table of the README and the test of what is really told are made. Kinds and fields are added, never changed.
 */

/** What a field holds: text, a number, either of them or null, or a list. */
export type FieldType = 'text' | 'number' | 'text?' | 'number?' | 'list';

export interface EventShape {
  /** What has happened. */
  readonly tells: string;
  /** Whether it is about one order, about the whole batch, or either. */
  readonly about: 'order' | 'batch' | 'either';
  readonly data: Readonly<Record<string, FieldType>>;
}

const JOB = {
  disc: 'text',
  job: 'text',
  robot: 'text',
  copies: 'number',
  good: 'number?',
  bad: 'number?',
  message: 'text?',
} as const;

const BURN = { disc: 'text', copy: 'text', serial: 'text', device: 'text', burner: 'text' } as const;

const ENDED = { reason: 'text?', bundle: 'text?' } as const;

export const EVENTS = {
  'batch-submitted': {
    tells: 'the batch is stored',
    about: 'batch',
    data: { manifest: 'text', orders: 'number', priority: 'text' },
  },
  'order-queued': { tells: 'an order is stored', about: 'order', data: { title: 'text', priority: 'text' } },
  'batch-started': { tells: 'a worker begins to choose the lists', about: 'batch', data: { worker: 'number' } },
  'candidates-found': {
    tells: 'how many tracks each rule on tracks left',
    about: 'order',
    data: { left: 'number', rules: 'list' },
  },
  'playlist-generated': {
    tells: 'a list is chosen',
    about: 'order',
    data: { playlist: 'text', tracks: 'number', lengthMs: 'number', seed: 'number', shortage: 'text?' },
  },
  'rule-relaxed': {
    tells: 'a rule on the list gave way, in so many places',
    about: 'order',
    data: { rule: 'text', places: 'number', message: 'text' },
  },
  'playlist-cloned': {
    tells: 'a list is copied, as it is or varied',
    about: 'order',
    data: {
      playlist: 'text',
      tracks: 'number',
      lengthMs: 'number',
      source: 'text',
      seed: 'number?',
      kept: 'number?',
      shortage: 'text?',
    },
  },
  'track-missing': {
    tells: 'a list names so many tracks that have no audio here; the first of them',
    about: 'order',
    data: { missing: 'number', tracks: 'list' },
  },
  'order-started': { tells: 'a worker begins to make the discs', about: 'order', data: { title: 'text' } },
  'disc-laid-out': {
    tells: 'the discs of a list are laid out',
    about: 'order',
    data: { playlist: 'text', discs: 'list' },
  },
  'loudness-measured': {
    tells: 'the loudness of tracks is measured',
    about: 'order',
    data: { tracks: 'number' },
  },
  'track-mastered': {
    tells: 'a track of a disc is mastered',
    about: 'order',
    data: { disc: 'text', number: 'number', warnings: 'list' },
  },
  'disc-mastered': { tells: 'a disc is mastered', about: 'order', data: { disc: 'text', bytes: 'number' } },
  'track-encoded': { tells: 'a track is made an MP3', about: 'order', data: { track: 'text', bytes: 'number' } },
  'disc-imaged': {
    tells: 'a disc of files is made',
    about: 'order',
    data: { disc: 'text', form: 'text', bytes: 'number' },
  },
  'disc-compressed': {
    tells: 'the audio of a disc is made a FLAC',
    about: 'order',
    data: { disc: 'text', bytes: 'number' },
  },
  'insert-made': { tells: 'the insert is printed into its PDF', about: 'order', data: { bytes: 'number' } },
  'bundle-packed': { tells: 'the bundle is there', about: 'order', data: { path: 'text', bytes: 'number' } },
  delivered: {
    tells: 'the bundle is at a target, proven by reading it back, by a checksum or by a receipt',
    about: 'order',
    data: { target: 'text', name: 'text', bytes: 'number', sha256: 'text', by: 'text?' },
  },
  'order-retried': {
    tells:
      'an order is tried again: after a failure (by worker), because somebody asked (user) or because audio came (scan)',
    about: 'either',
    data: { by: 'text', failures: 'number', waitMs: 'number', reason: 'text?' },
  },
  'job-taken-over': {
    tells: 'the worker is gone, or stands still; another one will do the order, or choose the lists',
    about: 'either',
    data: { worker: 'number', why: 'text' },
  },
  'order-done': { tells: 'an order is done', about: 'order', data: ENDED },
  'order-short': { tells: 'an order is done, but shorter than wanted', about: 'order', data: ENDED },
  'order-waiting': { tells: 'an order waits for audio', about: 'order', data: ENDED },
  'order-failed': { tells: 'an order failed', about: 'order', data: ENDED },
  'order-cancelled': { tells: 'an order is cancelled', about: 'order', data: {} },
  'batch-cancelled': {
    tells: 'somebody cancels what is left of the batch',
    about: 'batch',
    data: { orders: 'number' },
  },
  'batch-done': {
    tells: 'nothing is left to do; counts of orders',
    about: 'batch',
    data: { state: 'text', done: 'number', short: 'number', waiting: 'number', failed: 'number', cancelled: 'number' },
  },
  'disc-job-queued': { tells: 'a job ticket lies in the hot folder of a disc robot', about: 'order', data: JOB },
  'disc-job-working': { tells: 'a disc robot is at a job', about: 'order', data: JOB },
  'disc-job-done': { tells: 'a disc robot is done with a job', about: 'order', data: JOB },
  'disc-job-failed': { tells: 'a job of a disc robot failed', about: 'order', data: JOB },
  'disc-burn-begun': { tells: 'a copy is about to be burned', about: 'order', data: BURN },
  'disc-burn-done': { tells: 'a copy is burned', about: 'order', data: BURN },
  'disc-burn-failed': { tells: 'a copy came out badly', about: 'order', data: { ...BURN, reason: 'text' } },
} as const satisfies Readonly<Record<string, EventShape>>;

export type EventKind = keyof typeof EVENTS;

/** All kinds, in the order in which they come up. */
export const EVENT_KINDS = Object.keys(EVENTS) as readonly EventKind[];

interface Values {
  readonly text: string;
  readonly number: number;
  readonly 'text?': string | null;
  readonly 'number?': number | null;
  readonly list: readonly unknown[];
}

type DataOf<Fields extends Readonly<Record<string, FieldType>>> = {
  readonly [Name in keyof Fields]: Values[Fields[Name]];
};

/** The data of each kind. */
export type EventData = { readonly [Kind in EventKind]: DataOf<(typeof EVENTS)[Kind]['data']> };
