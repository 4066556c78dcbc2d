import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packMessage, unpackMessages, type Message } from '../../src/tools/messages.ts';

async function* inPieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function unpack(bytes: Buffer, sizes: readonly number[] = [1 << 16]): Promise<Message[]> {
  const messages: Message[] = [];
  for await (const message of unpackMessages(inPieces(bytes, sizes))) messages.push(message);
  return messages;
}

describe('messages on a stream', () => {
  it('come out as they went in, however the stream is cut', async () => {
    const message = fc.record({
      kind: fc.constantFrom('json' as const, 'bytes' as const),
      payload: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    });
    const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 8 }), sizes, async (messages, pieces) => {
        const stream = Buffer.concat(messages.map(({ kind, payload }) => packMessage(kind, payload)));
        expect(await unpack(stream, pieces)).toEqual(messages);
      }),
    );
  });

  it('drop an unfinished one at the end', async () => {
    const whole = packMessage('json', Buffer.from('{}'));
    expect(await unpack(Buffer.concat([whole, whole.subarray(0, 6)]))).toHaveLength(1);
  });

  it('are refused where the stream is something else', async () => {
    await expect(unpack(Buffer.from('a library greets its users here'))).rejects.toThrow('does not hold messages');
  });
});
