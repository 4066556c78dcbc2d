import { readExactly, WINDOW_BYTES, type AudioFile } from '../audio-file.ts';
import { cutAfter, FileDefect } from '../file-defect.ts';
import type { Container, Measured } from './container.ts';
import { parseOggCodec, type OggCodec } from './ogg-codec.ts';
import { CAPTURE_PATTERN, MAX_PAGE_BYTES, parsePage, readPage, type OggPage } from './ogg-page.ts';

/** Ogg with Vorbis, Opus or FLAC. Its pages count samples, so the first and the last one tell the length. */
export const ogg: Container = {
  extensions: ['.ogg', '.opus'],
  mimeType: 'audio/ogg',
  recognises: (bytes) => bytes.subarray(0, 4).equals(CAPTURE_PATTERN),
  measure,
};

/** Covers are in there too. */
const MAX_HEADERS_BYTES = 1 << 26;

/** A logical stream, as far as its first page of audio. */
interface OggStream {
  readonly serial: number;
  readonly codec: OggCodec;
  /** What its granules count from. */
  readonly startGranule: number;
  readonly firstGranule: number;
  /** Of the first page that holds none of the headers. */
  readonly audioAt: number;
  /** Of the page after the first one of audio. */
  readonly next: number;
}

async function measure(file: AudioFile, start: number): Promise<Measured> {
  const stream = await readStream(file, start);
  const { codec, sampleRate, channels, bitDepth } = stream.codec;
  const lastGranule = await findLastGranule(file, stream);
  const lengthSamples = lastGranule === null ? await chainLength(file, start) : lengthOf(stream, lastGranule);
  const mark = { spans: [{ start: stream.audioAt, end: file.size }], isPaged: true } as const;
  return { codec, sampleRate, channels, bitDepth, lengthSamples, mark };
}

function lengthOf({ startGranule, codec }: OggStream, lastGranule: number): number {
  return Math.max(0, lastGranule - startGranule - codec.preSkip);
}

/** Reads the headers and the first page of audio of the first stream that is one. */
async function readStream(file: AudioFile, start: number): Promise<OggStream> {
  const packets = packetCollector();
  let found: Pick<OggStream, 'serial' | 'codec'> | null = null;
  let audioAt = start;
  for (let position = start; ;) {
    const page = await readPage(file, position);
    if (page === null) throw new FileDefect('file-truncated', 'cut off: it ends before its audio');
    if (position - start > MAX_HEADERS_BYTES) throw new FileDefect('file-unreadable', 'its headers never end');
    const bytes = await readExactly(file, position, page.bytes);
    found ??= identify(page, bytes);
    position += page.bytes;
    if (page.serial !== found?.serial) continue;
    const { headerPackets, duration } = found.codec;
    if (packets.whole.length < headerPackets) audioAt = position;
    packets.add(page, bytes);
    if (packets.whole.length <= headerPackets || page.granule === null) continue;
    // The granule of a last page counts less than its packets hold, where the end is trimmed.
    const given = page.isLast
      ? null
      : duration(packets.whole.slice(0, headerPackets), packets.whole.slice(headerPackets));
    return {
      ...found,
      startGranule: given === null ? 0 : page.granule - given,
      firstGranule: page.granule,
      audioAt,
      next: position,
    };
  }
}

/** Puts the packets of one stream together, page by page. */
function packetCollector(): { readonly whole: Buffer[]; add(page: OggPage, bytes: Buffer): void } {
  const whole: Buffer[] = [];
  let pieces: Buffer[] = [];
  return {
    whole,
    add: ({ parts, headerBytes, goesOn }, bytes) => {
      let at = headerBytes;
      for (const [i, length] of parts.entries()) {
        pieces.push(bytes.subarray(at, at + length));
        at += length;
        if (goesOn && i === parts.length - 1) break;
        whole.push(Buffer.concat(pieces));
        pieces = [];
      }
    },
  };
}

function identify(page: OggPage, bytes: Buffer): Pick<OggStream, 'serial' | 'codec'> | null {
  if (!page.isFirst) throw new FileDefect('file-unreadable', 'it holds no audio that mixpress knows');
  const codec = parseOggCodec(bytes.subarray(page.headerBytes));
  return codec && { serial: page.serial, codec };
}

/**
 * Finds the granule of the stream's last page from the tail of the file, or returns null where the tail has no page of
 * it: another stream then follows. A page that goes on beyond the end of the file is a sure sign of a cut.
 */
async function findLastGranule(file: AudioFile, stream: OggStream): Promise<number | null> {
  const { serial, firstGranule, next } = stream;
  for (const span of [WINDOW_BYTES, 4 * MAX_PAGE_BYTES]) {
    const from = Math.max(next, file.size - span);
    const tail = await file.read(from, file.size - from);
    let isCut = false;
    let granule = from === next ? firstGranule : null;
    for (
      let i = tail.lastIndexOf(CAPTURE_PATTERN);
      i >= 0;
      i = i === 0 ? -1 : tail.lastIndexOf(CAPTURE_PATTERN, i - 1)
    ) {
      const page = parsePage(tail.subarray(i), from + i);
      if (page?.serial !== serial) continue;
      if (page.position + page.bytes > file.size) isCut = true;
      else if (page.granule !== null) {
        granule = page.granule;
        break;
      }
    }
    if (granule === null) continue;
    if (!isCut) return granule;
    throw cutAfter(lengthOf(stream, granule), stream.codec.sampleRate);
  }
  return null;
}

/** Streams one after the other, as radio stations send them: walks all pages and adds the lengths. */
async function chainLength(file: AudioFile, start: number): Promise<number> {
  let total = 0;
  for (let position = start; position < file.size;) {
    const stream = await readStream(file, position);
    let granule = stream.firstGranule;
    position = stream.next;
    let page = await readPage(file, position);
    while (page !== null && !page.isFirst) {
      if (page.serial === stream.serial && page.granule !== null) granule = page.granule;
      position += page.bytes;
      page = await readPage(file, position);
    }
    total += lengthOf(stream, granule);
    if (page === null) break;
  }
  return total;
}
