import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inOrder } from '../../../src/discs/splits/in-order.ts';
import { cases, framesOf } from './make.ts';

it('begins a new disc only when the next track does not fit', () => {
  fc.assert(
    fc.property(cases(60), ({ tracks, limits }) => {
      const discs = inOrder.split(tracks, limits);
      const frames = framesOf(tracks, discs);
      expect(discs.flat()).toEqual(tracks.map((_, i) => i));
      for (const [i, disc] of discs.slice(1).entries()) {
        const isFull = discs[i]!.length === limits.maxTracks;
        expect(isFull || frames[i]! + tracks[disc[0]!]!.frames > limits.capacityFrames).toBe(true);
      }
    }),
  );
});
