import { msToFrames } from '../base/frames.ts';
import { PLAIN_AUDIO } from '../model/audio-options.ts';
import type { BatchOptions } from '../model/batch.ts';
import type { Brief } from '../model/brief.ts';
import type { ListRule } from '../model/list-rule.ts';
import { findMedium } from '../discs/media/index.ts';
import type { MediumLimits } from '../model/medium-limits.ts';
import { GIVING_WAY, type GivingWay, type Order, type OrderBrief, type Quota } from '../model/order.ts';
import { RULE_PACKS } from '../generate/rules/packs.ts';

/** Frames of silence before each track but the first of a disc. */
export function pauseFramesFor({ pause, media }: Pick<Order, 'pause' | 'media'>, options: BatchOptions): number {
  const { audio = PLAIN_AUDIO } = options;
  return findMedium(media).kind === 'data' ? 0 : msToFrames(pause ?? audio.pauseMs);
}

/**
 * What an order asks of its list, in the generator's words. There every track comes with its pause; the one that the
 * first track of a disc does not have is added to all lengths.
 */
export function briefOf(order: Order, playingFrames: number, medium: MediumLimits, options: BatchOptions): Brief {
  const { genre, style, artist, year, bpm, key, explicit, include, exclude, where } = order;
  const pauseFrames = pauseFramesFor(order, options);
  const wantedFrames = playingFrames + pauseFrames;
  const capacityFrames = medium.capacityFrames + pauseFrames;
  return {
    ...{ genre, style, artist, year, bpm, key, explicit, include, exclude, where },
    order: order.order,
    wantedFrames,
    ...(pauseFrames > 0 ? { pauseFrames } : {}),
    toleranceFrames: order.tolerance === null ? null : msToFrames(order.tolerance),
    // A list that the medium holds does not grow beyond it.
    overFrames: Math.max(
      0,
      Math.min(
        msToFrames(order.allowOver ?? 0),
        wantedFrames <= capacityFrames ? capacityFrames - wantedFrames : Infinity,
      ),
    ),
    unknownIsClean: options.unknownIsClean,
    mostTracks: wantedFrames <= capacityFrames ? medium.maxTracks : null,
    minTrackFrames: medium.minTrackFrames + pauseFrames,
    maxTrackFrames: capacityFrames,
    rules: softRulesOf(order),
    hardRules: hardRulesOf(order),
  };
}

/** All rules on lists that an order asks for: those of packs, then those of its columns. */
export function listRulesOf(order: OrderBrief): ListRule[] {
  return [...hardRulesOf(order), ...softRulesOf(order)];
}

function softRulesOf(order: OrderBrief): ListRule[] {
  return order.relax.flatMap((column) => RULES[column](order));
}

function hardRulesOf(order: OrderBrief): ListRule[] {
  const packs = RULE_PACKS.filter(({ id }) => order.rules.includes(id));
  const strict = GIVING_WAY.filter((column) => !order.relax.includes(column));
  return [...packs.flatMap(({ rules }) => rules), ...strict.flatMap((column) => RULES[column](order))];
}

/** The rules that a column asks for. */
const RULES: Readonly<Record<GivingWay, (order: OrderBrief) => readonly ListRule[]>> = {
  titleGap: ({ titleGap }) => (titleGap === null ? [] : [{ kind: 'gap', by: 'title', ...titleGap }]),
  artistGap: ({ artistGap }) => (artistGap === null ? [] : [{ kind: 'gap', by: 'artist', ...artistGap }]),
  spread: ({ spread }) => spread.map((one) => ({ kind: 'spread', ...one })),
  freshDays: ({ freshDays }) => (freshDays === null ? [] : [{ kind: 'fresh', days: freshDays }]),
  quota: ({ quota }) => quota.map(quotaRule),
  maxPerAlbum: ({ maxPerAlbum }) => (maxPerAlbum === null ? [] : [{ kind: 'cap', by: 'album', most: maxPerAlbum }]),
  maxPerArtist: ({ maxPerArtist }) =>
    maxPerArtist === null ? [] : [{ kind: 'cap', by: 'artist', most: maxPerArtist }],
};

function quotaRule({ by, name, bound, percent }: Quota): ListRule {
  const of = by === 'decade' ? { by, name, from: parseInt(name, 10) } : { by, name };
  return { kind: 'quota', of, bound, percent };
}
