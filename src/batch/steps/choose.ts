import { isoTime } from '../../base/clock.ts';
import { framesToMs } from '../../base/frames.ts';
import { contentId } from '../../base/ids.ts';
import { describeChange } from '../../generate/changes.ts';
import { contradictionIn } from '../../generate/contradictions.ts';
import { generate, type Draft } from '../../generate/generate.ts';
import type { History } from '../../generate/history.ts';
import type { Select } from '../../generate/select.ts';
import { playingFrames, type Brief } from '../../model/brief.ts';
import type { Breach } from '../../model/list-rule.ts';
import type { Order } from '../../model/order.ts';
import { playlistFrames, type KeptPlaylist } from '../../model/playlist.ts';
import type { Change, Reasons, Shortage } from '../../model/reasons.ts';
import { knownFacts } from '../../model/track-table.ts';
import { fillDisc, type RoomBeside } from '../fill-disc.ts';
import type { Decision } from '../step.ts';
import { eventsOf } from '../reasons-told.ts';
import { changesToKeep, OrderUnmet, relaxing } from '../unmet.ts';

export interface ChooseInput {
  readonly order: Order;
  readonly brief: Brief;
  readonly select: Select;
  readonly roomBeside?: RoomBeside;
  readonly history: History;
  /** The same for the same history; null for none. */
  readonly past: string | null;
}

export interface Chosen {
  readonly playlist: string;
  readonly tracks: number;
  readonly lengthMs: number;
  readonly shortage: Shortage | null;
  readonly reasons: Reasons;
  /** One line each, for people. */
  readonly remarks: readonly string[];
}

interface ChoosePlan {
  readonly playlist: KeptPlaylist;
  readonly brief: Brief;
  readonly chosen: Chosen;
}

/** Generates the playlist of an order and stores it. Fails where no track fits at all. */
export const choose: Decision<ChooseInput, ChoosePlan, Chosen> = {
  name: 'choose',
  event: 'playlist-generated',
  key: ({ order, brief, select, past }) => [
    order.title,
    order.ordinal,
    order.seed,
    brief,
    select(brief).fingerprint,
    past,
  ],
  plan: planChoice,
  output: ({ chosen }) => chosen,
  record: ({ playlist, brief, chosen: { reasons } }, ports, spentMs) =>
    ports.playlists.save(playlist, isoTime(ports.clock()), { brief, reasons, spentMs }),
  tell: ({ playlist, tracks, lengthMs, shortage, reasons }) => ({
    playlist,
    tracks,
    lengthMs,
    seed: reasons.seed,
    shortage: shortage?.message ?? null,
  }),
  also: ({ reasons }) => eventsOf(reasons),
};

function planChoice(input: ChooseInput): ChoosePlan {
  const { order, select, history, roomBeside } = input;
  const contradiction = contradictionIn(input.brief);
  if (contradiction) throw new OrderUnmet('rules-contradict', { ...contradiction, changes: [] });
  const { pool } = select(input.brief);
  const draftFor = (brief: Brief): Draft => generate(brief, select, history, order.seed);
  const { draft, brief } = roomBeside
    ? fillDisc({ brief: input.brief, roomBeside }, draftFor, (index) => pool.table.track(index))
    : { draft: draftFor(input.brief), brief: input.brief };
  const { hardBreaches } = draft.reasons;
  const shortage = draft.reasons.shortage && withRelaxing(draft.reasons.shortage, relaxing({ ...input, brief }));
  if (draft.tracks.length === 0) throw new OrderUnmet('nothing-fits', shortage!);
  refuseBreaches(hardBreaches, brief, order);
  const tracks = draft.tracks.map((index) => knownFacts(pool.table, index));
  const ids = tracks.map(({ id }) => id);
  const playlist: KeptPlaylist = {
    id: contentId('playlist', order.title, order.ordinal, order.seed, playingFrames(input.brief), ids),
    title: order.title,
    clonedFrom: null,
    seed: order.seed,
    wantedFrames: brief.files ? null : playingFrames(brief),
    tracks,
  };
  const chosen: Chosen = {
    playlist: playlist.id,
    tracks: ids.length,
    lengthMs: framesToMs(brief.files ? playlistFrames(tracks) : draft.lengthFrames - (brief.pauseFrames ?? 0)),
    shortage,
    reasons: { ...draft.reasons, shortage },
    remarks: remarksOn(draft.reasons, brief),
  };
  return { playlist, brief, chosen };
}

function withRelaxing({ message, hint, changes }: Shortage, relaxed: readonly Change[]): Shortage {
  const [first] = relaxed;
  if (first === undefined) return { message, hint, changes };
  return { message, hint: `${describeChange(first)}, or ${hint}`, changes: [...relaxed, ...changes] };
}

/** A list that breaks rules which must not be broken is none. */
export function refuseBreaches(breaches: readonly Breach[], brief: Brief, order: Order): void {
  const [first, ...others] = breaches;
  if (!first) return;
  const more = others.length === 0 ? '' : `, and in ${others.length} more places`;
  throw new OrderUnmet('rules-unmet', {
    message: `no list was found that keeps ${first.rule}: ${placeOf(first)}${first.message}${more}`,
    hint: 'let the rule give way (relax), widen genre and style, ask for a shorter list, or add music by other artists',
    changes: changesToKeep(breaches, brief, order),
  });
}

/**
 * What is worth telling of a list. It depends on what was chosen alone: it goes into the bundle, which tracks that the
 * rules keep out must not change.
 */
export function remarksOn({ breaches, explicitTracks, guessed, leftOut }: Reasons, brief: Brief): string[] {
  const byRule = new Map<string, Breach[]>();
  for (const breach of breaches) byRule.set(breach.rule, [...(byRule.get(breach.rule) ?? []), breach]);
  return [
    ...[...byRule].map(([rule, [first, ...others]]) => {
      const more = others.length === 0 ? '' : `, and in ${others.length} more places`;
      return `${rule} gave way: ${placeOf(first!)}${first!.message}${more}`;
    }),
    ...(explicitTracks === 0
      ? []
      : [
          `${explicitTracks} explicit ${explicitTracks === 1 ? 'track was' : 'tracks were'} taken: the others did not do`,
        ]),
    ...(guessed === 0
      ? []
      : [
          `the order ${brief.order} had to guess for ${guessed} ${guessed === 1 ? 'track' : 'tracks'}: their tags lack tempo, key or energy`,
        ]),
    ...leftOut.map(
      (name) =>
        `include names ${JSON.stringify(name)}, which the library lacks, or which does not fit the other rules or the length`,
    ),
  ];
}

function placeOf({ position }: Breach): string {
  return position === null ? '' : `track ${position}: `;
}
