import { AppError, ExitCode } from '../../base/errors.ts';
import { framesToMs } from '../../base/frames.ts';
import { escapeControl } from '../../base/text.ts';
import { discIds, type DiscIds } from '../../discs/disc-ids.ts';
import { discStore, type DiscStore } from '../../discs/disc-store.ts';
import { NO_FLAGS } from '../../model/audio-options.ts';
import type { AudioDisc, DataDisc, Disc } from '../../model/disc.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { formatPlan } from '../reporters/plan.ts';
import { withStore } from '../workspace.ts';

export const discShow: Command = {
  parameters: '<disc>',
  explain: { disc: 'id of a disc or the start of it, or the serial number of a copy' },
  description:
    'JSON: {id, number, of, title, performer, catalog, media, frames, lengthMs, freeFrames, flags, discIds, tracks: [{number, ' +
    'position, title, artist, isrc, startFrame, pregapFrames, frames, path}], copies: [{id, number, serial}]}; of a disc of files sectors and ' +
    'freeSectors, and of its tracks file and bytes, in place of what only audio has.',
  examples: [
    ['mixpress disc show 4kq7', 'its tracks with their places, its ids, its copies'],
    ['mixpress disc show 4KQ7-ZT01-1-02', 'the disc whose label says so'],
  ],
  run: (context, [reference]) =>
    withStore(context, 'kept', async (store) => {
      const disc = findDisc(discStore(store), reference as string);
      const shown = { ...describe(disc), ...(disc.kind === 'data' ? describeFiles(disc) : describeAudio(disc)) };
      const plan = await formatPlan({ discs: [disc] });
      printAnswer(context, shown, shown.tracks, () => {
        const copies = disc.copies.map(({ serial }) => serial).join(', ');
        const ids = disc.kind === 'audio' ? idLine(discIds(disc)) : '';
        return `${escapeControl(disc.title)} (${disc.id}), ${escapeControl(disc.performer)}\n${plan}${ids}copies: ${copies}\n`;
      });
      return ExitCode.done;
    }),
};

function idLine({ freedb, musicbrainz, accurateRip }: DiscIds): string {
  return `freedb ${freedb}, MusicBrainz ${musicbrainz}, AccurateRip ${accurateRip}\n`;
}

function describe({ id, number, of, title, performer, catalog, medium, frames, copies }: Disc) {
  return {
    ...{ id, number, of, title, performer, catalog, media: medium.id, frames, lengthMs: framesToMs(frames) },
    copies,
  };
}

function describeAudio(disc: AudioDisc) {
  const { medium, frames, flags = NO_FLAGS, tracks } = disc;
  return {
    ...{ freeFrames: medium.capacityFrames - frames, flags, discIds: discIds(disc) },
    tracks: tracks.map(({ track, position, startFrame, pregapFrames = 0, ...place }) => ({
      ...{ number: place.number, position, title: track.title, artist: track.artist, isrc: track.isrc },
      ...{ startFrame, pregapFrames, frames: place.frames, path: track.path },
    })),
  };
}

function describeFiles({ medium, sectors, tracks }: DataDisc) {
  return {
    ...{ sectors, freeSectors: medium.capacitySectors - sectors },
    tracks: tracks.map(({ track, number, position, frames, file, bytes }) => ({
      ...{ number, position, title: track.title, artist: track.artist, isrc: track.isrc },
      ...{ frames, file, bytes, path: track.path },
    })),
  };
}

function findDisc(discs: DiscStore, reference: string): Disc {
  const wanted = reference.trim().toLowerCase();
  const found = wanted === '' ? [] : discs.findDiscs(wanted);
  if (found.length === 1) return found[0]!;
  const shown = `"${escapeControl(reference)}"`;
  throw found.length === 0
    ? new AppError('disc-unknown', `no disc has the id ${shown}, and no copy has it as its serial number`, {
        hint: 'list those there are with mixpress disc list',
        exitCode: ExitCode.usage,
      })
    : new AppError('disc-ambiguous', `${found.length} discs are meant by ${shown}`, {
        hint: `give more of the id: ${found
          .slice(0, 5)
          .map(({ id }) => id)
          .join(', ')}`,
        exitCode: ExitCode.usage,
      });
}
