import { normaliseIsrc } from '../../base/isrc.ts';
import { parseEan13 } from '../../base/ean.ts';
import { samplesToFrames } from '../../base/frames.ts';
import { discIds } from '../disc-ids.ts';
import type { DiscCheck } from './disc-check.ts';
import { fault } from './fault.ts';

const MIN_TRACK_FRAMES = 300;

/** What disc.json says must be a disc: tracks without holes, within the capacity, with sound codes and ids. */
export const layoutCheck: DiscCheck = {
  id: 'layout',
  isFor: ({ record }) => record !== null,
  find: async ({ record }) => {
    const { disc, capacityFrames, discIds: told } = record!;
    const faults: string[] = [];
    let end = 0;
    for (const [
      i,
      { number, startFrame, frames, pregapFrames, offsetSamples, samples, track },
    ] of disc.tracks.entries()) {
      if (number !== i + 1) faults.push(`track ${i + 1} is numbered ${number}`);
      if (startFrame !== end + pregapFrames) faults.push(`track ${i + 1} does not begin where the one before it ends`);
      if (frames < MIN_TRACK_FRAMES)
        faults.push(`track ${i + 1} has ${frames} frames, fewer than the ${MIN_TRACK_FRAMES} of the standard`);
      // Its last samples may lie in the first frame of the next one.
      if (samplesToFrames(offsetSamples + samples) > frames + 1)
        faults.push(`track ${i + 1} has more samples than its frames hold`);
      if (track.isrc !== null && normaliseIsrc(track.isrc) !== track.isrc)
        faults.push(`the ISRC of track ${i + 1} is none`);
      end = startFrame + frames;
    }
    if (disc.frames !== end) faults.push(`its tracks have ${end} frames where the disc has ${disc.frames}`);
    if (end > capacityFrames) faults.push(`the disc has ${end} frames where the medium holds ${capacityFrames}`);
    const ean = disc.catalog === null ? null : parseEan13(disc.catalog);
    if (ean !== null && !ean.ok) faults.push(ean.message);
    for (const [id, value] of Object.entries(discIds(disc))) {
      if (told[id] !== value) faults.push(`the ${id} id should be ${value}`);
    }
    return faults.map((message) => fault('disc.json', message));
  },
};
