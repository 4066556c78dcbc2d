import type { Burner, BurnSource, LoadedDisc } from './burner.ts';
import { canStart, complaintOf, runProgram, unusable } from './run-program.ts';

const PROGRAM = 'cdrskin';

/** cdrskin: audio CDs from a cue sheet with CD-TEXT, and images. */
export const cdrskin: Burner = {
  id: PROGRAM,
  takes: (source) => source.kind === 'image' || source.cue !== null,
  isThere: () => canStart(PROGRAM, ['-version']),
  examine: async (device, signal) => {
    const run = await runProgram(PROGRAM, ['-minfo', ...driveArgs(device)], { signal });
    const disc = run.code === 0 ? parseMinfo(run.output) : null;
    if (disc === null) throw unusable(PROGRAM, device, run);
    return disc;
  },
  burn: async ({ source, device, speed, simulate }, onProgress, signal) => {
    const how = [...(speed === null ? [] : [`speed=${speed}`]), ...(simulate ? ['-dummy'] : [])];
    const args = ['-v', ...driveArgs(device), ...how, ...sourceArgs(source)];
    const onText = (text: string): void => {
      const fraction = progressOf(text);
      if (fraction !== null) onProgress(fraction);
    };
    const cwd = source.kind === 'audio' ? { cwd: source.folder } : {};
    const run = await runProgram(PROGRAM, args, { ...cwd, signal, onText });
    return run.code === 0 ? null : complaintOf(run);
  },
};

function driveArgs(device: string): string[] {
  return [...(device.startsWith('stdio:') ? ['--allow_emulated_drives'] : []), `dev=${device}`];
}

function sourceArgs(source: BurnSource): string[] {
  return source.kind === 'audio' ? ['-sao', '-text', `cuefile=${source.cue}`] : ['padsize=0', '-data', source.path];
}

/** Reads what `cdrskin -minfo` says. Null where no disc is loaded. */
export function parseMinfo(text: string): LoadedDisc | null {
  const status = /^disk status: +(\S.*)$/m.exec(text)?.[1];
  if (status === undefined) return null;
  const sectors = /^Remaining writable size: +(\d+)/m.exec(text)?.[1];
  return {
    isBlank: /^(empty|blank)/.test(status),
    sectors: sectors === undefined ? null : Number(sectors),
    name: /^Mounted media type: +(\S.*)$/m.exec(text)?.[1]?.trim() ?? null,
  };
}

/** `Track 01:   12 of  700 MB written (fifo 100%) [buf 99%]  8.0x.` */
function progressOf(text: string): number | null {
  const [, done, all] = /.*Track \d+: +(\d+) of +(\d+) MB written/s.exec(text) ?? [];
  return all === undefined || Number(all) === 0 ? null : Math.min(1, Number(done) / Number(all));
}
