/**
 * The kinds of audio files: one file a container. A name's extension says only whether a file is looked at; what it is
 * then is told by its content, because many a file is misnamed.
 */
import type { Container } from './container.ts';
import { aiff } from './aiff.ts';
import { ape } from './ape.ts';
import { asf } from './asf.ts';
import { dsf } from './dsf.ts';
import { flac } from './flac.ts';
import { mp4 } from './mp4.ts';
import { mpeg } from './mpeg.ts';
import { musepack } from './musepack.ts';
import { ogg } from './ogg.ts';
import { wav } from './wav.ts';
import { wavpack } from './wavpack.ts';

/** MPEG audio comes last: it has no signature, so it is what anything else is taken for. */
export const CONTAINERS: readonly Container[] = [flac, mp4, ogg, wav, aiff, ape, wavpack, asf, musepack, dsf, mpeg];

const EXTENSIONS = new Set(CONTAINERS.flatMap(({ extensions }) => extensions));

/** Whether a file of this name is looked at when a folder is scanned. */
export function isAudioName(name: string): boolean {
  return EXTENSIONS.has(name.slice(name.lastIndexOf('.')).toLowerCase());
}
