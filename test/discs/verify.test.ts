import fc from 'fast-check';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyDiscs } from '../../src/discs/verify/index.ts';
import { PLAIN_AUDIO } from '../../src/model/audio-options.ts';
import { itWith, runTool, tempDir } from '../outside.ts';
import { EVERYTHING, fourTracks, unpackDisc } from './whole-disc.ts';

const folder = tempDir();
const sound = join(folder, 'sound');
const disc = fourTracks();
beforeAll(async () => await unpackDisc(sound, disc, EVERYTHING));

/** The faults of a folder after something was done to files of it, which are mended afterwards: `file: message`. */
async function faultsAfter(harm: (at: (name: string) => string) => void, of = sound, within = ''): Promise<string[]> {
  const touched = new Set<string>();
  const damaged = `${of}-damaged`;
  if (!existsSync(damaged)) cpSync(of, damaged, { recursive: true });
  harm((name) => {
    touched.add(name);
    return join(damaged, name);
  });
  const { faults } = await verifyDiscs(join(damaged, within));
  for (const name of touched) cpSync(join(of, name), join(damaged, name));
  for (const { hint } of faults) expect(hint).not.toBe('');
  return faults.map(({ file, message }) => `${file}: ${message}`);
}

const flip = (path: string, at: number, mask = 1): void => {
  const bytes = readFileSync(path);
  bytes[at]! ^= mask;
  writeFileSync(path, bytes);
};
const replace = (path: string, old: string | RegExp, by: string): void => {
  const text = readFileSync(path, 'latin1');
  expect(text).toMatch(old);
  writeFileSync(path, text.replace(old, by), 'latin1');
};
const editRecord = (path: string, edit: (record: Record<string, any>) => void): void => {
  const record = JSON.parse(readFileSync(path, 'utf8')) as Record<string, any>;
  edit(record);
  writeFileSync(path, JSON.stringify(record));
};

