import { AppError } from '../../base/errors.ts';
import { framesToMs } from '../../base/frames.ts';
import { isoTime } from '../../base/clock.ts';
import { contentId } from '../../base/ids.ts';
import type { Brief, Shortage } from '../../generate/constraints/constraint.ts';
import { isNamedBy } from '../../generate/constraints/named.ts';
import type { Breach } from '../../generate/rules/rule.ts';
import { fingerprint, generate, selectCandidates, type Draft, type Reasons } from '../../generate/generate.ts';
import type { Order } from '../../model/order.ts';
import type { Playlist } from '../../model/playlist.ts';
import type { Track } from '../../model/track.ts';
import type { Step } from '../step.ts';

export interface ChooseInput {
  readonly order: Order;
  readonly brief: Brief;
  readonly library: readonly Track[];
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
  readonly playlist: Playlist;
  readonly chosen: Chosen;
}

/** Generates the playlist of an order and stores it. Fails where no track fits at all. */
export const choose: Step<ChooseInput, ChoosePlan, Chosen> = {
  name: 'choose',
  event: 'playlist-generated',
  key: ({ order, brief, library }) => [
    order.title,
    order.ordinal,
    order.seed,
    brief,
    fingerprint(selectCandidates(brief, library).eligible),
  ],
  plan: planChoice,
  apply: async ({ chosen }) => chosen,
  record: ({ playlist }, ports) => ports.playlists.save(playlist, isoTime(ports.clock())),
  tell: ({ playlist, tracks, lengthMs, shortage, reasons }) => ({
    playlist,
    tracks,
    lengthMs,
    seed: reasons.seed,
    shortage: shortage?.message ?? null,
  }),
};

function planChoice({ order, brief, library }: ChooseInput): ChoosePlan {
  const draft = generate(brief, library, order.seed);
  const { shortage } = draft.reasons;
  if (draft.tracks.length === 0) throw new AppError('nothing-fits', shortage!.message, { hint: shortage!.hint });
  refuseHardBreaches(draft.reasons.hardBreaches, order);
  const ids = draft.tracks.map(({ id }) => id);
  const playlist: Playlist = {
    id: contentId('playlist', order.title, order.ordinal, order.seed, brief.wantedFrames, ids),
    title: order.title,
    clonedFrom: null,
    seed: order.seed,
    wantedFrames: brief.wantedFrames,
    tracks: draft.tracks,
  };
  const lengthMs = framesToMs(draft.lengthFrames);
  return {
    playlist,
    chosen: {
      playlist: playlist.id,
      tracks: ids.length,
      lengthMs,
      shortage,
      reasons: draft.reasons,
      remarks: remarksOn(draft, brief),
    },
  };
}

/** A list that breaks rules which must not be broken is none. */
function refuseHardBreaches([first, ...others]: readonly Breach[], order: Order): void {
  if (!first) return;
  const more = others.length === 0 ? '' : `, and in ${others.length} more places`;
  throw new AppError(
    'rules-unmet',
    `no list was found that keeps ${order.rules.join(' and ')}: track ${first.position}: ${first.message}${more}`,
    {
      hint: 'widen genre and style, ask for a shorter list, or add music by other artists',
    },
  );
}

/**
 * What is worth telling of a list. It depends on what was chosen alone: it goes into the bundle, which tracks that the
 * rules keep out must not change.
 */
function remarksOn({ tracks, reasons }: Draft, brief: Brief): string[] {
  const { breaches, explicitTracks, guessed } = reasons;
  const byRule = new Map<string, Breach[]>();
  for (const breach of breaches) byRule.set(breach.rule, [...(byRule.get(breach.rule) ?? []), breach]);
  const left = brief.include.filter((name) => !tracks.some(isNamedBy([name])));
  return [
    ...[...byRule].map(
      ([rule, [first, ...others]]) =>
        `${rule} gave way: track ${first!.position}: ${first!.message}${others.length === 0 ? '' : `, and in ${others.length} more places`}`,
    ),
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
    ...left.map(
      (name) =>
        `include names ${JSON.stringify(name)}, which the library lacks, or which does not fit the other rules or the length`,
    ),
  ];
}
