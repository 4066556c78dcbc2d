/** The files of an audio disc in its bundle, audio first: as many ways to burn it as the options ask for. */
import { WAV_HEADER_BYTES, wavHeader } from '../../audio/wav.ts';
import { BYTES_PER_FRAME } from '../../base/frames.ts';
import type { BundleEntry } from '../../bundle/entry.ts';
import type { CdText } from '../../discs/cd-text.ts';
import { writeCdText } from '../../discs/cd-text-packs.ts';
import { DDP_IMAGE, writeDdp } from '../../discs/ddp/write.ts';
import { LEAD_PAUSE } from '../../discs/pq.ts';
import { SHEETS } from '../../discs/sheets/index.ts';
import { BIN_FILE_NAME, FLAC_FILE_NAME, IMAGE_FILE_NAME, trackFileName } from '../../discs/sheets/sheet.ts';
import type { AudioOptions } from '../../model/audio-options.ts';
import type { AudioDisc } from '../../model/disc.ts';
import type { Mastered } from './master.ts';

/** All of them but disc.json, named from the disc's folder. With `flacPath` the image is that FLAC. */
export function audioDiscFiles(
  disc: AudioDisc,
  texts: CdText,
  mastered: Mastered,
  audio: AudioOptions,
  flacPath?: string,
): BundleEntry[] {
  const part = (name: string, head: Uint8Array, fromFrame: number, frames: number): BundleEntry => {
    const start = WAV_HEADER_BYTES + fromFrame * BYTES_PER_FRAME;
    return {
      name,
      source: { path: mastered.wavPath, head, start, end: start + frames * BYTES_PER_FRAME },
      store: true,
    };
  };
  const binary = (name: string, bytes: Uint8Array): BundleEntry => ({ name, source: { bytes }, store: false });
  const tracks = disc.tracks.map(({ number, startFrame }, i) => {
    const frames = (disc.tracks[i + 1]?.startFrame ?? disc.frames) - startFrame;
    return part(trackFileName(number), wavHeader(frames), startFrame, frames);
  });
  const form = { ...audio, flac: flacPath !== undefined };
  const image =
    flacPath === undefined
      ? { name: IMAGE_FILE_NAME, source: { path: mastered.wavPath }, store: true }
      : { name: FLAC_FILE_NAME, source: { path: flacPath }, store: true };
  const sheets = SHEETS.filter((sheet) => sheet.isFor(audio)).map((sheet) =>
    binary(sheet.fileName, Buffer.from(sheet.write(disc, texts, form), sheet.encoding)),
  );
  return [
    ...(audio.layout === 'tracks' ? [] : [image]),
    ...(audio.layout === 'image' ? [] : tracks),
    ...(audio.bin ? [part(BIN_FILE_NAME, new Uint8Array(), 0, disc.frames)] : []),
    ...sheets,
    binary('cdtext.cdt', writeCdText(disc, texts)),
    ...(mastered.ddpMd5 === undefined
      ? []
      : [
          ...writeDdp(disc, texts, mastered.ddpMd5).map(({ fileName, bytes }) => binary(`ddp/${fileName}`, bytes)),
          part(`ddp/${DDP_IMAGE}`, DDP_SILENCE, 0, disc.frames),
        ]),
  ];
}

/** What is before track 1 in the audio of a DDP fileset. */
export const DDP_SILENCE = new Uint8Array(LEAD_PAUSE * BYTES_PER_FRAME);
