import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wavHeader } from '../../src/audio/wav.ts';
import { BYTES_PER_FRAME } from '../../src/base/frames.ts';
import { itWith, runTool, tempDir } from '../outside.ts';

describe('the header of a WAV file', () => {
  const folder = tempDir();

  it('is the canonical one of 44 bytes', () => {
    expect(Buffer.from(wavHeader(3)).toString('hex')).toBe(
      '52494646b41b000057415645666d7420100000000100020044ac000010b102000400100064617461901b0000',
    );
  });

  it('refuses what its 32 bits can not tell', () => {
    expect(() => wavHeader(1_826_091)).not.toThrow();
    expect(() => wavHeader(1_826_092)).toThrow(expect.objectContaining({ code: 'wav-too-long' }));
  });

  itWith(['shntool'], 'is one that shntool finds no fault with', () => {
    const path = join(folder, 'a.wav');
    writeFileSync(path, Buffer.concat([wavHeader(750), Buffer.alloc(750 * BYTES_PER_FRAME)]));
    const line = runTool('shntool', ['len', path]).stdout.split('\n')[1];
    expect(line).toMatch(/^\s+0:10\.00\s+1764044 B\s+---\s+--\s+-----/);
  });
});
