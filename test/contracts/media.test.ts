import { describe, expect, it } from 'vitest';
import { framesToMsf } from '../../src/base/frames.ts';
import { layOutFiles } from '../../src/discs/data/layout.ts';
import { layOut } from '../../src/discs/layout.ts';
import { DEFAULT_MEDIUM, findMedium, MEDIA } from '../../src/discs/media/index.ts';
import { limitsOf } from '../../src/model/medium-limits.ts';
import { SECTOR_BYTES } from '../../src/model/medium.ts';
import { AUDIO_MEDIA, layoutInput } from '../discs/make.ts';
import { makeTrack } from '../make-track.ts';

describe.each(MEDIA)('medium $id', (medium) => {
  it('is found by its id, which no other medium has', () => {
    expect(findMedium(medium.id)).toBe(medium);
    expect(medium.id).toMatch(/^[a-z0-9]+([-+][a-z0-9]+)*$/);
    expect(MEDIA.filter((other) => other.id === medium.id)).toHaveLength(1);
  });

  it('tells people what it is', () => {
    expect(medium.name).not.toBe('');
    expect(medium.note).not.toBe('');
    expect(medium.diameterMm === 80).toBe(medium.name.includes('8 cm'));
  });
});

describe.each(AUDIO_MEDIA)('audio CD $id', (medium) => {
  it('keeps to what an audio CD can hold', () => {
    expect(medium.capacityFrames).toBeGreaterThan(medium.minTrackFrames);
    expect(framesToMsf(medium.capacityFrames)).toMatch(/^\d\d:[0-5]\d:[0-7]\d$/);
    expect(medium.maxTracks).toBe(99);
    expect(medium.minTrackFrames).toBe(300);
  });

  it('is filled to its last frame, and one more needs a second disc', () => {
    const half = Math.floor(medium.capacityFrames / 2);
    const layout = (more: number) =>
      layOut(
        layoutInput([makeTrack({ frames: half }), makeTrack({ frames: medium.capacityFrames - half + more })], {
          medium,
        }),
      );
    expect(layout(0).discs.map((disc) => disc.frames)).toEqual([medium.capacityFrames]);
    expect(layout(1).discs).toHaveLength(2);
  });
});

describe.each(MEDIA.filter((medium) => medium.kind === 'data'))('disc of files $id', (medium) => {
  it('is filled to its last whole part with one file, and holds no more', () => {
    const layout = (sectors: number) =>
      layOutFiles({
        ...layoutInput([makeTrack()]),
        medium,
        fileOf: () => ({ bytes: sectors * SECTOR_BYTES, extension: 'mp3', mp3: null }),
        lists: () => [],
      }).discs;
    const [empty] = layout(1);
    const most = medium.capacitySectors - (medium.capacitySectors % 32) - empty!.sectors;
    expect(layout(most + 1)[0]!.sectors).toBeGreaterThan(medium.capacitySectors - 64);
    expect(() => layout(medium.capacitySectors)).toThrow(expect.objectContaining({ code: 'track-too-large' }));
  });

  it('has room for as many tracks as it promises, and at least one of usual size', () => {
    expect(medium.maxTracks).toBeGreaterThan(250);
    expect(medium.capacitySectors).toBeGreaterThan(90_000);
    const { capacityFrames } = limitsOf(medium);
    expect(capacityFrames).toBeGreaterThan(0);
  });
});

describe('findMedium', () => {
  it('names the nearest medium where there is none', () => {
    expect(() => findMedium('cd80')).toThrow(
      expect.objectContaining({ code: 'unknown-medium', hint: 'did you mean cd-80?' }),
    );
    expect(() => findMedium('\u001b[2J')).toThrow(/"\\x1b\[2J"/);
  });

  it('knows the default', () => {
    expect(findMedium(DEFAULT_MEDIUM.id)).toBe(DEFAULT_MEDIUM);
    expect(DEFAULT_MEDIUM.id).toBe('cd-80');
  });
});
