import { formatBytes } from '../../base/bytes.ts';
import { framesToMs } from '../../base/frames.ts';
import { escapeControl } from '../../base/text.ts';
import { describeChange } from '../../generate/changes.ts';
import { trackBounds } from '../../generate/constraints/index.ts';
import { formatRange } from '../../generate/constraints/range.ts';
import { toleranceOf } from '../../generate/enough.ts';
import { ruleId } from '../../generate/rules/check.ts';
import { describeRule } from '../../generate/rules/describe.ts';
import { playingFrames, type Brief } from '../../model/brief.ts';
import type { Breach } from '../../model/list-rule.ts';
import { SECTOR_BYTES } from '../../model/medium.ts';
import { playlistFrames, type Playlist } from '../../model/playlist.ts';
import type { Shortage, Varied, Why } from '../../model/reasons.ts';
import { formatTable } from '../table.ts';
import { formatGap } from './orders.ts';

/** Why a list has its tracks, as JSON output shows it. A documented contract: see README. */
export interface WhyDescription {
  /** What was left of the library after each rule on tracks, and what the rule asked for. */
  readonly candidates: readonly { readonly rule: string; readonly asked: string; readonly left: number }[];
  /** Rules on the list. */
  readonly rules: readonly {
    readonly rule: string;
    readonly asked: string;
    /** Whether it might have given way. */
    readonly soft: boolean;
    readonly kept: boolean;
    /** Where it gave way: `wanted` and `found` are in the unit of the rule. */
    readonly breaches: readonly Omit<Breach, 'rule'>[];
  }[];
  /** Null where a disc of files was to be filled; bytes tell it then. */
  readonly wantedMs: number | null;
  readonly lengthMs: number;
  readonly gapMs: number | null;
  readonly toleranceMs: number | null;
  /** What of that disc there was for files, and what of it the list leaves; absent for all other lists. */
  readonly wantedBytes?: number;
  readonly gapBytes?: number;
  readonly toleranceBytes?: number;
  readonly order: string;
  readonly explicitTracks: number;
  readonly guessed: number;
  readonly leftOut: readonly string[];
  readonly varied: Varied | null;
  readonly shortage: Shortage | null;
  readonly seed: number;
  readonly libraryFingerprint: string;
  readonly spentMs: number;
}

/** Describes why a list has its tracks. */
export function describeWhy(
  { brief, reasons, varied, spentMs }: Why,
  { tracks }: Pick<Playlist, 'tracks'>,
): WhyDescription {
  const lengthMs = framesToMs(playlistFrames(tracks) + (tracks.length - 1) * (brief.pauseFrames ?? 0));
  const rules = [
    ...brief.hardRules.map((rule) => ({ rule, soft: false })),
    ...brief.rules.map((rule) => ({ rule, soft: true })),
  ];
  return {
    candidates: reasons.candidates.map(({ rule, left }) => ({ rule, asked: askedOf(rule, brief), left })),
    rules: rules.map(({ rule, soft }) => {
      const found = soft ? reasons.breaches : reasons.hardBreaches;
      const breaches = found.filter((breach) => breach.rule === ruleId(rule)).map(({ rule: _id, ...place }) => place);
      return { rule: ruleId(rule), asked: describeRule(rule), soft, kept: breaches.length === 0, breaches };
    }),
    ...(brief.files ? bytesOf(brief, lengthMs, reasons.takenSectors!) : timesOf(brief, lengthMs)),
    order: brief.order,
    explicitTracks: reasons.explicitTracks,
    guessed: reasons.guessed,
    leftOut: reasons.leftOut,
    varied: varied ?? null,
    shortage: reasons.shortage,
    seed: reasons.seed,
    libraryFingerprint: reasons.libraryFingerprint,
    spentMs,
  };
}

type Gap = Pick<
  WhyDescription,
  'wantedMs' | 'lengthMs' | 'gapMs' | 'toleranceMs' | 'wantedBytes' | 'gapBytes' | 'toleranceBytes'
>;

function timesOf(brief: Brief, lengthMs: number): Gap {
  const wantedMs = framesToMs(playingFrames(brief));
  return { wantedMs, lengthMs, gapMs: wantedMs - lengthMs, toleranceMs: framesToMs(toleranceOf(brief)) };
}

