import { readExactly, type AudioFile } from '../audio-file.ts';
import { cutAfter, cutOff, FileDefect } from '../file-defect.ts';
import type { Container, Measured, Span } from './container.ts';
import { fileBoxes, findBox, findBoxes, type Box } from './mp4-box.ts';
import { parseSampleEntry } from './mp4-sample-entry.ts';
import { readTimeline } from './mp4-tables.ts';
import { playedUnits } from './mp4-timeline.ts';

/** MP4 with audio in it: AAC and ALAC for the most part. */
export const mp4: Container = {
  extensions: ['.m4a'],
  mimeType: 'audio/mp4',
  recognises: (bytes) => bytes.toString('latin1', 4, 8) === 'ftyp',
  measure,
};

async function measure(file: AudioFile, start: number): Promise<Measured> {
  const { moov, fragments, spans, heldShare } = await readIndex(file, start);
  const trak = findBoxes(moov, 'trak').find(
    (track) => findBox(track, 'mdia hdlr')?.toString('latin1', 8, 12) === 'soun',
  );
  const stsd = trak && findBox(trak, 'mdia minf stbl stsd');
  if (!trak || !stsd) throw new FileDefect('file-unreadable', 'it holds no audio that mixpress knows');
  const sound = parseSampleEntry(stsd);
  const timeline = readTimeline(moov, trak, fragments);
  const sampleRate = sound.sampleRate || timeline.unitsPerSecond;
  const lengthSamples = Math.round((Math.max(0, playedUnits(timeline)) * sampleRate) / timeline.unitsPerSecond);
  if (heldShare === null) return { ...sound, sampleRate, lengthSamples, mark: { spans } };
  const heldSamples = Math.floor(lengthSamples * heldShare);
  throw fragments.length > 0 ? cutAfter(heldSamples, sampleRate) : cutOff(heldSamples, lengthSamples, sampleRate);
}

interface Index {
  readonly moov: Buffer;
  readonly fragments: readonly Buffer[];
  /** Where the audio data lies. */
  readonly spans: readonly Span[];
  /** How much there is of all audio data, or null where that is all. */
  readonly heldShare: number | null;
}

async function readIndex(file: AudioFile, start: number): Promise<Index> {
  let moov: Buffer | null = null;
  const spans: Span[] = [];
  let cut: Box | null = null;
  const fragments: Buffer[] = [];
  for await (const box of fileBoxes(file, start)) {
    if (box.type === 'mdat') spans.push({ start: box.position, end: box.end });
    if (box.end > file.size) cut = box;
    else if (box.type === 'moov') moov ??= await readExactly(file, box.position, box.end - box.position);
    else if (box.type === 'moof') fragments.push(await readExactly(file, box.position, box.end - box.position));
  }
  if (moov === null && cut !== null) throw new FileDefect('file-truncated', 'cut off: its index is missing');
  if (moov === null) throw new FileDefect('file-unreadable', 'it has no index (moov)');
  const isAudioCut = cut !== null && ['mdat', 'moof'].includes(cut.type);
  const heldShare = isAudioCut ? heldShareOf(file, spans[0]?.start ?? cut!.position, cut!.end) : null;
  return { moov, fragments, spans, heldShare };
}

/** Of what lies between the beginning of the first box of audio and the end of the one that is cut. */
function heldShareOf(file: AudioFile, start: number, end: number): number {
  return (file.size - start) / (end - start);
}
