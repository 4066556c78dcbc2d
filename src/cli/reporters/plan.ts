import type { Product } from '../../batch/produce.ts';
import { formatBytes } from '../../base/bytes.ts';
import { formatDuration } from '../../base/duration.ts';
import { framesToMs } from '../../base/frames.ts';
import { escapeControl } from '../../base/text.ts';
import type { Disc } from '../../model/disc.ts';
import { SECTOR_BYTES } from '../../model/medium.ts';
import { describeTracks } from '../../playlists/describe.ts';
import { formatTable } from '../table.ts';

/** A planned order for programs: its tracks and its discs; null where it can't be planned. */
export function describePlan(product: Product | undefined): unknown {
  if (!product) return null;
  return {
    tracks: describeTracks(product.playlist),
    discs: product.discs.map((disc) => ({
      number: disc.number,
      media: disc.medium.id,
      title: disc.title,
      frames: disc.frames,
      lengthMs: framesToMs(disc.frames),
      ...(disc.kind === 'data' ? { sectors: disc.sectors, freeSectors: freeOf(disc) } : { freeFrames: freeOf(disc) }),
      tracks: disc.tracks.length,
    })),
  };
}

/** The same for people: a table of tracks under a line for each disc, in so many columns of a terminal. */
export async function formatPlan({ discs }: Pick<Product, 'discs'>, width = Infinity): Promise<string> {
  return (await Promise.all(discs.map((disc) => formatDisc(disc, width)))).join('');
}

const INDENT = '    ';

/** Frames that an audio CD has left, or sectors that a disc of files has. */
function freeOf(disc: Disc): number {
  return disc.kind === 'data' ? disc.medium.capacitySectors - disc.sectors : disc.medium.capacityFrames - disc.frames;
}

async function formatDisc(disc: Disc, width: number): Promise<string> {
  const { number, of, medium, frames } = disc;
  const free =
    disc.kind === 'data' ? formatBytes(freeOf(disc) * SECTOR_BYTES) : formatDuration(framesToMs(freeOf(disc)));
  const table = await formatTable(
    [
      { heading: '#', right: true },
      disc.kind === 'data' ? { heading: 'SIZE', right: true } : { heading: 'START', right: true },
      { heading: 'LENGTH', right: true },
      { heading: 'ARTIST', cut: true },
      { heading: 'TITLE', cut: true },
    ],
    disc.tracks.map((t) => [
      String(t.number),
      'bytes' in t ? formatBytes(t.bytes) : formatDuration(framesToMs(t.startFrame)),
      formatDuration(framesToMs(t.frames)),
      escapeControl(t.track.artist),
      escapeControl(t.track.title),
    ]),
    width - INDENT.length,
  );
  const head = `disc ${number} of ${of} on ${medium.id}: ${formatDuration(framesToMs(frames))}, ${free} free\n`;
  return `  ${head}${table.replace(/^/gm, INDENT).trimEnd()}\n`;
}
