import type { Burner, LoadedDisc } from './burner.ts';
import { canStart, complaintOf, runProgram, unusable } from './run-program.ts';

const PROGRAM = 'xorriso';

/** xorriso: images onto CDs, DVDs, BDs, or into files and block devices that stand for a drive. */
export const xorriso: Burner = {
  id: PROGRAM,
  takes: ({ kind }) => kind === 'image',
  isThere: () => canStart(PROGRAM, ['-version']),
  examine: async (device, signal) => {
    const run = await runProgram(PROGRAM, ['-outdev', device, '-toc'], { signal });
    const disc = run.code === 0 ? parseToc(run.output) : null;
    if (disc === null) throw unusable(PROGRAM, device, run);
    return disc;
  },
  burn: async ({ source, device, speed, simulate }, onProgress, signal) => {
    if (source.kind !== 'image') throw new Error('xorriso burns images only');
    const how = [...(speed === null ? [] : [`speed=${speed}`]), ...(simulate ? ['-dummy'] : [])];
    const args = ['-as', 'cdrecord', '-v', `dev=${device}`, ...how, 'padsize=0', source.path];
    const onText = (text: string): void => {
      const percent = /.*Writing: +\d+s +([\d.]+)%/s.exec(text)?.[1];
      if (percent !== undefined) onProgress(Math.min(1, Number(percent) / 100));
    };
    const run = await runProgram(PROGRAM, args, { signal, onText });
    return run.code === 0 ? null : complaintOf(run);
  },
};

/** Reads what `xorriso -outdev DEVICE -toc` says. Null where no disc is loaded. */
export function parseToc(text: string): LoadedDisc | null {
  const status = /^Media status : *(\S.*)$/m.exec(text)?.[1];
  const medium = /^Media current: *(\S.*)$/m.exec(text)?.[1]?.trim();
  if (status === undefined || medium === undefined || /not recognizable|is not present/.test(status)) return null;
  const sectors = /^Media blocks : .*?(\d+) writable/m.exec(text)?.[1];
  return {
    isBlank: status.startsWith('is blank'),
    sectors: sectors === undefined ? null : Number(sectors),
    name: medium,
  };
}
