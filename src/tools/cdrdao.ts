import type { Burner, LoadedDisc } from './burner.ts';
import { canStart, complaintOf, runProgram, unusable } from './run-program.ts';

const PROGRAM = 'cdrdao';

/** cdrdao: audio CDs from a toc file, disc at once with all pauses, flags, ISRCs and CD-TEXT. */
export const cdrdao: Burner = {
  id: PROGRAM,
  takes: ({ kind }) => kind === 'audio',
  isThere: () => canStart(PROGRAM, ['write', '-h']),
  examine: async (device, signal) => {
    const run = await runProgram(PROGRAM, ['disk-info', '--device', device], { signal });
    const disc = run.code === 0 ? parseDiskInfo(run.output) : null;
    if (disc === null) throw unusable(PROGRAM, device, run);
    return disc;
  },
  burn: async ({ source, device, speed, simulate }, onProgress, signal) => {
    if (source.kind !== 'audio') throw new Error('cdrdao burns audio only');
    const speedArgs = speed === null ? [] : ['--speed', String(speed)];
    const args = [simulate ? 'simulate' : 'write', '--device', device, ...speedArgs, '-n', source.toc];
    const onText = (text: string): void => {
      const fraction = progressOf(text);
      if (fraction !== null) onProgress(fraction);
    };
    const run = await runProgram(PROGRAM, args, { cwd: source.folder, signal, onText });
    return run.code === 0 ? null : complaintOf(run);
  },
};

/** Reads what `cdrdao disk-info` says: capacity counts from LBA 0. Null where it makes no sense. */
export function parseDiskInfo(text: string): LoadedDisc | null {
  const field = (name: string): string | undefined => new RegExp(`^${name} *: (.*)$`, 'm').exec(text)?.[1]?.trim();
  const empty = field('CD-R empty');
  if (empty === undefined) return null;
  const sectors = /\((\d+) blocks/.exec(field('Total Capacity') ?? '')?.[1];
  const medium = field('CD-R medium');
  return {
    isBlank: empty === 'yes',
    sectors: sectors === undefined ? null : Number(sectors),
    name: medium === undefined || medium === 'n/a' ? null : medium,
  };
}

/** `Wrote 12 of 700 MB (Buffers 100%  95%).` */
function progressOf(text: string): number | null {
  const [, done, all] = /.*Wrote (\d+) of (\d+) MB/s.exec(text) ?? [];
  return all === undefined || Number(all) === 0 ? null : Math.min(1, Number(done) / Number(all));
}
