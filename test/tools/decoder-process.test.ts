import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startDecoderProcess, type DecoderProcess } from '../../src/tools/decoder-process.ts';
import { tempDir } from '../outside.ts';

const folder = tempDir();
const started: DecoderProcess[] = [];

function start(script: string, patienceMs?: number): DecoderProcess {
  const entry = join(folder, `entry-${started.length}.mjs`);
  writeFileSync(entry, script);
  const decoder = startDecoderProcess(entry, patienceMs);
  started.push(decoder);
  return decoder;
}

afterEach(() => {
  for (const decoder of started) decoder.kill();
});

/** Answers each line of input with itself as a message. */
const ECHO = `
  process.stdin.on('data', (line) => {
    const head = Buffer.alloc(5);
    head.writeUInt32LE(line.length, 0);
    process.stdout.write(Buffer.concat([head, line]));
  });`;

describe('a decoder process', () => {
  it('answers one request after the other', async () => {
    const decoder = start(ECHO);
    for (const request of [{ a: 1 }, { b: 'ü\n' }]) {
      decoder.send(request);
      const message = await decoder.receive();
      expect(JSON.parse(String(message?.payload))).toEqual(request);
    }
    decoder.kill();
    expect(await decoder.receive()).toBeNull();
    expect(await decoder.ended).toBe('it was stopped');
  });

  it('can be stopped in the middle of an answer that nobody reads', async () => {
    const decoder = start(`
      const message = Buffer.alloc(65541);
      message.writeUInt32LE(65536, 0);
      for (let i = 0; i < 1000; i++) process.stdout.write(message);`);
    expect((await decoder.receive())?.payload.length).toBe(65_536);
    decoder.kill();
    expect(await decoder.ended).toBe('it was stopped');
    expect(await decoder.receive()).toBeNull();
  });

  it('tells by which signal it was killed', async () => {
    const decoder = start(`process.kill(process.pid, 'SIGSEGV')`);
    expect(await decoder.receive()).toBeNull();
    expect(await decoder.ended).toBe('it was killed by SIGSEGV');
  });

  it('tells with which words it ended', async () => {
    const decoder = start(`throw new Error('no such thing')`);
    decoder.send({});
    expect(await decoder.receive()).toBeNull();
    expect(await decoder.ended).toBe('it ended with code 1: Error: no such thing');
  });

  it('tells when its entry is not there', async () => {
    const decoder = startDecoderProcess(join(folder, 'gone.mjs'));
    expect(await decoder.receive()).toBeNull();
    expect(await decoder.ended).toMatch(/^it ended with code 1: Error: Cannot find module/);
  });

  it('is given up where it does not answer', async () => {
    const decoder = start('setInterval(() => {}, 1000)', 50);
    expect(await decoder.receive()).toBeNull();
    expect(await decoder.ended).toBe('it gave no sign of life for 0.05 s');
  });

  it('is given up where it talks nonsense', async () => {
    const decoder = start(`process.stdout.write('hello, I am a library'); setInterval(() => {}, 1000)`);
    expect(await decoder.receive()).toBeNull();
    expect(await decoder.ended).toBe('the stream does not hold messages');
  });

  it('may complain without end', async () => {
    const decoder = start(`process.stderr.write('x'.repeat(1e7), () => process.stderr.write('\\nenough\\n'));`);
    expect(await decoder.receive()).toBeNull();
    expect(await decoder.ended).toBe('it ended with code 0: enough');
  });
});
