import { chmodSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BURNERS } from '../../src/tools/burners.ts';
import { cdrdao, parseDiskInfo } from '../../src/tools/cdrdao.ts';
import { cdrskin, parseMinfo } from '../../src/tools/cdrskin.ts';
import { canStart, complaintOf, runProgram } from '../../src/tools/run-program.ts';
import { parseToc, xorriso } from '../../src/tools/xorriso.ts';
import { itWith, tempDir } from '../outside.ts';

const never = new AbortController().signal;

/** As cdrdao 1.2.4 prints it (trackdb and main.cc, showDiskInfo), for a CMC CD-R of 80 minutes. */
const DISK_INFO = `Cdrdao version 1.2.4 - (C) Andreas Mueller <andreas@daneb.de>
/dev/sr0: HL-DT-ST DVDRAM GH24NSD1	Rev: LG00
Using driver: Generic SCSI-3/MMC - Version 2.0 (options 0x0000)

That data below may not reflect the real status of the inserted medium
if a simulation run was performed before. Reload the medium in this case.

CD-RW                : no
Total Capacity       : 79:57:71 (359846 blocks, 702/807 MB)
CD-R medium          : CMC Magnetics Corporation
                       Short Strategy Type, e.g. Phthalocyanine
Recording Speed      : n/a
CD-R empty           : yes
`;

const FULL = `CD-RW                : no
Total Capacity       : n/a
CD-R medium          : n/a
Recording Speed      : n/a
CD-R empty           : no
Toc Type             : CD-DA or CD-ROM
Sessions             : 2
Last Track           : 14
Appendable           : no
`;

const MINFO = `cdrskin 1.5.4 : limited cdrecord compatibility wrapper for libburn
cdrskin: scanning for devices ...
Mounted media class:      CD
Mounted media type:       CD-R
Disk Is not erasable
disk status:              empty
session status:           empty
Next writable address:              0         
Remaining writable size:            359847    
`;

const TOC = `Drive current: -outdev '/dev/sr0'
Drive access : exclusive:unrestricted
Drive type   : vendor 'HL-DT-ST' product 'DVDRAM GH24NSD1' revision 'LG00'
Media current: DVD-R sequential recording
Media product: CMC MAG. AM3 , CMC Magnetics Corporation
Media status : is blank
Media blocks : 0 readable , 2298496 writable , 2298496 overall
Media summary: 0 sessions, 0 data blocks, 0 data, 4489m free
`;

describe('what programs say of a disc', () => {
  it('is understood of cdrdao', () => {
    expect(parseDiskInfo(DISK_INFO)).toEqual({ isBlank: true, sectors: 359_846, name: 'CMC Magnetics Corporation' });
    expect(parseDiskInfo(FULL)).toEqual({ isBlank: false, sectors: null, name: null });
    expect(parseDiskInfo('ERROR: Cannot setup device /dev/sr0.')).toBeNull();
  });

  it('is understood of cdrskin', () => {
    expect(parseMinfo(MINFO)).toEqual({ isBlank: true, sectors: 359_847, name: 'CD-R' });
    expect(parseMinfo(MINFO.replace(/empty/g, 'complete'))?.isBlank).toBe(false);
    expect(parseMinfo('cdrskin: FATAL : no disc')).toBeNull();
  });

  it('is understood of xorriso', () => {
    expect(parseToc(TOC)).toEqual({ isBlank: true, sectors: 2_298_496, name: 'DVD-R sequential recording' });
    expect(parseToc(TOC.replace('is blank', 'is written , is closed'))?.isBlank).toBe(false);
    expect(parseToc(TOC.replace('is blank', 'is not recognizable'))).toBeNull();
    expect(parseToc('')).toBeNull();
  });
});

