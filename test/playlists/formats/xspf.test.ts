import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPlaylistFile } from '../../../src/playlists/formats/index.ts';
import { xspf } from '../../../src/playlists/formats/xspf.ts';
import { itWith, itWithShared, runTool, sharedPath, tempDir } from '../../outside.ts';

const read = (data: string | Uint8Array) => xspf.read(typeof data === 'string' ? Buffer.from(data) : data, 'list.xspf');
const inPlaylist = (content: string) => `<playlist version="1" xmlns="http://xspf.org/ns/0/">${content}</playlist>`;
const inTrack = (content: string) => inPlaylist(`<trackList><track>${content}</track></trackList>`);

const hostile = 'a & b <c> "d" \'e\' ]]> \u0000\u0008\u001b \ud800 \ufffe\uffff 東京\r\n🎵';

describe('writing XSPF', () => {
  it('gives what the standard has for it', () => {
    const tracks = [
      { location: 'Jazz & Blues/#1 100%?.flac', title: 'So < What', artist: 'Miles', album: 'Blue', lengthMs: 562_027 },
      { location: '/abs/a b.mp3', title: 'x', artist: '', album: '', lengthMs: 1 },
    ];
    expect(xspf.write({ title: 'Late\nNight', creator: 'Various', tracks }))
      .toBe(`<?xml version="1.0" encoding="UTF-8"?>
<playlist version="1" xmlns="http://xspf.org/ns/0/">
  <title>Late Night</title>
  <creator>Various</creator>
  <trackList>
    <track>
      <location>Jazz%20%26%20Blues/%231%20100%25%3F.flac</location>
      <title>So &lt; What</title>
      <creator>Miles</creator>
      <album>Blue</album>
      <duration>562027</duration>
    </track>
    <track>
      <location>file:///abs/a%20b.mp3</location>
      <title>x</title>
      <duration>1</duration>
    </track>
  </trackList>
</playlist>
`);
  });

  itWith(['python3'], 'gives XML that expat takes, whatever the texts', () => {
    const naughty = sharedPath('data/suites/strings/blns.json');
    const texts = [
      hostile,
      ...(readdirSync(join(naughty, '..')).includes('blns.json')
        ? (JSON.parse(readFileSync(naughty, 'utf8')) as string[])
        : []),
    ];
    const tracks = texts.map((text) => ({
      location: `a/${text}`,
      title: text,
      artist: text,
      album: text,
      lengthMs: 1,
    }));
    const path = join(tempDir(), 'list.xspf');
    writeFileSync(path, xspf.write({ title: hostile, creator: hostile, tracks }));
    const judge = 'import sys,xml.dom.minidom as m; print(len(m.parse(sys.argv[1]).getElementsByTagName("track")))';
    expect(runTool('python3', ['-c', judge, path])).toMatchObject({ status: 0, stdout: `${tracks.length}\n` });
  });
});

