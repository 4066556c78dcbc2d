/**
 * The decoder process: requests come in on standard input, one line of JSON each, and messages go out on standard
 * output. Media files are read here and nowhere else, so that what a damaged or hostile file does to the decoder
 * can't reach the process that works on the batch. It ends when its standard input does.
 */
import { createInterface } from 'node:readline';
import { packMessage, type Message } from '../../tools/messages.ts';
import type { DecoderReply, DecoderRequest } from './protocol.ts';

// An interrupt at the terminal reaches the whole group of processes: what becomes of this one is for its parent to say.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const reply = await answer(JSON.parse(line) as DecoderRequest);
  await send('json', Buffer.from(JSON.stringify(reply)));
}

async function answer(request: DecoderRequest): Promise<DecoderReply> {
  let decoder: typeof import('./decode-file.ts');
  try {
    decoder = await import('./decode-file.ts');
  } catch (error) {
    return { is: 'unusable', reason: reasonOf(error) };
  }
  if (request.do === 'version') return { is: 'version', version: decoder.decoderVersion() };
  try {
    if (request.do === 'encode') return await encode(request);
    if (request.do === 'encode-flac') {
      const { encodeFlac } = await import('./encode-flac.ts');
      // An empty message is a sign of life.
      for (const _part of encodeFlac(request.path, request.to)) await send('bytes', new Uint8Array(0));
      return { is: 'flac' };
    }
    if (request.do === 'measure') return { is: 'measured', loudness: decoder.measureFile(request.path) };
    const pieces = decoder.decodeFile(request.path, request.level);
    let piece = pieces.next();
    for (; piece.done !== true; piece = pieces.next()) await send('bytes', piece.value);
    return { is: 'decoded', ...piece.value };
  } catch (error) {
    return { is: 'failed', reason: reasonOf(error) };
  }
}

async function encode(request: DecoderRequest & { do: 'encode' }): Promise<DecoderReply> {
  const { encodeFile } = await import('./encode-mp3.ts');
  const pieces = encodeFile(request.path, request.samples, request.kbps);
  let piece = pieces.next();
  for (; piece.done !== true; piece = pieces.next()) await send('bytes', piece.value);
  return { is: 'encoded', ...piece.value };
}

/** Resolves when the message has left: the parent's pace is ours. */
async function send(kind: Message['kind'], payload: Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(packMessage(kind, payload), (error) => (error ? reject(error) : resolve()));
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
