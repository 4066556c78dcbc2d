import { framesToMs } from '../../base/frames.ts';
import type { Copy, DataDisc } from '../../model/disc.ts';
import { SECTOR_BYTES } from '../../model/medium.ts';

/** What was made of a disc of files. */
export interface MadeFiles {
  /** Name of the image, or of the folder with the files. */
  readonly name: string;
  readonly form: 'iso' | 'tree';
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
  readonly tracks: readonly { readonly number: number; readonly conversion: string }[];
}

/** The content of `disc.json` for a disc of files: a documented contract, see README. Texts are as they were given. */
export interface DataDiscRecord {
  readonly schemaVersion: 1;
  readonly kind: 'data';
  readonly id: string;
  readonly number: number;
  readonly of: number;
  /** How the playlist was split over its discs; null where it is whole on this one. */
  readonly split: string | null;
  readonly title: string;
  readonly performer: string;
  readonly catalog: string | null;
  readonly medium: { readonly id: string; readonly name: string; readonly capacitySectors: number };
  /** Of 2048 bytes, of the whole image, its padding counted; as a tree, of the image that can be made of it. */
  readonly sectors: number;
  readonly freeSectors: number;
  readonly sizeBytes: number;
  readonly lengthMs: number;
  /** Name of the image beside this file, or null where there is a tree. */
  readonly image: string | null;
  /** Name of the folder beside this file that holds what is to be on the disc, or null where there is an image. */
  readonly tree: string | null;
  readonly tracks: readonly {
    readonly number: number;
    /** In the playlist, from 1. */
    readonly position: number;
    readonly title: string;
    readonly artist: string;
    readonly album: string;
    readonly isrc: string | null;
    readonly lengthMs: number;
    /** Path on the disc, with `/`. */
    readonly file: string;
    readonly conversion: string;
    readonly trackId: string;
    /** From the library's folder, with `/`. */
    readonly sourcePath: string;
  }[];
  /** Every file on the disc. */
  readonly files: MadeFiles['files'];
  readonly copies: readonly Copy[];
}

/** Describes a disc of files for `disc.json`. */
export function describeDataDisc(disc: DataDisc, made: MadeFiles): DataDiscRecord {
  const { id, number, of, split, title, performer, catalog, medium, sectors, frames, copies } = disc;
  return {
    schemaVersion: 1,
    kind: 'data',
    ...{ id, number, of, split, title, performer, catalog },
    medium: { id: medium.id, name: medium.name, capacitySectors: medium.capacitySectors },
    sectors,
    freeSectors: medium.capacitySectors - sectors,
    sizeBytes: sectors * SECTOR_BYTES,
    lengthMs: framesToMs(frames),
    image: made.form === 'iso' ? made.name : null,
    tree: made.form === 'tree' ? made.name : null,
    tracks: disc.tracks.map(({ number: place, position, track, frames: length, file }) => ({
      number: place,
      position,
      title: track.title,
      artist: track.artist,
      album: track.album,
      isrc: track.isrc,
      lengthMs: framesToMs(length),
      file,
      conversion: made.tracks.find((one) => one.number === place)!.conversion,
      trackId: track.id,
      sourcePath: track.relativePath,
    })),
    files: made.files,
    copies,
  };
}
