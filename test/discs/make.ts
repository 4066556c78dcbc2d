/** Discs for tests, and their files as they lie in a bundle. */
import { closeSync, ftruncateSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { BYTES_PER_FRAME, SAMPLES_PER_FRAME } from '../../src/base/frames.ts';
import { writeCdText } from '../../src/discs/cd-text-packs.ts';
import { cdText } from '../../src/discs/cd-text.ts';
import { layOut, type LayoutInput } from '../../src/discs/layout.ts';
import { DEFAULT_MEDIUM, MEDIA } from '../../src/discs/media/index.ts';
import { SHEETS } from '../../src/discs/sheets/index.ts';
import { BIN_FILE_NAME, IMAGE_FILE_NAME, trackFileName } from '../../src/discs/sheets/sheet.ts';
import { PLAIN_AUDIO, type AudioOptions } from '../../src/model/audio-options.ts';
import type { AudioDisc } from '../../src/model/disc.ts';
import type { Track } from '../../src/model/track.ts';
import { makeTrack } from '../make-track.ts';

export const AUDIO_MEDIA = MEDIA.filter((medium) => medium.kind === 'audio-cd');

export function layoutInput(
  tracks: readonly Track[],
  details: Partial<LayoutInput & { title: string }> = {},
): LayoutInput {
  const { title = 'A playlist', ...rest } = details;
  return {
    playlist: { id: '4kq7zt01abcdefgh', title, clonedFrom: null, seed: 1, wantedFrames: null, tracks },
    medium: DEFAULT_MEDIUM,
    split: 'in-order',
    performer: null,
    catalog: null,
    copies: 1,
    ...rest,
  };
}

/** A disc that holds all of the tracks. */
export function makeDisc(tracks: readonly Track[], details: Parameters<typeof layoutInput>[1] = {}): AudioDisc {
  const { discs } = layOut(layoutInput(tracks, details));
  if (discs.length !== 1) throw new Error(`${discs.length} discs`);
  return discs[0]!;
}

/** Writes the sheets of a disc into a folder, beside audio of silence that takes hardly any space. */
export function writeDisc(folder: string, disc: AudioDisc, audio: AudioOptions = PLAIN_AUDIO): void {
  const texts = cdText(disc, audio.cdText);
  for (const sheet of SHEETS.filter((one) => one.isFor(audio))) {
    writeFileSync(join(folder, sheet.fileName), sheet.write(disc, texts, audio), sheet.encoding);
  }
  writeFileSync(join(folder, 'cdtext.cdt'), writeCdText(disc, texts));
  const size = disc.frames * BYTES_PER_FRAME;
  if (audio.bin) writeSparse(join(folder, BIN_FILE_NAME), new Uint8Array(), size);
  if (audio.layout !== 'tracks') writeSparse(join(folder, IMAGE_FILE_NAME), wavHeader(size), size);
  if (audio.layout === 'image') return;
  for (const [i, { number, startFrame }] of disc.tracks.entries()) {
    const size = ((disc.tracks[i + 1]?.startFrame ?? disc.frames) - startFrame) * BYTES_PER_FRAME;
    writeSparse(join(folder, trackFileName(number)), wavHeader(size), size);
  }
}

export function writeSparse(path: string, head: Uint8Array, zeros: number): void {
  const file = openSync(path, 'w');
  writeSync(file, head);
  ftruncateSync(file, head.length + zeros);
  closeSync(file);
}

function wavHeader(size: number): Uint8Array {
  const header = Buffer.alloc(44);
  header.write('RIFF');
  header.writeUInt32LE(36 + size, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(44_100, 24);
  header.writeUInt32LE(176_400, 28);
  header.writeUInt16LE(4, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(size, 40);
  return header;
}

/** Four tracks that have all that a sheet can hold, and all that it can't. */
export function oddDisc(): AudioDisc {
  return makeDisc(
    [
      makeTrack({ frames: 450, title: 'Für “Elise”', artist: 'Björk Guðmundsdóttir', isrc: 'DEA121300001' }),
      makeTrack({ frames: 301, title: 'C:\\back\\slash "quoted"', artist: 'AC/DC', isrc: 'USRC17607839' }),
      makeTrack({ frames: 700, title: '東京の夜', artist: 'サザンオールスターズ' }),
      makeTrack({ lengthSamples: 300 * SAMPLES_PER_FRAME - 1, title: ' \u0007 ', artist: '', isrc: 'GBAYE0601498' }),
    ],
    { title: 'Odd & Ends: 100 % "real"', catalog: '4006381333931' },
  );
}

export function plainDisc(): AudioDisc {
  return makeDisc(
    [
      makeTrack({ frames: 900, title: 'So What', artist: 'Miles Davis' }),
      makeTrack({ frames: 412, title: 'Blue in Green', artist: 'Miles Davis' }),
    ],
    { title: 'Late Night Jazz' },
  );
}
