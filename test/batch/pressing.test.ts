import { expect, it } from 'vitest';
import { planWith } from '../../src/batch/produce.ts';
import { PLAIN_AUDIO } from '../../src/model/audio-options.ts';
import { NO_OPTIONS } from '../../src/model/batch.ts';
import { makeTrack } from '../make-track.ts';
import { makeOrders } from './make.ts';

const MINUTE = 4500;

/** What is told of an order with one track of that length, on one disc. */
function told(frames: number, ddp: boolean): readonly string[] {
  const [order] = makeOrders({ media: 'cd-80' });
  const playlist = { id: 'p', title: 'x', clonedFrom: null, seed: 1, wantedFrames: null };
  const list = { libraryFingerprint: null, selection: null, shortage: null, remarks: [] };
  const options = { ...NO_OPTIONS, audio: { ...PLAIN_AUDIO, ddp } };
  return planWith(order!, { ...list, playlist: { ...playlist, tracks: [makeTrack({ frames })] } }, options).result
    .warnings;
}

it('a disc that is to be pressed says what a plant may say of its length', () => {
  expect(told(74 * MINUTE, true)).toEqual([]);
  expect(told(74 * MINUTE + 75, true)).toEqual([
    'disc 1 is 1:14:01 long, more than the 1:14:00 that the standard names: ask your plant whether it presses that',
  ]);
  expect(told(77 * MINUTE + 75, true)).toEqual([
    'disc 1 is 1:17:01 long: beyond 1:17:00 a plant may refuse it, or charge it as long play; ask yours before you order',
  ]);
  expect(told(79 * MINUTE, false)).toEqual([]);
});
