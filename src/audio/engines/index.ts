import type { AudioEngine, EngineId } from '../engine.ts';

interface EngineEntry {
  readonly summary: string;
  open(): Promise<AudioEngine>;
}

/** Every way of decoding audio. A new one is a file in this folder and an entry here. */
export const ENGINES: Readonly<Record<EngineId, EngineEntry>> = {
  embedded: {
    summary: 'the FFmpeg that comes with mixpress',
    open: async () => (await import('./embedded.ts')).openEmbeddedEngine(),
  },
  ffmpeg: {
    summary: 'the ffmpeg command of the system',
    open: async () => (await import('./ffmpeg.ts')).openFfmpegEngine(),
  },
};
