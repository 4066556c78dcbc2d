import { canonicalJson } from '../base/hash.ts';
import { manifestColumns, type ColumnName } from '../manifest/columns/index.ts';
import type { BatchOptions } from '../model/batch.ts';
import type { Brief } from '../model/brief.ts';
import type { ListRule } from '../model/list-rule.ts';
import type { MediumLimits } from '../model/medium-limits.ts';
import type { GivingWay, Order } from '../model/order.ts';
import { briefOf } from './brief.ts';
import { KNOWN_NAMES } from './known-names.ts';
import { columnOf } from './rule-columns.ts';

const COLUMNS = manifestColumns(KNOWN_NAMES);
/** Columns that a brief has as they are. */
const PLAIN = [
  'genre',
  'style',
  'artist',
  'year',
  'bpm',
  'key',
  'where',
  'explicit',
  'include',
  'exclude',
  'order',
] as const satisfies readonly (ColumnName & keyof Brief)[];

/**
 * By what a clone chooses tracks anew: the brief of its source, if it has one, in which each column that the order fills
 * in takes the place of the source's. A cell that says what an empty one means counts as empty; a genre takes the
 * source's style with it. Length, medium and what is allowed over the length are always the order's own.
 */
export function variedBrief(
  order: Order,
  source: Brief | null,
  wantedFrames: number,
  medium: MediumLimits,
  options: BatchOptions,
): Brief {
  const own = briefOf(order, wantedFrames, medium, options);
  if (source === null) return own;
  const isGiven = (column: ColumnName): boolean =>
    canonicalJson(order[column]) !== canonicalJson(COLUMNS[column].absent);
  const given = PLAIN.filter((column) => isGiven(column) || (column === 'style' && isGiven('genre')));
  const inherited = (rules: readonly ListRule[]): ListRule[] => rules.filter((rule) => !isGiven(columnOf(rule)));
  const soft = [...inherited(source.rules), ...own.rules];
  const hard = [...inherited(source.hardRules), ...own.hardRules];
  // A part of a list is chosen by time, whatever its whole was chosen by.
  const { pauseFrames: _theirs, files, ...told } = source;
  return {
    ...own,
    ...told,
    ...Object.fromEntries(given.map((column) => [column, own[column]])),
    wantedFrames: own.wantedFrames,
    toleranceFrames: own.toleranceFrames ?? (files ? null : source.toleranceFrames),
    overFrames: own.overFrames,
    unknownIsClean: own.unknownIsClean,
    mostTracks: own.mostTracks,
    minTrackFrames: own.minTrackFrames,
    maxTrackFrames: own.maxTrackFrames,
    ...(isGiven('relax')
      ? parted([...soft, ...hard], order.relax)
      : // A rule of the row's own gives way where all rules usually do.
        { rules: own.rules.length > 0 ? parted(soft, order.relax).rules : soft, hardRules: hard }),
  };
}

/** The days that a brief wants its recordings rested, or null. */
export function freshDaysOf({ rules, hardRules }: Brief): number | null {
  const days = [...rules, ...hardRules].flatMap((rule) => (rule.kind === 'fresh' ? [rule.days] : []));
  return days.length === 0 ? null : Math.max(...days);
}

/** Rules that may give way, in the order in which they do, and those that may not. */
function parted(rules: readonly ListRule[], relax: readonly GivingWay[]): Pick<Brief, 'rules' | 'hardRules'> {
  const rankOf = (rule: ListRule): number => relax.indexOf(columnOf(rule) as GivingWay);
  return {
    rules: rules.filter((rule) => rankOf(rule) !== -1).sort((a, b) => rankOf(a) - rankOf(b)),
    hardRules: rules.filter((rule) => rankOf(rule) === -1),
  };
}
