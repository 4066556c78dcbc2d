import { msToFrames } from '../base/frames.ts';
import type { Brief } from '../generate/constraints/constraint.ts';
import { RULE_PACKS } from '../generate/rules/packs.ts';
import type { ListRule } from '../generate/rules/rule.ts';
import type { Medium } from '../model/medium.ts';
import type { Order } from '../model/order.ts';

/** What an order asks of its list, in the generator's words. */
export function briefOf(order: Order, wantedFrames: number, medium: Medium): Brief {
  const { genre, style, artist, year, bpm, key, explicit, include, exclude } = order;
  return {
    ...{ genre, style, artist, year, bpm, key, explicit, include, exclude },
    order: order.order,
    wantedFrames,
    toleranceFrames: order.tolerance === null ? null : msToFrames(order.tolerance),
    minTrackFrames: medium.minTrackFrames,
    maxTrackFrames: medium.capacityFrames,
    rules: softRules(order),
    hardRules: RULE_PACKS.filter(({ id }) => order.rules.includes(id)).flatMap(({ rules }) => rules),
  };
}

/** The rules that may give way, in the order in which they do: separation before caps, titles before artists. */
function softRules({ titleGap, artistGap, maxPerAlbum, maxPerArtist }: Order): ListRule[] {
  const rules: (ListRule | null)[] = [
    titleGap && { kind: 'gap', by: 'title', ...titleGap },
    artistGap && { kind: 'gap', by: 'artist', ...artistGap },
    maxPerAlbum === null ? null : { kind: 'cap', by: 'album', most: maxPerAlbum },
    maxPerArtist === null ? null : { kind: 'cap', by: 'artist', most: maxPerArtist },
  ];
  return rules.filter((rule) => rule !== null);
}