function bytesOf(brief: Brief, lengthMs: number, takenSectors: number): Gap {
  return {
    ...{ wantedMs: null, lengthMs, gapMs: null, toleranceMs: null },
    wantedBytes: brief.wantedFrames * SECTOR_BYTES,
    gapBytes: (brief.wantedFrames - takenSectors) * SECTOR_BYTES,
    toleranceBytes: toleranceOf(brief) * SECTOR_BYTES,
  };
}

/** What a rule on tracks asked for, as a manifest writes it. */
function askedOf(rule: string, brief: Brief): string {
  switch (rule) {
    case 'genre':
    case 'style':
    case 'artist':
    case 'key':
    case 'exclude':
      return brief[rule].join('|');
    case 'year':
    case 'bpm':
      return brief[rule] ? formatRange(brief[rule]) : '';
    case 'explicit':
      return brief.explicit;
    case 'where':
      return brief.where ?? '';
    case 'medium':
      return trackBounds(brief).join(' to ');
    case 'new':
      return 'not in the source';
    default:
      return '';
  }
}

/** The same for people. */
export async function formatWhy(why: WhyDescription): Promise<string> {
  const funnel = await formatTable(
    [{ heading: 'TRACKS', right: true }, { heading: 'AFTER' }, { heading: 'ASKED' }],
    why.candidates.map(({ rule, asked, left }) => [String(left), rule, shorten(escapeControl(asked))]),
  );
  const rules = await formatTable(
    [{ heading: 'RULE' }, { heading: 'ASKED' }, { heading: 'FOUND' }],
    why.rules.map(({ rule, asked, soft, kept, breaches }) => [
      escapeControl(rule),
      `${escapeControl(asked)}${soft ? '' : ' (must)'}`,
      kept ? 'kept' : `gave way: ${placesOf(breaches)}`,
    ]),
  );
  const lines = [
    gapLine(why),
    ...variedLine(why.varied),
    ...countLine(why.explicitTracks, 'explicit', 'taken: the others did not do'),
    ...countLine(why.guessed, '', `placed by guess: their tags lack what the order ${why.order} looks at`),
    ...why.leftOut.map((name) => `left out, though included by name: ${escapeControl(name)}`),
    ...shortageLines(why.shortage),
    `seed ${why.seed}, library fingerprint ${why.libraryFingerprint}`,
    `chosen in ${why.spentMs} ms`,
  ];
  const blocks = [funnel, ...(why.rules.length === 0 ? [] : [rules]), `${lines.join('\n')}\n`];
  return blocks.map((block) => `\n${block}`).join('');
}

function gapLine({ gapMs, toleranceMs, gapBytes, toleranceBytes }: WhyDescription): string {
  const [gap, tolerance] =
    gapBytes === undefined
      ? [formatGap(gapMs!), formatGap(toleranceMs!)]
      : [formatBytes(gapBytes), formatBytes(toleranceBytes!)];
  return `gap ${gap}; up to ${tolerance} counts as met`;
}

const MOST_PLACES = 5;

/** `track 4 (0), track 9 (2)`: where, and what was found there. */
function placesOf(breaches: WhyDescription['rules'][number]['breaches']): string {
  const shown = breaches.slice(0, MOST_PLACES).map(({ position, message }) => {
    const found = message.split(', where')[0]!;
    return position === null ? found : `track ${position}: ${found}`;
  });
  const rest = breaches.length - shown.length;
  return escapeControl(shown.join('; ') + (rest > 0 ? `; and ${rest} more` : ''));
}

function variedLine(varied: Varied | null): string[] {
  if (varied === null) return [];
  const { kept, takenOut, percent } = varied;
  const out = takenOut.map(
    ({ position, artist, title }) => `${position} ${[artist, title].filter(Boolean).join(' - ')}`,
  );
  return [
    `${kept.length} of ${kept.length + takenOut.length} tracks kept; ${percent} % chosen anew, in place of ${escapeControl(out.join(', '))}`,
  ];
}

function countLine(count: number, kind: string, what: string): string[] {
  if (count === 0) return [];
  return [`${[String(count), kind, count === 1 ? 'track' : 'tracks'].filter(Boolean).join(' ')} ${what}`];
}

function shortageLines(shortage: Shortage | null): string[] {
  if (shortage === null) return [];
  const enough = shortage.changes.map((change) => `  ${escapeControl(describeChange(change))}`);
  return [
    `short: ${escapeControl(shortage.message)}`,
    ...(enough.length === 0 ? [] : ['each of these would be enough:', ...enough]),
  ];
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= 60 ? text : `${characters.slice(0, 59).join('')}…`;
}
