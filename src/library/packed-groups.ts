/** Groups of rows as a few bytes, for threads to hand over: values without the names of their fields, as JSON. */
import type { Group, ImportRow } from './groups.ts';

type PackedGroup = readonly [keys: Group['keys'], rows: readonly PackedRow[]];
type PackedRow = ReturnType<typeof packRow>;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function packGroups(groups: readonly Group[]): Uint8Array<ArrayBuffer> {
  return encoder.encode(JSON.stringify(groups.map(({ keys, rows }): PackedGroup => [keys, rows.map(packRow)])));
}

export function unpackGroups(bytes: Uint8Array): readonly Group[] {
  return (JSON.parse(decoder.decode(bytes)) as readonly PackedGroup[]).map(([keys, rows]) => ({
    keys,
    rows: rows.map(unpackRow),
  }));
}

function packRow(row: ImportRow) {
  return [
    row.row,
    row.title,
    row.artist,
    row.artists,
    row.album,
    row.albumArtist,
    row.genres,
    row.styles,
    row.year,
    row.bpm,
    row.key,
    row.energy,
    row.explicit,
    row.isrc,
    row.lengthMs,
    row.ids,
    row.path,
    row.playlist,
    row.position,
  ] as const;
}

function unpackRow(values: PackedRow): ImportRow {
  return {
    row: values[0],
    title: values[1],
    artist: values[2],
    artists: values[3],
    album: values[4],
    albumArtist: values[5],
    genres: values[6],
    styles: values[7],
    year: values[8],
    bpm: values[9],
    key: values[10],
    energy: values[11],
    explicit: values[12],
    isrc: values[13],
    lengthMs: values[14],
    ids: values[15],
    path: values[16],
    playlist: values[17],
    position: values[18],
  };
}