describe('reading XSPF', () => {
  itWithShared('data/suites/xspf/pass', 'accepts the whole official suite', async (dir) => {
    const names = readdirSync(dir);
    expect(names).toHaveLength(44);
    const read = new Map<string, Awaited<ReturnType<typeof readPlaylistFile>>>();
    for (const name of names) read.set(name.replace('.xspf', ''), await readPlaylistFile(join(dir, name)));
    const locations = (name: string) => read.get(name)!.entries.map(({ location }) => location);
    expect(read.get('playlist-extensive')!.title).toBe('My playlist');
    expect(read.get('playlist-extension')!.entries).toEqual([]);
    expect(read.get('playlist-namespace-nondefault')!.entries).toEqual([]);
    expect(locations('playlist-relative-paths')).toEqual([
      "../01-Ain't Mine.flac",
      '02-Solitude over the River.flac',
      './03-Jack Man.flac',
    ]);
    expect(locations('playlist-broken-relative-paths')).toEqual(locations('playlist-relative-paths'));
    expect(locations('track-whitespace-anyURI')).toEqual(['http://example.com/no_whitespace/']);
    expect(read.get('track-whitespace-nonNegativeInteger')!.entries.map(({ lengthMs }) => lengthMs)).toEqual([
      1, 1, 1, 1,
    ]);
    expect(read.get('track-extensive')!.entries).toEqual([
      {
        location: 'http://example.com/my.mp3',
        title: 'My Way',
        artist: 'Frank Sinatra',
        album: "Frank Sinatra's Greatest Hits",
        lengthMs: 19_200,
      },
    ]);
    expect(read.get('track-inverted-order')!.entries).toMatchObject([
      { location: 'http://example.com/', lengthMs: 120_000 },
    ]);
  });

  itWithShared('data/suites/m3u/clementine/test.xspf', 'accepts one without a namespace', async (path) => {
    expect((await readPlaylistFile(path)).entries).toEqual([
      { location: 'http://example.com/foo.mp3', title: 'Foo', artist: 'Bar', album: 'Baz', lengthMs: 60_000 },
    ]);
  });

  it('takes no track from an extension or from another namespace', async () => {
    const track = '<track><title>no</title></track>';
    const text = inPlaylist(
      `<extension application="x"><trackList>${track}</trackList></extension>` +
        `<trackList xmlns:o="urn:o"><o:track><title>no</title></o:track><track><o:title>no</o:title><title>yes</title></track></trackList>`,
    );
    expect((await read(text)).entries.map(({ title }) => title)).toEqual(['yes']);
  });

  it('reads CDATA, character references and declared encodings', async () => {
    expect((await read(inTrack('<title>a<![CDATA[<b>]]>&#228;</title>'))).entries[0]!.title).toBe('a<b>ä');
    const latin = `<?xml version="1.0" encoding="ISO-8859-1"?>${inTrack('<title>Bj\xf6rk</title>')}`;
    expect((await read(Buffer.from(latin, 'latin1'))).entries[0]!.title).toBe('Björk');
    const wide = `\ufeff<?xml version="1.0" encoding="UTF-16"?>${inTrack('<title>Björk</title>')}`;
    expect((await read(Buffer.from(wide, 'utf16le'))).entries[0]!.title).toBe('Björk');
  });

  it('decodes paths, and keeps other URIs and what was never escaped', async () => {
    const uris = [
      'file:///m/a%20b.mp3',
      'file://localhost/C:/a.mp3',
      'a%2520.mp3',
      '100%.mp3',
      'spotify:track:1',
      'C:\\m\\a.mp3',
    ];
    const text = inPlaylist(
      `<trackList>${uris.map((uri) => `<track><location>${uri}</location></track>`).join('')}</trackList>`,
    );
    expect((await read(text)).entries.map(({ location }) => location)).toEqual([
      '/m/a b.mp3',
      'C:/a.mp3',
      'a%20.mp3',
      '100%.mp3',
      'spotify:track:1',
      'C:\\m\\a.mp3',
    ]);
  });

  it('takes elements in any order', async () => {
    const track = '<track><duration>9000</duration><album>L</album><location>a.mp3</location><title>A</title></track>';
    expect(await read(inPlaylist(`<trackList>${track}</trackList><date>2001-01-01</date><title>Late</title>`))).toEqual(
      {
        title: 'Late',
        entries: [{ location: 'a.mp3', title: 'A', artist: '', album: 'L', lengthMs: 9000 }],
      },
    );
  });

  it('tells which recording of MusicBrainz a track is, by one of its identifiers', async () => {
    const uuid = '0b2cb6c0-9bb4-4f0a-8d39-0d4d1c7cf1a7';
    const identifiers = (...texts: string[]): string =>
      inTrack(texts.map((text) => `<identifier>${text}</identifier>`).join(''));
    const idOf = async (text: string) => (await read(text)).entries[0]!.musicbrainzId;
    expect(
      await idOf(identifiers('urn:x', `\n https://musicbrainz.org/recording/${uuid.toUpperCase()} `, 'urn:y')),
    ).toBe(uuid);
    expect(await idOf(identifiers(`https://musicbrainz.org/release/${uuid}`))).toBeUndefined();
  });

  it.each([
    ['a cut', inTrack('<title>a').slice(0, -40), 'list.xspf:1'],
    ['no XML', 'hello', 'list.xspf:1'],
    ['nothing', '', 'list.xspf'],
    ['another root', '<rss version="2.0"/>', 'begins with <rss>'],
    ['a wrong end', '<playlist>\n</list>', 'list.xspf:2'],
    [
      'an own entity',
      `<!DOCTYPE playlist [<!ENTITY x "${'y'.repeat(99)}">]>\n${inTrack('<title>&x;</title>')}`,
      'list.xspf:2',
    ],
    [
      'an entity of a file',
      `<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>${inTrack('<title>&x;</title>')}`,
      'undefined entity',
    ],
    ['endless nesting', inPlaylist('<extension application="x">'.repeat(100_000)), 'nested too deeply'],
    [
      'another version',
      '<playlist version="2" xmlns="http://xspf.org/ns/0/"><trackList/></playlist>',
      'neither 0 nor 1',
    ],
    ['no version', '<playlist xmlns="http://xspf.org/ns/0/"><trackList/></playlist>', 'neither 0 nor 1'],
    ['no list', inPlaylist('<title>x</title>'), 'it has no <trackList>'],
    ['two lists', inPlaylist('<trackList/>\n<trackList/>'), 'list.xspf:2'],
    ['an element that XSPF has not', inTrack('<genre>x</genre>'), '<genre> has no place in <track>'],
    ['a track outside of the list', inPlaylist('<track/><trackList/>'), '<track> has no place in <playlist>'],
    ['an element in a text', inTrack('<title>a <title>b</title></title>'), '<title> has no place in <title>'],
    ['a link without a kind', inTrack('<link>http://x/</link>'), 'its <link> has no rel'],
    ['an extension of nobody', inPlaylist('<extension/><trackList/>'), 'its <extension> has no application'],
    ['an unknown encoding', `<?xml version="1.0" encoding="klingon"?>${inPlaylist('')}`, "can't be decoded as klingon"],
    ['bytes that are not UTF-8', Buffer.from(inTrack('<title>\xff</title>'), 'latin1'), "can't be decoded as utf-8"],
  ])('refuses %s', async (_name, data, message) => {
    await expect(read(data)).rejects.toMatchObject({
      code: 'playlist-unreadable',
      exitCode: 2,
      message: expect.stringContaining(message),
    });
  });
});
