import { cutsOf, discLength, discOf, listCuts, trackCount } from './facts.ts';
import { fitText, type TextStyle } from './fit-text.ts';
import type { InsertDisc } from './insert-input.ts';
import { moved, type Box } from './mark.ts';
import { rule, type Piece } from './piece.ts';
import { timeline } from './timeline.ts';
import { setTrackList } from './track-list.ts';
import type { Typeface } from './typeface.ts';

const SIDE = 120;
const MARGIN = 9;
const WIDTH = SIDE - 2 * MARGIN;

/** A leaf folded once: the list of tracks on its back, at the left, the front at the right; each is 120 x 120 mm. */
export function booklet(title: string, disc: InsertDisc, typeface: Typeface): Piece {
  const back = backOf(title, disc, typeface);
  const front = frontOf(title, disc, typeface);
  return {
    name: 'booklet',
    width: 2 * SIDE,
    height: SIDE,
    marks: [...back.marks, ...moved(front.marks, SIDE, 0)],
    folds: [SIDE],
    cuts: [...front.cuts, ...back.cuts],
  };
}

type Panel = Pick<Piece, 'marks' | 'cuts'>;

function frontOf(title: string, disc: InsertDisc, typeface: Typeface): Panel {
  const at = (y: number, height: number): Box => ({ x: MARGIN, y, width: WIDTH, height });
  const head = fitText(title, at(16, 56), TITLE, typeface);
  const under = head.bottom + 3;
  const performer = fitText(disc.performer, at(under, 14), PERFORMER, typeface);
  const foot = at(105, 6);
  return {
    marks: [
      timelineAt(disc, MARGIN),
      ...head.marks,
      ...performer.marks,
      ...fitText(discOf(disc) || trackCount(disc), foot, { ...SMALL, align: 'left' }, typeface).marks,
      ...fitText(discLength(disc), foot, { ...SMALL, align: 'right' }, typeface).marks,
    ],
    cuts: cutsOf({ 'the title': head, 'the performer': performer }),
  };
}

function timelineAt({ tracks }: InsertDisc, y: number): ReturnType<typeof timeline> {
  return timeline(tracks, { x: MARGIN, y, width: WIDTH, height: 1.4 });
}

function backOf(title: string, disc: InsertDisc, typeface: Typeface): Panel {
  const of = discOf(disc);
  const line = (y: number, width = WIDTH): Box => ({ x: MARGIN, y, width, height: 5.6 });
  const head = fitText(title, line(8, of === '' ? WIDTH : WIDTH - 24), HEADING, typeface);
  const list = setTrackList(disc.tracks, { x: MARGIN, y: 18, width: WIDTH, height: 87.5 }, typeface);
  const performer = fitText(disc.performer, line(108.5, WIDTH - 40), NOTE, typeface);
  const total = disc.tracks.length === 1 ? discLength(disc) : `${trackCount(disc)}, ${discLength(disc)}`;
  return {
    marks: [
      ...head.marks,
      ...fitText(of, line(8.7), { ...NOTE, align: 'right' }, typeface).marks,
      rule(MARGIN, 15, WIDTH),
      ...list.marks,
      ...performer.marks,
      ...fitText(total, line(108.5), { ...NOTE, align: 'right' }, typeface).marks,
    ],
    cuts: [...cutsOf({ 'the heading': head, 'the performer': performer }), ...listCuts(list)],
  };
}

const TITLE: TextStyle = { weight: 'bold', ink: 'black', sizes: [34, 12], lines: 8 };
const PERFORMER: TextStyle = { weight: 'regular', ink: 'black', sizes: [16, 8], lines: 3 };
const HEADING: TextStyle = { weight: 'bold', ink: 'black', sizes: [11, 5], lines: 2 };
const SMALL: TextStyle = { weight: 'regular', ink: 'black', sizes: [10, 8], lines: 1 };
const NOTE: TextStyle = { weight: 'regular', ink: 'grey', sizes: [8, 5], lines: 1 };