describe('a sound disc', () => {
  it('has no fault, in any of its forms', async () => {
    expect(await verifyDiscs(sound)).toEqual({
      discs: 1,
      checks: ['sums', 'layout', 'sheets', 'audio', 'ddp'],
      faults: [],
    });
    expect(await verifyDiscs(join(sound, 'ddp'))).toEqual({ discs: 1, checks: ['sums', 'ddp'], faults: [] });
    for (const layout of ['image', 'tracks'] as const) {
      const path = join(folder, layout);
      await unpackDisc(path, disc, { ...PLAIN_AUDIO, layout, cdText: 'latin1' });
      expect((await verifyDiscs(path)).faults).toEqual([]);
    }
  });

  it('is found in the folder of its bundle', async () => {
    const bundle = join(folder, 'bundle');
    cpSync(join(folder, 'image'), join(bundle, 'disc-1'), { recursive: true });
    cpSync(join(folder, 'tracks'), join(bundle, 'disc-2'), { recursive: true });
    const sums = ['disc-1/disc.wav', 'disc-2/01.wav'].map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(bundle, name)))
          .digest('hex')}  ${name}\n`,
    );
    writeFileSync(join(bundle, 'SHA256SUMS'), sums.join(''));
    expect(await verifyDiscs(bundle)).toMatchObject({ discs: 2, faults: [] });
    expect(await faultsAfter((at) => flip(at('disc-2/01.wav'), 9999), bundle)).toEqual([
      'disc-2/01.wav: its SHA256 checksum is wrong',
      'disc-2/NN.wav: track 1 is not what was mastered',
    ]);
    expect(
      await faultsAfter((at) => writeFileSync(at('SHA256SUMS'), `${'0'.repeat(64)}  ../sound/disc.wav\nx\n`), bundle),
    ).toEqual(['../sound/disc.wav: it is missing', 'SHA256SUMS: line 2 is no checksum']);
  });
});

describe('every file of a disc', () => {
  it('is missed where it is gone, and found out where a bit of it is flipped', async () => {
    const names = readdirSync(sound, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name !== '.image' && statSync(join(sound, name)).isFile(),
    );
    expect(names.length).toBe(19);
    for (const [i, name] of names.entries()) {
      expect(await faultsAfter((at) => rmSync(at(name))), `${name} gone`).not.toEqual([]);
      const size = statSync(join(sound, name)).size;
      const place = [0, size >> 1, size - 1][i % 3]!;
      // A letter may hide in a text that nobody reads: of JSON every one is in a key or told elsewhere, but for spaces.
      expect(await faultsAfter((at) => flip(at(name), place, 0x04)), `${name} at ${place}`).not.toEqual([]);
    }
  });
});

describe('faults', () => {
  it.each<[what: string, harm: (at: (name: string) => string) => void, ...told: string[]]>([
    [
      'another start in the cue sheet',
      (at) => replace(at('disc.cue'), 'INDEX 01 00:04:31', 'INDEX 01 00:04:32'),
      'disc.cue: line 16 is "INDEX 01 00:04:32" where disc.json makes it "INDEX 01 00:04:31"',
    ],
    [
      'a line too many',
      (at) => writeFileSync(at('PQ.txt'), `${readFileSync(at('PQ.txt'), 'latin1')}more`, 'latin1'),
      'PQ.txt: line 16 is "more" where disc.json makes it ""',
    ],
    [
      'swapped bytes',
      (at) => writeFileSync(at('discbin.bin'), readFileSync(at('discbin.bin')).swap16()),
      'discbin.bin: the bytes of its samples are swapped',
    ],
    [
      'sound in a pause',
      (at) => flip(at('disc.wav'), 44 + 310 * 2352),
      'disc.wav: there is sound where silence should be',
    ],
    [
      'another rate in a header',
      (at) => flip(at('02.wav'), 24),
      '02.wav: its header does not tell 16 bits, 44100 Hz, stereo',
    ],
    ['a wrong length in a header', (at) => flip(at('02.wav'), 40), '02.wav: its header tells another length'],
    [
      'a chunk before the audio',
      (at) => replace(at('02.wav'), /^(.{36})data/s, '$1LIST'),
      '02.wav: it is no plain WAV file',
    ],
    [
      'a missing byte',
      (at) => truncateSync(at('03.wav'), 44 + 1000),
      '03.wav: it has 1044 bytes where its 333 frames need 783260',
    ],
    ['a wrong checksum of a pack', (at) => flip(at('cdtext.cdt'), 17), 'cdtext.cdt: pack 0 has a wrong checksum'],
    [
      'texts of another disc',
      (at) => editRecord(at('disc.json'), (it) => (it['cdText'].title = 'Other')),
      'cdtext.cdt: its texts are not those of disc.json',
    ],
    [
      'a code that is none',
      (at) => editRecord(at('disc.json'), (it) => (it['catalog'] = '4006381333932')),
      'disc.json: the last digit of "4006381333932" doesn\'t fit the others: it should be 1',
    ],
    [
      'an ISRC that is none',
      (at) => editRecord(at('disc.json'), (it) => (it['tracks'][0].isrc = 'DE-A12-13-0000')),
      'disc.json: the ISRC of track 1 is none',
    ],
    [
      'too little room',
      (at) => editRecord(at('disc.json'), (it) => (it['medium'].capacityFrames = 1000)),
      'disc.json: the disc has 1265 frames where the medium holds 1000',
    ],
    [
      'another id',
      (at) => editRecord(at('disc.json'), (it) => (it['discIds'].freedb = '00000000')),
      'disc.json: the freedb id should be 0e001004',
    ],
    [
      'no list of tracks',
      (at) => editRecord(at('disc.json'), (it) => (it['tracks'] = {})),
      'disc.json: it can not be read: tracks is no list of 1 to 99',
    ],
  ])('tell %s', async (_, harm, ...told) => {
    const found = await faultsAfter(harm);
    expect(found).toEqual(expect.arrayContaining(told));
  });

  it('of a DDP fileset tell the record and what is wrong with it', async () => {
    const pqRecord = 64;
    const cases: readonly (readonly [harm: (at: (name: string) => string) => void, told: string])[] = [
      [(at) => replace(at('DDPID'), 'DDP 2.00', 'DDP 1.01'), 'DDPID: it does not begin with DDP 2.00'],
      [(at) => replace(at('DDPID'), '4006381333931', '4006381333930'), 'DDPID: the digits are no EAN-13'],
      [(at) => replace(at('DDPMS'), 'VVVM', 'XVVM'), 'DDPMS: record 1 does not begin with VVVM'],
      [
        (at) => replace(at('DDPMS'), '00001415', '00001416'),
        'IMAGE.DAT: it has 3328080 bytes where DDPMS tells 3330432',
      ],
      [(at) => replace(at('DDPMS'), 'DA71', 'DA01'), 'DDPMS: record 3 is not of whole audio sectors'],
      [(at) => replace(at('DDPMS'), 'IMAGE.DAT', 'OTHER.DAT'), 'OTHER.DAT: it has no bytes where DDPMS tells 3328080'],
      [(at) => flip(at('PQDESCR'), pqRecord), 'PQDESCR: record 2 does not begin with VVVS'],
      [
        (at) => replace(at('PQDESCR'), '00000200', '00000960'),
        'PQDESCR: record 4 tells a time that is none, or not after the last',
      ],
      [
        (at) => replace(at('PQDESCR'), '00000200', '00000175'),
        'PQDESCR: record 3 tells a time that is none, or not after the last',
      ],
      [
        (at) => replace(at('PQDESCR'), /VVVSAA01(\d{6})(\d\d)/, 'VVVSAA01$100'),
        'PQDESCR: record 9 ends the disc elsewhere than its audio',
      ],
      [(at) => replace(at('PQDESCR'), 'VVVSAA', 'VVVS05'), 'PQDESCR: record 9 is no lead-out at the end'],
      [(at) => replace(at('PQDESCR'), 'VVVS0201', 'VVVS0301'), 'PQDESCR: record 5 is out of order'],
      [(at) => replace(at('PQDESCR'), 'DEA121300001', 'DEA12130000X'), 'PQDESCR: record 2 has an ISRC that is none'],
      [
        (at) => replace(at('PQDESCR'), '4006381333931', '4006381333930'),
        'PQDESCR: record 1 has an EAN of which the digits are no EAN-13',
      ],
      [(at) => replace(at('PQDESCR'), /(VVVS0401.{8})21/, '$111'), 'PQDESCR: record 8 has odd control bits'],
      [(at) => flip(at('CDTEXT.BIN'), 5), 'CDTEXT.BIN: pack 0 has a wrong checksum'],
      [(at) => flip(at('IMAGE.DAT'), 1000), 'IMAGE.DAT: there is sound in the pause before track 1'],
      [(at) => truncateSync(at('IMAGE.DAT'), 1000), 'IMAGE.DAT: it ends in the pause before track 1'],
      [(at) => flip(at('IMAGE.DAT'), 2_000_000), 'IMAGE.DAT: its MD5 checksum is wrong'],
      [(at) => rmSync(at('PQDESCR')), 'PQDESCR: it has no bytes where DDPMS tells 576'],
    ];
    for (const [harm, told] of cases) {
      expect(await faultsAfter((at) => harm((name) => at(`ddp/${name}`)), sound, 'ddp'), told).toContain(told);
    }
  });
});

describe('hostile folders', () => {
  const at = join(folder, 'hostile');
  beforeAll(() => mkdirSync(at));

  it('are told as such, or have faults, whatever is in them', async () => {
    await expect(verifyDiscs(join(folder, 'nowhere'))).rejects.toMatchObject({
      code: 'folder-unreadable',
      exitCode: 2,
    });
    await expect(verifyDiscs(at)).rejects.toMatchObject({ code: 'no-disc', exitCode: 2 });
    const json = fc.oneof(fc.json({ maxDepth: 3 }), fc.string(), fc.constant('{"__proto__":{"tracks":[]}}'));
    await fc.assert(
      fc.asyncProperty(json, fc.uint8Array({ maxLength: 400 }), async (record, bytes) => {
        writeFileSync(join(at, 'disc.json'), record);
        for (const name of ['disc.cue', 'cdtext.cdt', 'SHA256SUMS']) writeFileSync(join(at, name), bytes);
        expect((await verifyDiscs(at)).faults).not.toEqual([]);
      }),
      { numRuns: 50 },
    );
    rmSync(join(at, 'disc.json'));
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.string({ minLength: 128, maxLength: 128 }),
        async (bytes, text) => {
          for (const name of ['DDPMS', 'PQDESCR', 'CDTEXT.BIN']) writeFileSync(join(at, name), bytes);
          writeFileSync(join(at, 'DDPID'), text);
          expect((await verifyDiscs(at)).faults).not.toEqual([]);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('with huge numbers cost nothing', async () => {
    const huge = join(folder, 'huge');
    cpSync(sound, huge, { recursive: true });
    editRecord(join(huge, 'disc.json'), (record) => {
      record['frames'] = 2 ** 30;
      record['tracks'][3].frames = 2 ** 30;
      record['tracks'][2].startFrame = 2 ** 30;
    });
    expect((await verifyDiscs(huge)).faults.length).toBeGreaterThan(3);
  });
});

describe('the DDP fileset', () => {
  itWith(['md5sum', 'cdrdao', 'cdrskin'], 'holds the disc, as other programs see it', () => {
    const cwd = join(sound, 'ddp');
    expect(runTool('md5sum', ['-c', '--quiet', 'CHECKSUM.MD5'], { cwd })).toMatchObject({ status: 0, stdout: '' });
    expect(runTool('cdrskin', ['textfile_to_v07t=CDTEXT.BIN'], { cwd }).stdout).toMatch(/Track 01 Title += Fur Elise/);
    // Without its first pause it is the raw image.
    const image = readFileSync(join(cwd, 'IMAGE.DAT')).subarray(150 * 2352);
    expect(image.equals(readFileSync(join(sound, 'discbin.bin')))).toBe(true);
    expect(image.equals(readFileSync(join(sound, 'disc.wav')).subarray(44))).toBe(true);
  });

  it('has records as long as they must be, and the times of the disc', () => {
    const at = (name: string) => readFileSync(join(sound, 'ddp', name), 'latin1');
    expect(at('DDPID')).toHaveLength(128);
    expect(at('DDPMS')).toHaveLength(3 * 128);
    const records = at('PQDESCR').match(/.{64}/gs)!;
    expect(records.map((record) => record.slice(0, 18))).toEqual([
      'VVVS00000000000021',
      'VVVS01000000000021',
      'VVVS01010000020021',
      'VVVS02000000060121',
      'VVVS02010000063121',
      'VVVS03010000103221',
      'VVVS04000000143521',
      'VVVS04010000146521',
      'VVVSAA010000186521',
    ]);
  });
});
