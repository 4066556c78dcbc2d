import { describe, expect, it } from 'vitest';
import { decodeWithFfmpeg, ffmpegVersion, probeAudio } from '../../src/tools/ffmpeg.ts';
import { itWith } from '../outside.ts';

describe('the ffmpeg command', () => {
  itWith(['ffmpeg'], 'tells its version', async () => expect(await ffmpegVersion()).toMatch(/^\S+$/));

  it('is asked for where it is missing', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = '/nowhere';
    try {
      const missing = { code: 'ffmpeg-missing', hint: expect.stringContaining('install ffmpeg') as unknown };
      const decoding = { path: '/a.flac', formats: ['flac'], filters: 'anull', strict: false };
      await expect(ffmpegVersion()).rejects.toMatchObject(missing);
      await expect(probeAudio('/a.flac', ['flac'])).rejects.toMatchObject(missing);
      await expect(decodeWithFfmpeg(decoding, async () => undefined)).rejects.toMatchObject(missing);
    } finally {
      process.env['PATH'] = path;
    }
  });
});
