import { pipeline, type Duplex } from 'node:stream';

/** What a stream makes of the source, at the reader's pace. Fails with what either of the two fails with. */
export async function* through(
  source: AsyncIterable<Uint8Array>,
  stream: Duplex,
): AsyncGenerator<Buffer, void, undefined> {
  // A failure destroys the stream, and so reaches who reads it.
  pipeline(source, stream, () => undefined);
  yield* stream as AsyncIterable<Buffer>;
}
