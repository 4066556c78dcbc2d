import { expect, it } from 'vitest';
import { insertInput } from '../../src/batch/steps/insert.ts';
import { cd21 } from '../../src/discs/media/cd-21.ts';
import { makeDisc } from '../discs/make.ts';
import { makeTrack } from '../make-track.ts';

it('is cut to the diameter of the medium', () => {
  const track = makeTrack({ frames: 1000 });
  const discs = [makeDisc([track]), makeDisc([track], { medium: cd21 })];
  expect(insertInput('x', discs).discs.map(({ diameterMm }) => diameterMm)).toEqual([120, 80]);
});
