/** Messages on a byte stream between two processes: length (32 bits, little-endian), kind (1 byte), payload. */
export interface Message {
  readonly kind: 'json' | 'bytes';
  readonly payload: Buffer;
}

const HEADER_BYTES = 5;
const KINDS = ['json', 'bytes'] as const;
/** Far above any message that is sent: a greater length means that the stream is not one of messages. */
const MAX_PAYLOAD_BYTES = 1 << 26;

/** Makes one message ready for the stream; the payload is copied. */
export function packMessage(kind: Message['kind'], payload: Uint8Array): Buffer {
  const message = Buffer.allocUnsafe(HEADER_BYTES + payload.length);
  message.writeUInt32LE(payload.length, 0);
  message.writeUInt8(KINDS.indexOf(kind), 4);
  message.set(payload, HEADER_BYTES);
  return message;
}

/** Takes a stream of bytes apart into its messages. An unfinished message at the end is dropped. */
export async function* unpackMessages(stream: AsyncIterable<Buffer>): AsyncGenerator<Message, void, undefined> {
  let pending: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    while (pending.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + pending.readUInt32LE(0);
      const kind = KINDS[pending.readUInt8(4)];
      if (kind === undefined || end > MAX_PAYLOAD_BYTES) throw new Error('the stream does not hold messages');
      if (pending.length < end) break;
      yield { kind, payload: pending.subarray(HEADER_BYTES, end) };
      pending = pending.subarray(end);
    }
  }
}
