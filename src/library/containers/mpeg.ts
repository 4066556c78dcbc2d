import type { AudioFile } from '../audio-file.ts';
import { cutOff, FileDefect } from '../file-defect.ts';
import { beforeTrailingTags } from '../tag-bounds.ts';
import type { Container, Measured } from './container.ts';
import { FRAME_HEADER_BYTES, MAX_FRAME_BYTES, parseFrameHeader, sameStream, type MpegFrame } from './mpeg-frame.ts';
import { parseMpegInfo, type MpegInfo } from './mpeg-info.ts';

/** MPEG audio without a container: MP3, and what else is named so. Lengths as FFmpeg decodes it. */
export const mpeg: Container = {
  extensions: ['.mp3'],
  mimeType: 'audio/mpeg',
  recognises: () => true,
  measure,
};

/** Samples that every decoder of layer III is late by. */
const DECODER_DELAY = 529;
/** How far into the file the first frame may lie. */
const MAX_JUNK_BYTES = 1 << 16;
const CHUNK_BYTES = 1 << 18;

interface Found {
  readonly at: number;
  readonly frame: MpegFrame;
}

async function measure(file: AudioFile, start: number): Promise<Measured> {
  if (start > file.size) throw new FileDefect('file-truncated', 'cut off: it ends within its tags');
  const end = await beforeTrailingTags(file, start);
  const first = await findFirstFrame(file, start, end);
  // Decoders look for the encoder's header only right after the tags.
  const info = first.at === start ? parseMpegInfo(await file.read(first.at, first.frame.bytes), first.frame) : null;
  const { frame } = first;
  return {
    codec: frame.layer === 3 ? 'mp3' : `mp${frame.layer}`,
    sampleRate: frame.sampleRate,
    channels: frame.channels,
    bitDepth: null,
    lengthSamples: info
      ? await lengthByInfo(file, first, info, end)
      : (await countFrames(file, first, end)) * frame.samples,
    mark: { spans: [{ start: first.at, end }] },
  };
}

/** Trusts the encoder's count where its count of bytes is right too, and counts the frames otherwise. */
async function lengthByInfo(file: AudioFile, first: Found, info: MpegInfo, end: number): Promise<number> {
  const { at, frame } = first;
  const isWhole = info.frames !== null && info.bytes === end - at;
  const frames = isWhole ? info.frames! : await countFrames(file, { at: at + frame.bytes, frame }, end);
  if (info.frames !== null && frames < info.frames - 1)
    throw cutOff(frames * frame.samples, info.frames * frame.samples, frame.sampleRate);
  return Math.max(0, frames * frame.samples - samplesCut(frames * frame.samples, info, frame));
}

/** What a decoder drops at the start and, where the encoder has put it, at the end. */
function samplesCut(samples: number, { frames, delay }: MpegInfo, frame: MpegFrame): number {
  if (delay === null) return 0;
  const start = delay.start + DECODER_DELAY;
  if (frames === null) return start;
  const padding = Math.max(0, delay.end - DECODER_DELAY);
  const paddingAt = frames * frame.samples - padding;
  return start + Math.max(0, Math.min(padding, samples - paddingAt));
}

/** The first frame that others of the same stream follow: one right after the tags, and two after any junk. */
async function findFirstFrame(file: AudioFile, start: number, end: number): Promise<Found> {
  for (const junk of [0, MAX_JUNK_BYTES]) {
    const bytes = await file.read(start, Math.min(junk + 3 * MAX_FRAME_BYTES, end - start));
    for (let i = bytes.indexOf(0xff); i >= 0; i = bytes.indexOf(0xff, i + 1)) {
      const frame = parseFrameHeader(bytes, i);
      if (frame && isFollowed(bytes, i, frame, i === 0 ? 1 : 2, end - start)) return { at: start + i, frame };
    }
  }
  throw new FileDefect('file-unreadable', 'it holds no audio that mixpress knows');
}

function isFollowed(bytes: Buffer, at: number, frame: MpegFrame, times: number, end: number): boolean {
  const next = at + frame.bytes;
  if (times === 0 || next === end) return true;
  const following = parseFrameHeader(bytes, next);
  return following !== null && sameStream(frame, following) && isFollowed(bytes, next, following, times - 1, end);
}

/** Walks from header to header and counts them, past damage too. */
async function countFrames(file: AudioFile, from: Found, end: number): Promise<number> {
  let position = from.at;
  let frames = 0;
  while (position + FRAME_HEADER_BYTES <= end) {
    const chunk = await file.read(position, Math.min(CHUNK_BYTES, end - position));
    let i = 0;
    while (i + FRAME_HEADER_BYTES <= chunk.length) {
      const frame = parseFrameHeader(chunk, i);
      if (frame && sameStream(frame, from.frame)) {
        frames++;
        i += frame.bytes;
      } else {
        const next = chunk.indexOf(0xff, i + 1);
        i = next < 0 ? chunk.length : next;
      }
    }
    if (i === 0) break;
    position += i;
  }
  return frames;
}
