import { AppError } from '../../base/errors.ts';
import type { DecoderProcess } from '../../tools/decoder-process.ts';
import { audioUnreadable, decoderDied, flacFailed } from '../audio-errors.ts';
import { conversionOf } from '../conversion.ts';
import { decoderPool } from '../embedded/decoder-pool.ts';
import type { DecoderReply, DecoderRequest } from '../embedded/protocol.ts';
import { startDecoder } from '../embedded/start-decoder.ts';
import type { AudioEngine } from '../engine.ts';
import { checkSourceFile } from '../source-file.ts';

/**
 * Opens the engine on the FFmpeg that comes with mixpress. Its processes are kept for the next file.
 *
 * @param start starts one such process
 */
export function openEmbeddedEngine(start: () => DecoderProcess = startDecoder): AudioEngine {
  const pool = decoderPool(start);
  let description: Promise<string> | null = null;
  const askVersion = async (): Promise<string> => {
    const reply = await pool.lend(async (decoder) => await ask(decoder, { do: 'version' }));
    return `FFmpeg ${expect('version', reply).version} (embedded)`;
  };
  return {
    id: 'embedded',
    describe: async () => {
      // Asked again while the first answer is still under way, a second process would be started for it.
      description ??= askVersion();
      try {
        return await description;
      } catch (error) {
        description = null;
        throw error;
      }
    },
    decode: async (path, receive, signal, level = null) => {
      await checkSourceFile(path);
      let bytes = 0;
      const hear = async (pcm: Uint8Array): Promise<void> => {
        bytes += pcm.length;
        await receive(pcm);
      };
      const reply = await pool.lend(async (decoder) => await ask(decoder, { do: 'decode', path, level }, hear), signal);
      if (reply.is === 'failed') throw audioUnreadable(path, reply.reason);
      const { source, damage } = expect('decoded', reply);
      return { conversion: conversionOf(source, level), samples: bytes / 4, damage };
    },
    measure: async (path, signal) => {
      await checkSourceFile(path);
      const reply = await pool.lend(async (decoder) => await ask(decoder, { do: 'measure', path }), signal);
      if (reply.is === 'failed') throw audioUnreadable(path, reply.reason);
      return expect('measured', reply).loudness;
    },
    encodeMp3: async (path, samples, kbps, receive, signal) => {
      await checkSourceFile(path);
      const request = { do: 'encode', path, samples, kbps } as const;
      const reply = await pool.lend(async (decoder) => await ask(decoder, request, receive), signal);
      if (reply.is === 'failed') throw audioUnreadable(path, reply.reason);
      const { source, damage, played } = expect('encoded', reply);
      return { conversion: conversionOf(source), samples: played, damage };
    },
    encodeFlac: async (path, to, signal) => {
      const request = { do: 'encode-flac', path, to } as const;
      const reply = await pool.lend(async (decoder) => await ask(decoder, request), signal);
      if (reply.is === 'failed') throw flacFailed(path, reply.reason);
      expect('flac', reply);
    },
    close: async () => await pool.close(),
  };
}

/** Sends a request, hands the samples of its answer to `hear`, and returns the reply that ends it. */
async function ask(
  decoder: DecoderProcess,
  request: DecoderRequest,
  hear: (pcm: Uint8Array) => Promise<void> = async () => undefined,
): Promise<DecoderReply> {
  decoder.send(request);
  for (let message = await decoder.receive(); message !== null; message = await decoder.receive()) {
    if (message.kind === 'json') return JSON.parse(message.payload.toString()) as DecoderReply;
    await hear(message.payload);
  }
  const work = request.do === 'version' ? 'before it had work' : `while it read ${request.path}`;
  throw decoderDied(work, await decoder.ended);
}

function expect<Is extends DecoderReply['is']>(is: Is, reply: DecoderReply): DecoderReply & { is: Is } {
  if (reply.is === is) return reply as DecoderReply & { is: Is };
  throw new AppError(
    'audio-engine-missing',
    `the embedded decoder can't be used here: ${reply.is === 'unusable' ? reply.reason : `it answers ${reply.is}`}`,
    { hint: 'run with --engine ffmpeg' },
  );
}
