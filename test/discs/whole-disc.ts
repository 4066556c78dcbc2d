/** A disc with real audio, in a folder as it is unpacked from a bundle. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { wavHeader } from '../../src/audio/wav.ts';
import { BYTES_PER_FRAME } from '../../src/base/frames.ts';
import { DDP_SILENCE, audioDiscFiles } from '../../src/batch/steps/disc-files.ts';
import { readSource } from '../../src/bundle/read-source.ts';
import { cdText } from '../../src/discs/cd-text.ts';
import { describeDisc } from '../../src/discs/describe.ts';
import { PLAIN_AUDIO, type AudioOptions } from '../../src/model/audio-options.ts';
import type { AudioDisc } from '../../src/model/disc.ts';
import { mix32 } from '../../src/base/random.ts';
import { makeTrack } from '../make-track.ts';
import { makeDisc } from './make.ts';

export const EVERYTHING: AudioOptions = { ...PLAIN_AUDIO, layout: 'both', bin: true, ddp: true };

/** Four tracks of which the second and the third are an album in its order, with pauses around them, codes and flags. */
export function fourTracks(): AudioDisc {
  const album = (i: number) => ({ lengthSamples: 177_001, trackNumber: i, album: 'Live', albumArtist: 'They' });
  return makeDisc(
    [
      makeTrack({ lengthSamples: 176_500, title: 'Für Élise', isrc: 'DEA121300001' }),
      makeTrack({ ...album(1), title: 'One' }),
      makeTrack({ ...album(2), title: 'Two', isrc: 'USRC17607839' }),
      makeTrack({ lengthSamples: 176_400, title: '東京' }),
    ],
    {
      title: 'A “disc”',
      pauseFrames: 30,
      catalog: '4006381333931',
      flags: { copyPermitted: true, preEmphasis: false },
    },
  );
}

/** Writes all files of a disc of noise. */
export async function unpackDisc(folder: string, disc: AudioDisc, audio: AudioOptions): Promise<void> {
  const pcm = Buffer.alloc(disc.frames * BYTES_PER_FRAME);
  const tracks = disc.tracks.map(({ number, startFrame, offsetSamples = 0, track }) => {
    const start = startFrame * BYTES_PER_FRAME + offsetSamples * 4;
    const end = start + track.lengthSamples * 4;
    for (let at = start; at < end; at += 4) pcm.writeUInt32LE(mix32(at), at);
    const md5 = createHash('md5').update(pcm.subarray(start, end)).digest('hex');
    return { number, conversion: 'bit-identical', samples: track.lengthSamples, md5, warnings: [] };
  });
  mkdirSync(folder, { recursive: true });
  const wavPath = join(folder, '.image');
  writeFileSync(wavPath, Buffer.concat([wavHeader(disc.frames), pcm]));
  const ddpMd5 = createHash('md5').update(DDP_SILENCE).update(pcm).digest('hex');
  const mastered = { disc: disc.id, wavPath, bytes: 0, tracks, ...(audio.ddp ? { ddpMd5 } : {}) };
  const texts = cdText(disc, audio.cdText);
  const files = audioDiscFiles(disc, texts, mastered, audio);
  for (const { name, source } of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), await buffer(readSource(source)));
  }
  writeFileSync(join(folder, 'disc.json'), JSON.stringify(describeDisc(disc, texts, audio, mastered)));
}