/** No program takes audio without a drive, so stand-ins on PATH write down what they are asked, and play what drives say. */
describe('a program', () => {
  const dir = tempDir();
  const path = process.env['PATH'];
  const log = join(dir, 'asked');
  const asked = (): string[] => readFileSync(log, 'utf8').trimEnd().split('\n');

  function standIn(name: string, script: string): void {
    mkdirSync(join(dir, 'bin'), { recursive: true });
    writeFileSync(
      join(dir, 'bin', name),
      `#!/bin/sh\nprintf '%s\\n' "$(basename "$PWD"): $*" >> '${log}'\n${script}\n`,
    );
    chmodSync(join(dir, 'bin', name), 0o755);
  }

  beforeEach(() => {
    process.env['PATH'] = `${join(dir, 'bin')}:/bin:/usr/bin`;
    mkdirSync(join(dir, 'disc-1'), { recursive: true });
    writeFileSync(log, '');
  });
  afterEach(() => {
    process.env['PATH'] = path;
  });

  const audio = { kind: 'audio', folder: join(dir, 'disc-1'), toc: 'disc.toc', cue: 'disc.cue' } as const;
  const image = { kind: 'image', path: '/x/mix.iso' } as const;

  it('burns audio with the words that it wants, in the folder of the disc, and tells how far it is', async () => {
    const told: number[] = [];
    standIn('cdrdao', "printf 'Wrote 1 of 10 MB (Buffers 100%%).\\r'; printf 'Wrote 10 of 10 MB\\n'");
    const order = { source: audio, device: '/dev/sr1', speed: 8, simulate: false };
    expect(await cdrdao.burn(order, (share) => told.push(share), never)).toBeNull();
    expect(asked()).toEqual(['disc-1: write --device /dev/sr1 --speed 8 -n disc.toc']);
    expect(told.at(-1)).toBe(1);

    standIn('cdrskin', "printf 'Track 01:    7 of   10 MB written (fifo 100%%)\\r'");
    expect(
      await cdrskin.burn({ ...order, speed: null, simulate: true }, (share) => told.push(share), never),
    ).toBeNull();
    expect(asked()[1]).toBe('disc-1: -v dev=/dev/sr1 -dummy -sao -text cuefile=disc.cue');
    expect(told.at(-1)).toBe(0.7);
  });

  it('burns images with the words that it wants', async () => {
    standIn('xorriso', "printf 'Writing:      16384s   12.5%%   fifo 100%%\\n'");
    standIn('cdrskin', 'true');
    const told: number[] = [];
    const order = { source: image, device: '/dev/sr0', speed: 4, simulate: true };
    expect(await xorriso.burn(order, (share) => told.push(share), never)).toBeNull();
    expect(await cdrskin.burn({ ...order, simulate: false }, () => undefined, never)).toBeNull();
    expect(asked().map((line) => line.replace(/^\S+ /, ''))).toEqual([
      '-as cdrecord -v dev=/dev/sr0 speed=4 -dummy padsize=0 /x/mix.iso',
      '-v dev=/dev/sr0 speed=4 padsize=0 -data /x/mix.iso',
    ]);
    expect(told).toEqual([0.125]);
  });

  it('tells why it failed, and a drive that is not there is an error with a hint', async () => {
    standIn('cdrdao', "echo 'ERROR: Power calibration area error' >&2; exit 1");
    const order = { source: audio, device: '/dev/sr0', speed: null, simulate: false };
    expect(await cdrdao.burn(order, () => undefined, never)).toBe('ERROR: Power calibration area error');
    await expect(cdrdao.examine('/dev/sr9', never)).rejects.toMatchObject({ code: 'drive-unusable' });
  });

  it('is looked for, and missed', async () => {
    process.env['PATH'] = join(dir, 'nowhere');
    for (const burner of BURNERS) expect(await burner.isThere()).toBe(false);
    expect(await canStart('mixpress-no-such-program', [])).toBe(false);
    await expect(runProgram('mixpress-no-such-program', [])).rejects.toMatchObject({ code: 'program-missing' });
  });

  it('is asked to end, and waited for, when the work is stopped', async () => {
    standIn('cdrdao', `tail -f /dev/null & trap 'kill $!; echo ended >> "${log}"; exit 1' TERM; echo begun; wait`);
    const stop = new AbortController();
    const running = runProgram('cdrdao', [], { signal: stop.signal, onText: () => stop.abort(new Error('stopped')) });
    await expect(running).rejects.toThrow('stopped');
    expect(asked().at(-1)).toBe('ended');
  });

  it('has its last complaint told', () => {
    expect(complaintOf({ code: 5, output: 'x : FAILURE : too small\nx : aborting : FAILURE\n' })).toContain(
      'too small',
    );
    expect(complaintOf({ code: 3, output: '' })).toBe('it ended with code 3');
  });
});

describe('a file that stands for a drive', () => {
  itWith(['xorriso'], 'is examined and burned by xorriso', async () => {
    const dir = tempDir();
    const [image, out] = [join(dir, 'in.iso'), join(dir, 'out.img')];
    writeFileSync(image, 'x'.repeat(2048));
    truncateSync(image, 64 * 2048);
    expect(await xorriso.isThere()).toBe(true);
    const empty = await xorriso.examine(`stdio:${out}`, never);
    expect(empty.isBlank).toBe(true);
    expect(empty.sectors).toBeGreaterThan(64);
    const order = { source: { kind: 'image', path: image }, device: `stdio:${out}`, speed: null } as const;
    expect(await xorriso.burn({ ...order, simulate: true }, () => undefined, never)).toBeNull();
    expect((await xorriso.examine(`stdio:${out}`, never)).isBlank).toBe(true);
    expect(await xorriso.burn({ ...order, simulate: false }, () => undefined, never)).toBeNull();
    expect(
      readFileSync(out)
        .subarray(0, 64 * 2048)
        .equals(readFileSync(image)),
    ).toBe(true);
  });

  itWith(['cdrskin', 'cdrdao'], 'is not there for audio: programs that burn it want a drive', async () => {
    await expect(cdrdao.examine('stdio:/dev/null', never)).rejects.toMatchObject({ code: 'drive-unusable' });
    expect(await cdrdao.isThere()).toBe(true);
    expect(await cdrskin.isThere()).toBe(true);
  });
});
