import { oneLine } from '../../base/text.ts';
import { chooseList, ownLists, type ListsAndTracks, type NamedList } from './choose-list.ts';
import type { PlaylistDocument, PlaylistEntry, WritableFormat } from './format.ts';
import { formatSeconds, parseSeconds } from './length.ts';
import { pathToUri, uriToPath } from './location.ts';
import { readXml, xmlAttributes } from './xml.ts';

/**
 * The XML of rekordbox (its "xml format list"): a collection and a tree of folders and playlists, whose tracks are keys
 * of the collection's or their locations. Lengths are in whole seconds.
 */
export const rekordbox: WritableFormat = {
  id: 'rekordbox',
  name: 'rekordbox XML',
  extensions: ['xml'],
  recognises: (head) => head.includes('<DJ_PLAYLISTS'),
  holdsSeveral: true,
  keepsSlashes: true,
  write,
  read: async (data, source, list) => chooseList(await readLists(data, source), list, source),
  readAll: async (data, source) => ownLists((await readLists(data, source)).lists),
};

function write({ title, tracks }: PlaylistDocument): string {
  const unique = [...new Map(tracks.map((track) => [track.location, track])).values()];
  const ids = new Map(unique.map(({ location }, i) => [location, i + 1]));
  const collection = unique.map((track, i) => {
    const attributes = xmlAttributes({
      TrackID: String(i + 1),
      Name: oneLine(track.title),
      Artist: oneLine(track.artist),
      Album: oneLine(track.album),
      TotalTime: formatSeconds(track.lengthMs),
      Location: pathToUri(track.location).replace(/^file:\/\/\//, 'file://localhost/'),
    });
    return `    <TRACK${attributes}/>`;
  });
  const node = xmlAttributes({ Name: oneLine(title), Type: '1', KeyType: '0', Entries: String(tracks.length) });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<DJ_PLAYLISTS Version="1.0.0">',
    '  <PRODUCT Name="mixpress" Version="1.0.0" Company=""/>',
    `  <COLLECTION Entries="${unique.length}">`,
    ...collection,
    '  </COLLECTION>',
    '  <PLAYLISTS>',
    '    <NODE Type="0" Name="ROOT" Count="1">',
    `      <NODE${node}>`,
    ...tracks.map(({ location }) => `        <TRACK Key="${ids.get(location)}"/>`),
    '      </NODE>',
    '    </NODE>',
    '  </PLAYLISTS>',
    '</DJ_PLAYLISTS>',
    '',
  ].join('\n');
}

async function readLists(data: Uint8Array, source: string): Promise<ListsAndTracks> {
  const byId = new Map<string, PlaylistEntry>();
  const byLocation = new Map<string, PlaylistEntry>();
  const lists: NamedList[] = [];
  const folders: string[] = [];
  let keys: string[] = [];
  await readXml(data, 'rekordbox', source, {
    root: 'DJ_PLAYLISTS',
    open: (path, attribute) => {
      if (path === 'DJ_PLAYLISTS/COLLECTION/TRACK') {
        const entry = entryOf(attribute);
        byId.set(attribute('TrackID'), entry);
        byLocation.set(attribute('Location'), entry);
      } else if (path.endsWith('/NODE')) {
        folders.push(attribute('Name'));
        if (attribute('Type') !== '1') return;
        const own: string[] = (keys = []);
        const tracks = attribute('KeyType') === '1' ? byLocation : byId;
        lists.push({ path: folders.slice(1), entries: () => own.map((key) => tracks.get(key) ?? lost(key)) });
      } else if (path.endsWith('/NODE/TRACK')) keys.push(attribute('Key'));
    },
    close: (path) => {
      if (path.endsWith('/NODE')) folders.pop();
    },
  });
  return { lists, all: () => [...byId.values()] };
}

function entryOf(attribute: (name: string) => string): PlaylistEntry {
  const location = attribute('Location');
  return {
    location: location === '' ? null : uriToPath(location),
    title: oneLine(attribute('Name')),
    artist: oneLine(attribute('Artist')),
    album: oneLine(attribute('Album')),
    lengthMs: parseSeconds(attribute('TotalTime')),
  };
}

/** An entry whose track the collection lacks; where its key is a location, that is all there is. */
function lost(key: string): PlaylistEntry {
  return {
    location: key.startsWith('file:') ? uriToPath(key) : null,
    title: '',
    artist: '',
    album: '',
    lengthMs: null,
  };
}
