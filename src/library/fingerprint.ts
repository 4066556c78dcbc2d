import { createHash } from 'node:crypto';
import { contentId } from '../base/ids.ts';
import type { AudioFile } from './audio-file.ts';
import type { AudioMark, Span } from './containers/container.ts';
import { withoutPageNumbers } from './containers/ogg-page.ts';

/** Bytes of head, middle and tail that tell audio apart. */
const SAMPLE_BYTES = 1 << 15;

/**
 * What audio is known by, whatever tags lie around it: its exact size with its head, its middle and its tail, enough to
 * tell recordings apart and of a large file far from all; or what the file tells of its samples.
 */
export async function fingerprint(file: AudioFile, mark: AudioMark): Promise<string> {
  if ('digest' in mark) return contentId('audio', mark.digest);
  const { spans, isPaged = false } = mark;
  const hash = createHash('sha256').update(String(spans.reduce((sum, { start, end }) => sum + end - start, 0)));
  for (const { start, end } of samplesOf(spans)) {
    const bytes = await file.read(start, end - start);
    hash.update(isPaged ? withoutPageNumbers(bytes) : bytes);
  }
  return contentId('audio', hash.digest('hex'));
}

/** The head of the first span, the middle of the one in the middle and the tail of the last, or all of a short one. */
function samplesOf(spans: readonly Span[]): Span[] {
  const [first, middle, last] = [spans[0], spans[spans.length >> 1], spans.at(-1)];
  if (first === undefined || middle === undefined || last === undefined) return [];
  if (spans.length === 1 && first.end - first.start <= 3 * SAMPLE_BYTES) return [first];
  const halfway = Math.floor((middle.start + middle.end - SAMPLE_BYTES) / 2);
  return [
    { start: first.start, end: Math.min(first.start + SAMPLE_BYTES, first.end) },
    {
      start: Math.max(middle.start, halfway),
      end: Math.min(Math.max(middle.start, halfway) + SAMPLE_BYTES, middle.end),
    },
    { start: Math.max(last.start, last.end - SAMPLE_BYTES), end: last.end },
  ];
}
