/** The conversation on playlists that a manifest has already: one after the other is changed, added or dropped, until it is saved. */
import { escapeControl } from '../../base/text.ts';
import type { Cells } from '../../manifest/write.ts';
import { formatTable } from '../table.ts';
import type { Choice } from './prompts.ts';
import { askPlaylist, MARGIN, type Desk } from './session.ts';

type Wish = 'save' | 'add' | number;

/** Shows the rows and asks which to go on with. */
export async function revisePlaylists(desk: Desk, start: readonly Cells[]): Promise<readonly Cells[]> {
  let rows = start;
  for (;;) {
    const wish = await desk.prompts.search('Which playlist? (type to search)', await wishesFor(rows, desk.width));
    if (wish === 'save') return rows;
    if (wish === 'add') {
      const added = await askPlaylist(desk, rows);
      if (added !== null) rows = [...rows, added];
    } else {
      const changed = await askPlaylist(desk, rows.slice(0, wish), rows[wish]);
      rows = rows.toSpliced(wish, 1, ...(changed === null ? [] : [changed]));
    }
  }
}

async function wishesFor(rows: readonly Cells[], width: number): Promise<Choice<Wish>[]> {
  const table = await formatTable(
    [
      { heading: '#', right: true },
      { heading: 'TITLE', cut: true },
      { heading: 'MUSIC', cut: true },
      { heading: 'LENGTH', right: true },
      { heading: 'MEDIUM' },
    ],
    rows.map(({ title = '', clone, genre, style, duration = '', media = '' }, i) => {
      const music = clone === undefined ? [genre, style].filter((name) => name !== undefined) : [`clone of ${clone}`];
      return [String(i + 1), title, music.join(' / '), duration, media].map(escapeControl);
    }),
    width - MARGIN,
  );
  const lines = table.split('\n').slice(1, -1);
  return [
    { value: 'save', text: 'none: save them' },
    { value: 'add', text: 'a new one' },
    ...rows.map(({ title = '' }, i) => ({ value: i, text: lines[i]!, short: title })),
  ];
}
