import { expect, it } from 'vitest';
import { exportPlaylist } from '../../src/playlists/export.ts';
import { m3u8 } from '../../src/playlists/formats/m3u8.ts';
import { makePlaylist, makeTrack } from './make.ts';

it('names each track by its file, or as it is asked to', async () => {
  const playlist = makePlaylist({ tracks: [makeTrack('a', { relativePath: 'x/a.flac' })] });
  const locations = async (text: string) =>
    (await m3u8.read(Buffer.from(text), '')).entries.map(({ location }) => location);
  expect(await locations(exportPlaylist(playlist, m3u8))).toEqual(['/music/a.flac']);
  expect(await locations(exportPlaylist(playlist, m3u8, ({ relativePath }) => relativePath))).toEqual(['x/a.flac']);
});
