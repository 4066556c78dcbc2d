/** Input of bundles for tests. */
import type { BundleInput } from '../../src/bundle/bundle-input.ts';
import { GIVING_WAY, type OrderBrief } from '../../src/model/order.ts';
import type { Track } from '../../src/model/track.ts';
import { layOut } from '../../src/discs/layout.ts';
import { layoutInput } from '../discs/make.ts';
import { makeTrack } from '../make-track.ts';

export const brief: OrderBrief = {
  title: 'Late Night Jazz',
  genre: ['Jazz'],
  style: [],
  artist: [],
  year: null,
  bpm: null,
  key: [],
  explicit: 'allow',
  where: null,
  include: [],
  exclude: [],
  duration: { kind: 'length', ms: 4_440_000 },
  tolerance: null,
  allowOver: null,
  order: 'shuffle',
  artistGap: null,
  titleGap: null,
  maxPerArtist: null,
  maxPerAlbum: null,
  quota: [],
  spread: [],
  freshDays: null,
  relax: GIVING_WAY,
  rules: [],
  media: 'cd-80',
  split: 'in-order',
  pause: null,
  copies: 2,
  clone: null,
  vary: null,
  priority: null,
  seed: null,
  performer: null,
  catalog: null,
  notes: null,
};

export function bundleInput(tracks: readonly Track[] = [makeTrack()], details: Partial<BundleInput> = {}): BundleInput {
  const { split } = details.order ?? brief;
  const input = layoutInput(tracks, { title: 'Late Night Jazz', copies: 2, split });
  return {
    tool: { name: 'mixpress', version: '1.2.3' },
    audioEngine: 'an engine 8.1',
    order: brief,
    playlist: input.playlist,
    playlistFiles: [
      { fileName: 'playlist.m3u8', text: '#EXTM3U\n' },
      { fileName: 'playlist.xspf', text: '<playlist/>\n' },
    ],
    libraryFingerprint: 'f00d',
    selection: { seed: 1 },
    discs: layOut(input).discs.map((disc) => ({
      disc,
      record: { schemaVersion: 1, id: disc.id },
      files: [
        { name: 'disc.wav', source: { path: `/work/disc-${disc.number}.wav` }, store: true },
        { name: 'disc.cue', source: { text: 'cue\r\n' }, store: false },
        { name: 'disc.toc', source: { text: 'toc\n' }, store: false },
      ],
      conversions: disc.tracks.map(({ number }) => ({ number, conversion: 'bit-identical' })),
    })),
    insert: null,
    warnings: [],
    ...details,
  };
}
