import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, ExitCode } from '../base/errors.ts';
import { BYTES_PER_FRAME } from '../base/frames.ts';
import { escapeControl } from '../base/text.ts';
import type { MadeAudio, MadeDisc } from './made-disc.ts';
import { FLAC_FILE_NAME, IMAGE_FILE_NAME, trackFileName } from './sheets/sheet.ts';
import { WAV_HEADER_BYTES } from './verify/wav.ts';

type AudioFolder = Pick<MadeDisc, 'folder' | 'title' | 'sectors'>;

/** Whether the audio of a disc lies in its folder as one WAV file, as long as it must be. */
export async function hasImage({ folder, sectors }: AudioFolder): Promise<boolean> {
  return (await sizeOf(join(folder, IMAGE_FILE_NAME))) === WAV_HEADER_BYTES + sectors * BYTES_PER_FRAME;
}

/** Whether it lies there as a WAV file a track, each at least as long as its track. */
export async function hasTracks({ folder }: AudioFolder, { tracks }: MadeAudio): Promise<boolean> {
  const sizes = await Promise.all(tracks.map(({ number }) => sizeOf(join(folder, trackFileName(number)))));
  return sizes.every((size, i) => size >= WAV_HEADER_BYTES + tracks[i]!.frames * BYTES_PER_FRAME);
}

/** Why a disc can't be made whose audio is not there as WAV files: it is compressed, or it is gone. */
export async function lackOfAudio({ folder, title }: AudioFolder): Promise<AppError> {
  if ((await sizeOf(join(folder, FLAC_FILE_NAME))) > 0)
    return new AppError('disc-compressed', `the audio of ${escapeControl(title)} is compressed, and WAV is burned`, {
      hint: `unpack its bundle, run flac -d ${FLAC_FILE_NAME} in the folder of the disc, and name that folder`,
      exitCode: ExitCode.usage,
    });
  return new AppError(
    'disc-damaged',
    `the audio of the disc in ${folder} is missing, or not as long as its disc.json says`,
    { hint: 'unpack its bundle again, or make it anew', exitCode: ExitCode.damaged },
  );
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? -1;
}
