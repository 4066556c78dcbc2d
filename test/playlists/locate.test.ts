import { expect, it } from 'vitest';
import { locate, type PathStyle } from '../../src/playlists/locate.ts';
import { makeTrack } from './make.ts';

const track = makeTrack('a', { path: '/home/me/Music/Jazz/a b.flac', relativePath: 'Jazz/a b.flac' });

it.each<[PathStyle, string]>([
  [{ kind: 'absolute' }, '/home/me/Music/Jazz/a b.flac'],
  [{ kind: 'relative', folder: '/home/me/lists' }, '../Music/Jazz/a b.flac'],
  [{ kind: 'relative', folder: '/home/me/Music/Jazz' }, 'a b.flac'],
  [{ kind: 'prefixed', prefix: '/media/usb' }, '/media/usb/Jazz/a b.flac'],
  [{ kind: 'prefixed', prefix: 'E:\\Music\\' }, 'E:/Music/Jazz/a b.flac'],
  [{ kind: 'prefixed', prefix: '\\\\nas\\music' }, '//nas/music/Jazz/a b.flac'],
  [{ kind: 'prefixed', prefix: '' }, 'Jazz/a b.flac'],
])('%j names a file %s', (style, path) => {
  expect(locate(track, style, '/')).toBe(path);
  expect(locate(track, style, '\\')).toBe(path.replaceAll('/', '\\'));
});
