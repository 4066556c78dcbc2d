import { expect, it } from 'vitest';
import { lineToPath, pathToLine, pathToUri, uriToPath } from '../../../src/playlists/formats/location.ts';

it.each([
  ['/m/a b#1.mp3', 'file:///m/a%20b%231.mp3'],
  ['a/100%.mp3', 'a/100%25.mp3'],
  ['C:/Music/ä.mp3', 'file:///C:/Music/%C3%A4.mp3'],
  ['//nas/music/a.mp3', 'file://nas/music/a.mp3'],
  ['//a b/c', 'file:////a%20b/c'],
  ['C:', 'C%3A'],
])('%j is the URI %j, and back', (path, uri) => {
  expect(pathToUri(path)).toBe(uri);
  expect(uriToPath(uri)).toBe(path);
});

it.each([
  ['file://localhost/D:/a%20b', 'D:/a b'],
  ['file://LOCALHOST/m/100%', '/m/100%'],
  ['file:/m/a', '/m/a'],
  ['FILE:///c:/a', 'c:/a'],
  ['http://x/a%20b', 'http://x/a%20b'],
])('reads %j as %j', (uri, path) => {
  expect(uriToPath(uri)).toBe(path);
});

it('leads in on a line what would be taken for something else', () => {
  for (const path of ['#1.mp3', ' a.mp3', 'file:a', './a.mp3']) expect(lineToPath(pathToLine(path))).toBe(path);
  expect(['#1', ' a', 'file:///a', 'a#1'].map(pathToLine)).toEqual(['./#1', './ a', './file:///a', 'a#1']);
  expect(pathToLine('a\r\n\0b')).toBe('a b');
});
