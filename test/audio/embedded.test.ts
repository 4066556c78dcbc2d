import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { openEmbeddedEngine } from '../../src/audio/engines/embedded.ts';
import { startDecoderProcess, type DecoderProcess } from '../../src/tools/decoder-process.ts';
import { projectRoot, tempDir } from '../outside.ts';
import { decodeAll, music, writeWav } from './sounds.ts';

const folder = tempDir();
const ENTRY = join(projectRoot, 'dist/audio/embedded/decoder-main.js');
const started: DecoderProcess[] = [];
const engine = openEmbeddedEngine(() => {
  started.push(startDecoderProcess(ENTRY));
  return started.at(-1)!;
});
afterAll(async () => await engine.close());

const pidOfLast = (): number => started.at(-1)!.pid!;
const SAMPLES = 200_000;
const wav = writeWav(join(folder, 'a.wav'), music, { samples: SAMPLES });

/** Whether a process is there and not only waiting to be buried. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc') || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Waits until it holds, and fails where it never does. */
async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !holds(); i++) await pause(20);
  expect(holds()).toBe(true);
}

describe('the embedded engine', () => {
  it('keeps its process from one file to the next, and uses two at a time where it must', async () => {
    await Promise.all([engine.describe(), engine.describe()]);
    await decodeAll(engine, wav);
    await decodeAll(engine, wav);
    expect(started).toHaveLength(1);
    await Promise.all([decodeAll(engine, wav), decodeAll(engine, wav)]);
    expect(started).toHaveLength(2);
  });

  it('survives the death of its decoder in the middle of a file', async () => {
    const before = started.length;
    const fatal = openEmbeddedEngine(() => {
      started.push(startDecoderProcess(ENTRY));
      return started.at(-1)!;
    });
    const dying = fatal.decode(wav, async () => void process.kill(pidOfLast(), 'SIGKILL'));
    await expect(dying).rejects.toMatchObject({
      code: 'audio-decoder-died',
      message: `the decoder died while it read ${wav}: it was killed by SIGKILL`,
    });
    expect((await decodeAll(fatal, wav)).samples).toBe(SAMPLES);
    expect(started).toHaveLength(before + 2);
    await fatal.close();
  });

  it('survives the death of a decoder that has nothing to do', async () => {
    await decodeAll(engine, wav);
    for (const { pid } of started) if (isRunning(pid!)) process.kill(pid!, 'SIGKILL');
    await Promise.all(started.map((decoder) => decoder.ended));
    expect((await decodeAll(engine, wav)).samples).toBe(SAMPLES);
  });

  it('is not stopped by an interrupt that its parent also gets', async () => {
    const interrupted = engine.decode(wav, async () => {
      process.kill(pidOfLast(), 'SIGINT');
      process.kill(pidOfLast(), 'SIGTERM');
    });
    expect((await interrupted).samples).toBe(SAMPLES);
  });

  it('leaves no process behind when it is closed', async () => {
    await decodeAll(engine, wav);
    await engine.close();
    for (const { pid } of started) expect(isRunning(pid!)).toBe(false);
  });
});

describe('the decoder process', () => {
  it('ends when its parent is killed, at work or not', async () => {
    const script = join(folder, 'parent.mjs');
    writeFileSync(
      script,
      `import { startDecoderProcess } from ${JSON.stringify(join(projectRoot, 'dist/tools/decoder-process.js'))};
      const [idle, busy] = [0, 1].map(() => startDecoderProcess(${JSON.stringify(ENTRY)}));
      idle.send({ do: 'version' });
      busy.send({ do: 'decode', path: ${JSON.stringify(wav)} });
      for (const decoder of [idle, busy]) await decoder.receive();
      process.stdout.write(idle.pid + ' ' + busy.pid + '\\n');`,
    );
    const parent = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface(parent.stdout), 'line')) as [string];
    const pids = line.split(' ').map(Number);
    expect(pids.map(isRunning)).toEqual([true, true]);
    parent.kill('SIGKILL');
    for (const pid of pids) await until(() => !isRunning(pid));
  });

  const measured = existsSync('/proc/self/status') ? it : it.skip;
  measured('takes no more memory for a quarter of an hour than for two seconds', async () => {
    const decoder = startDecoderProcess(ENTRY);
    const long = writeWav(join(folder, 'long.wav'), () => 0, { samples: 900 * 8000, sampleRate: 8000, bits: 8 });
    const peakAfter = async (path: string): Promise<number> => {
      decoder.send({ do: 'decode', path });
      for (let message = await decoder.receive(); message?.kind === 'bytes';) message = await decoder.receive();
      return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${decoder.pid}/status`, 'utf8'))![1]) / 1000;
    };
    const [short, after] = [await peakAfter(wav), await peakAfter(long)];
    decoder.kill();
    // A quarter of an hour of CD audio is 159 MB; how late garbage is collected is up to Node.
    expect(after - short).toBeLessThan(60);
  });
});
