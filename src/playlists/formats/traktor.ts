import { oneLine } from '../../base/text.ts';
import { chooseList, ownLists, type ListsAndTracks, type NamedList } from './choose-list.ts';
import type { DocumentTrack, PlaylistDocument, PlaylistEntry, WritableFormat } from './format.ts';
import { formatSeconds, parseSeconds } from './length.ts';
import { readXml, xmlAttributes } from './xml.ts';

/**
 * Traktor's NML: a collection and a tree of folders and playlists, whose entries name volume, folders and file of a
 * track, with `/:` between. A volume that is no drive letter is left out of a path, as a system may show it anywhere.
 */
export const traktor: WritableFormat = {
  id: 'traktor',
  name: 'Traktor NML',
  extensions: ['nml'],
  holdsSeveral: true,
  keepsSlashes: true,
  write,
  read: async (data, source, list) => chooseList(await readLists(data, source), list, source),
  readAll: async (data, source) => ownLists((await readLists(data, source)).lists),
};

interface Place {
  readonly volume: string;
  /** Begins with `/:` where it is absolute, and ends with it where it is not empty. */
  readonly dir: string;
  readonly file: string;
}

function placeOf(path: string): Place {
  const [volume = ''] = /^[a-z]:(?=\/)/i.exec(path) ?? [];
  const parts = path.slice(volume.length).split('/');
  const file = parts.pop()!;
  return { volume, dir: parts.map((part) => `${part}/:`).join(''), file };
}

function pathOf({ volume, dir, file }: Place): string {
  return (/^[a-z]:$/i.test(volume) ? volume : '') + dir.replaceAll('/:', '/') + file;
}

function write({ title, tracks }: PlaylistDocument): string {
  const unique = [...new Map(tracks.map((track) => [track.location, track])).values()];
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>',
    '<NML VERSION="19">',
    '  <HEAD COMPANY="" PROGRAM="mixpress"></HEAD>',
    `  <COLLECTION ENTRIES="${unique.length}">`,
    ...unique.flatMap(collectionLines),
    '  </COLLECTION>',
    '  <PLAYLISTS>',
    '    <NODE TYPE="FOLDER" NAME="$ROOT">',
    '      <SUBNODES COUNT="1">',
    `        <NODE TYPE="PLAYLIST"${xmlAttributes({ NAME: oneLine(title) })}>`,
    `          <PLAYLIST ENTRIES="${tracks.length}" TYPE="LIST">`,
    ...tracks.map((track) => {
      const { volume, dir, file } = placeOf(track.location);
      return `            <ENTRY><PRIMARYKEY TYPE="TRACK"${xmlAttributes({ KEY: volume + dir + file })}></PRIMARYKEY></ENTRY>`;
    }),
    '          </PLAYLIST>',
    '        </NODE>',
    '      </SUBNODES>',
    '    </NODE>',
    '  </PLAYLISTS>',
    '</NML>',
    '',
  ].join('\n');
}

function collectionLines(track: DocumentTrack): string[] {
  const { volume, dir, file } = placeOf(track.location);
  const { lengthMs } = track;
  return [
    `    <ENTRY${xmlAttributes({ TITLE: oneLine(track.title), ARTIST: oneLine(track.artist) })}>`,
    `      <LOCATION${xmlAttributes({ DIR: dir, FILE: file, VOLUME: volume })}></LOCATION>`,
    `      <ALBUM${xmlAttributes({ TITLE: oneLine(track.album) })}></ALBUM>`,
    `      <INFO PLAYTIME="${formatSeconds(lengthMs)}" PLAYTIME_FLOAT="${(lengthMs / 1000).toFixed(6)}"></INFO>`,
    '    </ENTRY>',
  ];
}

async function readLists(data: Uint8Array, source: string): Promise<ListsAndTracks> {
  const byKey = new Map<string, PlaylistEntry>();
  const lists: NamedList[] = [];
  const folders: string[] = [];
  let entry: PlaylistEntry = NOTHING;
  let key = '';
  let keys: string[] = [];
  await readXml(data, 'NML', source, {
    root: 'NML',
    open: (path, attribute) => {
      switch (path) {
        case ENTRY:
          entry = { ...NOTHING, title: oneLine(attribute('TITLE')), artist: oneLine(attribute('ARTIST')) };
          break;
        case `${ENTRY}/LOCATION`: {
          const place = { volume: attribute('VOLUME'), dir: attribute('DIR'), file: attribute('FILE') };
          key = place.volume + place.dir + place.file;
          entry = { ...entry, location: pathOf(place) };
          break;
        }
        case `${ENTRY}/ALBUM`:
          entry = { ...entry, album: oneLine(attribute('TITLE')) };
          break;
        case `${ENTRY}/INFO`:
          entry = { ...entry, lengthMs: parseSeconds(attribute('PLAYTIME_FLOAT') || attribute('PLAYTIME')) };
          break;
        default:
          if (path.endsWith('/NODE')) folders.push(attribute('NAME'));
          else if (path.endsWith('/PRIMARYKEY')) keys.push(attribute('KEY'));
          else if (path.endsWith('/PLAYLIST')) {
            const own: string[] = (keys = []);
            lists.push({ path: folders.slice(1), entries: () => own.map((one) => byKey.get(one) ?? lost(one)) });
          }
      }
    },
    close: (path) => {
      if (path === ENTRY && entry.location !== null) byKey.set(key, entry);
      else if (path.endsWith('/NODE')) folders.pop();
    },
  });
  return { lists, all: () => [...byKey.values()] };
}

const ENTRY = 'NML/COLLECTION/ENTRY';
const NOTHING: PlaylistEntry = { location: null, title: '', artist: '', album: '', lengthMs: null };

/** An entry whose track the collection lacks: its key is its path. */
function lost(key: string): PlaylistEntry {
  const [, volume = '', rest = ''] = /^([^/]*)(\/:.*)$/s.exec(key) ?? [];
  return { ...NOTHING, location: rest === '' ? key : pathOf({ volume, dir: rest, file: '' }) };
}
