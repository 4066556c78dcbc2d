import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { discIds } from '../../src/discs/disc-ids.ts';
import { itWith, runTool, tempDir } from '../outside.ts';
import { makeTrack } from '../make-track.ts';
import { makeDisc, oddDisc, plainDisc, writeDisc } from './make.ts';

const of = (starts: readonly number[], frames: number) =>
  discIds({ frames, tracks: starts.map((startFrame) => ({ startFrame })) });

const discs = {
  odd: oddDisc(),
  plain: plainDisc(),
  'of one track': makeDisc([makeTrack({ frames: 359_700 })]),
  'of 99 tracks': makeDisc(Array.from({ length: 99 }, (_, i) => makeTrack({ frames: 3000 + 7 * i }))),
};

describe('discIds', () => {
  it('agrees with the example of the MusicBrainz documentation', () => {
    expect(of([0, 15_213, 32_164, 46_442, 63_264, 80_339], 95_312)).toMatchObject({
      freedb: '3404f606',
      musicbrainz: '49HHV7Eb8UKF3aQiNmu1GR8vKTY-',
    });
  });

  it('agrees with the AccurateRip ids that EAC asks for', () => {
    const starts = [0, 15_537, 31_691, 50_866, 66_466, 81_202, 99_409, 115_920, 133_093, 149_847, 161_560, 177_682];
    expect(of(starts, 210_385).accurateRip).toMatch(/^012-0013bd5a-00b8d489-/);
  });

  it('agrees with a disc that libdiscid, cdrdao and libcdio were asked about', () => {
    expect(of([0, 900, 1312, 1710], 2311)).toMatchObject({
      freedb: '17001e04',
      musicbrainz: 'Ncx4gbax9nPhTGaLxYYfT6q6tUk-',
      accurateRip: '004-00001859-00005e44-17001e04',
    });
  });

  // The module of Debian is seen by Debian's own interpreter only.
  const python = '/usr/bin/python3';
  const hasLibdiscid = spawnSync(python, ['-c', 'import libdiscid']).status === 0;
  it.skipIf(!hasLibdiscid).each(Object.entries(discs))(
    `agrees with libdiscid: disc %s${hasLibdiscid ? '' : ' (SKIPPED: install python3-libdiscid)'}`,
    (_, disc) => {
      const offsets = disc.tracks.map((track) => track.startFrame + 150);
      const script = `import libdiscid; d = libdiscid.put(1, ${offsets.length}, ${disc.frames + 150}, [${offsets}]); print(d.freedb_id, d.id)`;
      const { freedb, musicbrainz } = discIds(disc);
      expect(runTool(python, ['-c', script]).stdout.trim()).toBe(`${freedb} ${musicbrainz}`);
    },
  );

  itWith(['toc2cddb'], 'agrees with the freedb id of toc2cddb', () => {
    const folder = tempDir();
    writeDisc(folder, discs.odd);
    expect(runTool('toc2cddb', ['disc.toc'], { cwd: folder }).stdout).toContain(`DISCID=${discIds(discs.odd).freedb}`);
  });
});
