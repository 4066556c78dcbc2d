/** The formats whose files hold a collection and several playlists. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { playlistFilePath, readAllPlaylists, readPlaylistFile } from '../../../src/playlists/formats/index.ts';
import { itunes } from '../../../src/playlists/formats/itunes.ts';
import { rekordbox } from '../../../src/playlists/formats/rekordbox.ts';
import { traktor } from '../../../src/playlists/formats/traktor.ts';
import { chunks, readAll } from '../../library/catalogues/read.ts';
import { itWith, itWithShared, runTool, tempDir } from '../../outside.ts';

const dir = tempDir();

const dict = (...pairs: readonly string[]): string =>
  `<dict>${pairs.map((pair, i) => (i % 2 === 0 ? `<key>${pair}</key>` : pair)).join('')}</dict>`;
const text = (value: string): string => `<string>${value}</string>`;
const number = (value: number): string => `<integer>${value}</integer>`;
const items = (...ids: readonly number[]): string =>
  `<array>${ids.map((id) => dict('Track ID', number(id))).join('')}</array>`;

const FILES: Readonly<Record<string, string>> = {
  'rekordbox.xml': `<?xml version="1.0"?><DJ_PLAYLISTS Version="1.0.0"><COLLECTION>
    <TRACK TrackID="7" Name="A" Artist="X" Album="L" TotalTime="60" Location="file://localhost/D:/m/a%20b.mp3"><TEMPO/></TRACK>
    <TRACK TrackID="9" Name="B" TotalTime="0" Location="file://localhost/m/b.mp3"/></COLLECTION>
    <PLAYLISTS><NODE Type="0" Name="ROOT"><NODE Type="1" Name="Late" KeyType="0"><TRACK Key="9"/><TRACK Key="7"/></NODE>
      <NODE Type="0" Name="Sets"><NODE Type="1" Name="House &amp; Deep" KeyType="1"><TRACK Key="file://localhost/D:/m/a%20b.mp3"/>
      <TRACK Key="file://localhost/gone.mp3"/></NODE><NODE Type="1" Name="Late" KeyType="0"/></NODE></NODE></PLAYLISTS></DJ_PLAYLISTS>`,
  'traktor.nml': `<NML VERSION="19"><COLLECTION>
    <ENTRY TITLE="A" ARTIST="X"><LOCATION DIR="/:m/:" FILE="a b.mp3" VOLUME="D:"/><ALBUM TITLE="L"/><INFO PLAYTIME="61" PLAYTIME_FLOAT="60.000000"/></ENTRY>
    <ENTRY TITLE="B"><LOCATION DIR="/:m/:" FILE="b.mp3" VOLUME="Macintosh HD"/><INFO PLAYTIME="0"/></ENTRY></COLLECTION>
    <PLAYLISTS><NODE TYPE="FOLDER" NAME="$ROOT"><SUBNODES>
      <NODE TYPE="PLAYLIST" NAME="Late"><PLAYLIST><ENTRY><PRIMARYKEY TYPE="TRACK" KEY="Macintosh HD/:m/:b.mp3"/></ENTRY><ENTRY><PRIMARYKEY KEY="D:/:m/:a b.mp3"/></ENTRY></PLAYLIST></NODE>
      <NODE TYPE="FOLDER" NAME="Sets"><SUBNODES><NODE TYPE="PLAYLIST" NAME="House &amp; Deep"><PLAYLIST><ENTRY><PRIMARYKEY KEY="D:/:m/:a b.mp3"/></ENTRY>
      <ENTRY><PRIMARYKEY KEY="C:/:gone.mp3"/></ENTRY></PLAYLIST></NODE><NODE TYPE="PLAYLIST" NAME="Late"><PLAYLIST/></NODE></SUBNODES></NODE>
    </SUBNODES></NODE></PLAYLISTS></NML>`,
  'itunes.xml': `<?xml version="1.0"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "x.dtd"><plist version="1.0">${dict(
    'Tracks',
    dict(
      '7',
      dict(
        'Track ID',
        number(7),
        'Name',
        text('A'),
        'Artist',
        text('X'),
        'Album',
        text('L'),
        'Total Time',
        number(60_000),
        'Location',
        text('file://localhost/D:/m/a%20b.mp3'),
      ),
      '9',
      dict('Track ID', number(9), 'Name', text('B'), 'Location', text('file:///m/b.mp3')),
    ),
    'Playlists',
    `<array>${dict('Name', text('Library'), 'Master', '<true/>', 'Playlist Items', items(7, 9))}
      ${dict('Name', text('Late'), 'Playlist Items', items(9, 7))}
      ${dict('Name', text('Sets'), 'Folder', '<true/>', 'Playlist Persistent ID', text('F'), 'Playlist Items', items(7))}
      ${dict('Name', text('House &amp; Deep'), 'Parent Persistent ID', text('F'), 'Playlist Items', items(7, 404))}
      ${dict('Name', text('Late'), 'Playlist Persistent ID', text('L'), 'Parent Persistent ID', text('F'))}</array>`,
  )}</plist>`,
};
const path = (name: string): string => join(dir, name);
for (const [name, content] of Object.entries(FILES)) writeFileSync(path(name), content);

describe.each(Object.keys(FILES))('%s', (name) => {
  it('gives all its playlists that are not empty, with the folder where a name is not theirs alone', async () => {
    const lists = await readAllPlaylists(path(name));
    expect(lists.map(({ title, entries }) => [title, entries.map((entry) => entry.title)])).toEqual([
      ['Late', ['B', 'A']],
      ['House & Deep', name === 'itunes.xml' ? ['A'] : ['A', '']],
    ]);
  });

  it('tells as a catalogue how many playlists there are, in chunks of any size', async () => {
    for (const size of [1, 7, 1 << 16]) {
      expect((await readAll(chunks(FILES[name]!, size), { source: name })).playlists).toBe(3);
    }
  });

  it('asks which of its playlists is meant, and says how', async () => {
    await expect(readPlaylistFile(path(name))).rejects.toMatchObject({
      code: 'playlist-unclear',
      message: `${path(name)} holds 3 playlists`,
      hint: `put # and a name behind the file's, as in ${path(name)}#Late; there are Late, Sets/House & Deep, Sets/Late`,
    });
    await expect(readPlaylistFile(`${path(name)}#Morning`)).rejects.toMatchObject({
      code: 'playlist-unclear',
      message: `${path(name)} holds no playlist of the name "Morning"`,
      hint: expect.stringContaining('Sets/House & Deep'),
    });
  });

  it('gives the one that is named, by its name or with its folders', async () => {
    const a = { location: 'D:/m/a b.mp3', title: 'A', artist: 'X', album: 'L', lengthMs: 60_000 };
    const b = { location: '/m/b.mp3', title: 'B', artist: '', album: '', lengthMs: null };
    expect(await readPlaylistFile(`${path(name)}#Late`)).toEqual({ title: 'Late', entries: [b, a] });
    expect((await readPlaylistFile(`${path(name)}#Sets/Late`)).entries).toEqual([]);
    for (const reference of ['House & Deep', 'Sets/House & Deep', 'house deep']) {
      const { title, entries } = await readPlaylistFile(`${path(name)}#${reference}`);
      expect(title).toBe('House & Deep');
      expect(entries[0]).toEqual(a);
    }
  });
});

describe('a list', () => {
  it('keeps the entries that its collection lacks, where they say a path', async () => {
    for (const [name, gone] of [
      ['rekordbox.xml', '/gone.mp3'],
      ['traktor.nml', 'C:/gone.mp3'],
    ] as const) {
      const { entries } = await readPlaylistFile(`${path(name)}#House & Deep`);
      expect(entries[1]).toMatchObject({ location: gone, title: '' });
    }
  });

  it('in folders that lie in each other is no trap', async () => {
    const list = dict('Name', text('A'), 'Playlist Persistent ID', text('L'), 'Parent Persistent ID', text('L'));
    const plist = `<plist>${dict('Playlists', `<array>${list}</array>`)}</plist>`;
    expect((await itunes.read(Buffer.from(plist), 'x')).title).toBe('A');
  });
});

describe('a file', () => {
  it('is told by its beginning, and by its extension without a list that is named', async () => {
    writeFileSync(path('other.xml'), '<html/>');
    await expect(readPlaylistFile(path('other.xml'))).rejects.toMatchObject({ code: 'playlist-unreadable' });
    expect(playlistFilePath('a/lib.XML#Sets/Late.m3u')).toBe('a/lib.XML');
    expect(playlistFilePath('a#b.m3u8')).toBe('a#b.m3u8');
    expect(playlistFilePath('Late Night Jazz #2')).toBeNull();
  });

  it('without playlists is the list of all its tracks', async () => {
    const nml = '<NML><COLLECTION><ENTRY TITLE="A"><LOCATION DIR="/:" FILE="a"/></ENTRY></COLLECTION></NML>';
    expect((await traktor.read(Buffer.from(nml), 'x')).entries).toMatchObject([{ location: '/a', title: 'A' }]);
  });

  itWithShared('data/imports', 'of the real programs is read', async (shared) => {
    for (const [name, count, first] of [
      ['rekordbox.xml', 2, { artist: 'The C.V.Q. Band', lengthMs: 279_000 }],
      ['traktor-collection.nml', 2, { artist: 'Kool & The Gang', lengthMs: 465_084 }],
      ['itunes_library_unix.xml', 3, { title: 'Tessellate', lengthMs: 182_674 }],
      ['itunes_library_windows.xml', 3, { location: 'G:/Music/Alt-J/An Awesome Wave/03 Tessellate.mp3' }],
      ['itunes_library_windows.xml#Muziek', 3, { title: 'Tessellate' }],
    ] as const) {
      const { entries } = await readPlaylistFile(join(shared, name));
      expect(entries, name).toHaveLength(count);
      expect(entries[0], name).toMatchObject(first);
    }
  });

  itWith(['python3'], 'that is written is XML to expat, and a property list to Python', () => {
    const tracks = [
      { location: '/m/a & "b"\t.mp3', title: '<A> ]]> \ud800', artist: '\u0001', album: "'", lengthMs: 61_400 },
    ];
    for (const format of [rekordbox, traktor, itunes])
      writeFileSync(path(`${format.id}.out`), format.write({ title: '&', creator: '', tracks }));
    const judge = `
import plistlib, sys, xml.dom.minidom as m
for name in ("rekordbox", "traktor"): m.parse(f"{sys.argv[1]}/{name}.out")
print(plistlib.load(open(f"{sys.argv[1]}/itunes.out", "rb"))["Tracks"]["1"]["Total Time"])`;
    expect(runTool('python3', ['-c', judge, dir])).toMatchObject({ status: 0, stdout: '61400\n' });
  });
});
