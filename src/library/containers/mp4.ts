import { readExactly, type AudioFile } from '../audio-file.ts';
import { cutOff, FileDefect } from '../file-defect.ts';
import type { AudioFacts, Container } from './container.ts';
import { fileBoxes, findBox, findBoxes, type Box } from './mp4-box.ts';
import { parseSampleEntry } from './mp4-sample-entry.ts';
import { readTimeline } from './mp4-tables.ts';
import { playedUnits } from './mp4-timeline.ts';

/** MP4 with audio in it: AAC and ALAC for the most part. */
export const mp4: Container = {
  name: 'M4A',
  extensions: ['.m4a'],
  mimeType: 'audio/mp4',
  recognises: (bytes) => bytes.toString('latin1', 4, 8) === 'ftyp',
  measure,
};

async function measure(file: AudioFile, start: number): Promise<AudioFacts> {
  const { moov, fragments, cut } = await readIndex(file, start);
  const trak = findBoxes(moov, 'trak').find(
    (track) => findBox(track, 'mdia hdlr')?.toString('latin1', 8, 12) === 'soun',
  );
  const stsd = trak && findBox(trak, 'mdia minf stbl stsd');
  if (!trak || !stsd) throw new FileDefect('file-unreadable', 'it holds no audio that mixpress knows');
  const sound = parseSampleEntry(stsd);
  const timeline = readTimeline(moov, trak, fragments);
  const sampleRate = sound.sampleRate || timeline.unitsPerSecond;
  const lengthSamples = Math.round((Math.max(0, playedUnits(timeline)) * sampleRate) / timeline.unitsPerSecond);
  if (cut) throw cutOff(Math.floor(lengthSamples * heldShare(file, cut)), lengthSamples, sampleRate);
  return { ...sound, sampleRate, lengthSamples };
}

interface Index {
  readonly moov: Buffer;
  readonly fragments: readonly Buffer[];
  /** The box of audio that goes on beyond the end of the file, or null. */
  readonly cut: Box | null;
}

async function readIndex(file: AudioFile, start: number): Promise<Index> {
  let moov: Buffer | null = null;
  let cut: Box | null = null;
  const fragments: Buffer[] = [];
  for await (const box of fileBoxes(file, start)) {
    if (box.end > file.size) cut = box;
    else if (box.type === 'moov') moov ??= await readExactly(file, box.position, box.end - box.position);
    else if (box.type === 'moof') fragments.push(await readExactly(file, box.position, box.end - box.position));
  }
  if (moov === null && cut !== null) throw new FileDefect('file-truncated', 'cut off: its index is missing');
  if (moov === null) throw new FileDefect('file-unreadable', 'it has no index (moov)');
  return { moov, fragments, cut: cut?.type === 'mdat' || cut?.type === 'moof' ? cut : null };
}

function heldShare(file: AudioFile, { position, end }: Box): number {
  return (file.size - position) / (end - position);
}
