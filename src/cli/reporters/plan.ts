import type { Product } from '../../batch/produce.ts';
import { formatDuration } from '../../base/duration.ts';
import { framesToMs } from '../../base/frames.ts';
import { escapeControl } from '../../base/text.ts';
import type { Disc } from '../../model/disc.ts';
import { describeTracks } from '../../playlists/describe.ts';
import { formatTable } from '../table.ts';

/** A planned order for programs: its tracks and its discs; null where it can't be planned. */
export function describePlan(product: Product | undefined): unknown {
  if (!product) return null;
  return {
    tracks: describeTracks(product.playlist),
    discs: product.discs.map(({ number, medium, title, frames, tracks }) => ({
      number,
      media: medium.id,
      title,
      frames,
      lengthMs: framesToMs(frames),
      freeFrames: medium.capacityFrames - frames,
      tracks: tracks.length,
    })),
  };
}

/** The same for people: a table of tracks under a line for each disc, in so many columns of a terminal. */
export async function formatPlan({ discs }: Pick<Product, 'discs'>, width = Infinity): Promise<string> {
  return (await Promise.all(discs.map((disc) => formatDisc(disc, width)))).join('');
}

const INDENT = '    ';

async function formatDisc({ number, of, medium, frames, tracks }: Disc, width: number): Promise<string> {
  const free = formatDuration(framesToMs(medium.capacityFrames - frames));
  const table = await formatTable(
    [
      { heading: '#', right: true },
      { heading: 'START', right: true },
      { heading: 'LENGTH', right: true },
      { heading: 'ARTIST', cut: true },
      { heading: 'TITLE', cut: true },
    ],
    tracks.map((t) => [
      String(t.number),
      formatDuration(framesToMs(t.startFrame)),
      formatDuration(framesToMs(t.frames)),
      escapeControl(t.track.artist),
      escapeControl(t.track.title),
    ]),
    width - INDENT.length,
  );
  const head = `disc ${number} of ${of} on ${medium.id}: ${formatDuration(framesToMs(frames))}, ${free} free\n`;
  return `  ${head}${table.replace(/^/gm, INDENT).trimEnd()}\n`;
}
