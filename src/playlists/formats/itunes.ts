import { oneLine } from '../../base/text.ts';
import { chooseList, ownLists, type ListsAndTracks, type NamedList } from './choose-list.ts';
import type { DocumentTrack, PlaylistDocument, PlaylistEntry, WritableFormat } from './format.ts';
import { toLengthMs } from './length.ts';
import { pathToUri, uriToPath } from './location.ts';
import { readXml, xmlText } from './xml.ts';

/** The XML property list that iTunes and Music export: a library or one playlist of it. Lengths are in milliseconds. */
export const itunes: WritableFormat = {
  id: 'itunes',
  name: 'iTunes XML',
  extensions: ['xml'],
  recognises: (head) => head.includes('<plist'),
  holdsSeveral: true,
  keepsSlashes: true,
  write,
  read: async (data, source, list) => chooseList(await readLists(data, source), list, source),
  readAll: async (data, source) => ownLists((await readLists(data, source)).lists),
};

function write({ title, tracks }: PlaylistDocument): string {
  const unique = [...new Map(tracks.map((track) => [track.location, track])).values()];
  const ids = new Map(unique.map(({ location }, i) => [location, i + 1]));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple Computer//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    '<dict>',
    '  <key>Major Version</key><integer>1</integer>',
    '  <key>Minor Version</key><integer>1</integer>',
    '  <key>Tracks</key>',
    '  <dict>',
    ...unique.flatMap((track, i) => trackLines(track, i + 1)),
    '  </dict>',
    '  <key>Playlists</key>',
    '  <array>',
    '    <dict>',
    `      <key>Name</key><string>${xmlText(title)}</string>`,
    '      <key>Playlist ID</key><integer>1</integer>',
    '      <key>All Items</key><true/>',
    '      <key>Playlist Items</key>',
    '      <array>',
    ...tracks.map(({ location }) => `        <dict><key>Track ID</key><integer>${ids.get(location)}</integer></dict>`),
    '      </array>',
    '    </dict>',
    '  </array>',
    '</dict>',
    '</plist>',
    '',
  ].join('\n');
}

function trackLines(track: DocumentTrack, id: number): string[] {
  const text = (key: string, value: string): string => `      <key>${key}</key><string>${xmlText(value)}</string>`;
  return [
    `    <key>${id}</key>`,
    '    <dict>',
    `      <key>Track ID</key><integer>${id}</integer>`,
    text('Name', track.title),
    text('Artist', track.artist),
    text('Album', track.album),
    `      <key>Total Time</key><integer>${track.lengthMs}</integer>`,
    '      <key>Track Type</key><string>File</string>',
    text('Location', pathToUri(track.location)),
    '    </dict>',
  ];
}

/** Where in the property list what is read stands. */
const SECTION = 'plist/dict/key';
const TRACK = 'plist/dict/dict/dict';
const LIST = 'plist/dict/array/dict';
const ITEM = `${LIST}/array/dict`;

type Fields = ReadonlyMap<string, string>;

async function readLists(data: Uint8Array, source: string): Promise<ListsAndTracks> {
  const tracks = new Map<string, PlaylistEntry>();
  const lists: { readonly fields: Fields; readonly ids: readonly string[] }[] = [];
  let section = '';
  let key = '';
  let fields = new Map<string, string>();
  let ids: string[] = [];
  await readXml(data, 'iTunes', source, {
    root: 'plist',
    open: (path) => {
      if (path !== TRACK && path !== LIST) return;
      fields = new Map();
      ids = [];
    },
    close: (path, text) => {
      const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
      if (path === SECTION) section = text;
      else if (path === TRACK && section === 'Tracks') tracks.set(fields.get('Track ID') ?? '', entryOf(fields));
      else if (path === LIST && section === 'Playlists') lists.push({ fields, ids });
      else if (path === `${ITEM}/integer`) ids.push(text.trim());
      else if (parent === TRACK || parent === LIST) {
        if (path.endsWith('/key')) key = text;
        else fields.set(key, text);
      }
    },
  });
  const byId = new Map(lists.map(({ fields: list }) => [list.get('Playlist Persistent ID') ?? '', list]));
  const named = lists.map(({ fields: list, ids: items }): NamedList => ({
    path: pathOf(list, byId),
    builtIn: ['Master', 'Distinguished Kind', 'Folder'].some((name) => list.has(name)),
    entries: () => items.flatMap((id) => tracks.get(id) ?? []),
  }));
  return { lists: named, all: () => [...tracks.values()] };
}

const MAX_FOLDERS = 50;

/** The names of a list's folders, from the outermost, and its own. */
function pathOf(list: Fields, byId: ReadonlyMap<string, Fields>): readonly string[] {
  const path: string[] = [];
  for (let one: Fields | undefined = list; one && path.length < MAX_FOLDERS;) {
    path.unshift(one.get('Name') ?? '');
    const parent = one.get('Parent Persistent ID');
    one = parent === undefined ? undefined : byId.get(parent);
  }
  return path;
}

function entryOf(fields: Fields): PlaylistEntry {
  const text = (key: string): string => oneLine(fields.get(key) ?? '');
  const location = (fields.get('Location') ?? '').trim();
  return {
    location: location === '' ? null : uriToPath(location),
    title: text('Name'),
    artist: text('Artist'),
    album: text('Album'),
    lengthMs: toLengthMs(Number(text('Total Time'))),
  };
}
