import { describe, expect, it } from 'vitest';
import { codes, chunks, readAll, readText } from './read.ts';

const REKORDBOX = `<?xml version="1.0" encoding="UTF-8"?>
<DJ_PLAYLISTS Version="1.0.0">
  <COLLECTION Entries="2">
    <TRACK TrackID="1" Name="R&amp;B &#x2766;" Artist="A" TotalTime="200" AverageBpm="99999" Tonality="Fm"
      Location="file://localhost/C:/M%C3%BCsik/a%20b.mp3"><TEMPO Inizio="0"/></TRACK>
    <TRACK TrackID="2" Name="" Artist="" TotalTime="0" Year="0" Location="file://localhost/Users/x/01%20-%20B%20-%20Two.mp3"/>
  </COLLECTION>
  <PLAYLISTS><NODE Name="ROOT" Type="0"><NODE Name="mine" Type="1"><TRACK Key="1"/></NODE></NODE></PLAYLISTS>
</DJ_PLAYLISTS>`;

const plist = (body: string): string =>
  `<?xml version="1.0"?><!DOCTYPE plist PUBLIC "x" "y"><plist version="1.0"><dict>${body}</dict></plist>`;

describe('the XML of music programs', () => {
  it('is read from rekordbox, without its playlists, in chunks of any size', async () => {
    for (const size of [1, 10, 1 << 16]) {
      const { rows, problems } = await readAll(chunks(REKORDBOX, size));
      expect(rows).toMatchObject([
        { title: 'R&B ❦', artist: 'A', lengthMs: 200_000, bpm: null, key: '4A', path: 'C:/Müsik/a b.mp3', line: 5 },
        { title: 'Two', artist: 'B', lengthMs: null, year: null, path: '/Users/x/01 - B - Two.mp3', line: 6 },
      ]);
      expect(problems.map(({ code, row, column }) => [code, row, column])).toEqual([
        ['bpm-invalid', 1, 'AverageBpm'],
        ['length-absurd', 2, 'TotalTime'],
      ]);
    }
  });

  it('is read from iTunes, its tracks only', async () => {
    const { rows, problems } = await readText(
      plist(`<key>Application</key><string>x</string>
        <key>Tracks</key><dict>
          <key>1</key><dict><key>Name</key><string><![CDATA[<One>]]></string><key>Total Time</key><integer>1000</integer>
            <key>Explicit</key><true/><key>Grouping</key><string>Deep House</string></dict>
          <key>2</key><dict><key>Name</key><string>Two</string><key>Artist</key><string/><key>Year</key><integer>1</integer></dict>
        </dict>
        <key>Playlists</key><array><dict><key>Name</key><string>List</string><key>Playlist Items</key>
          <array><dict><key>Track ID</key><integer>1</integer></dict></array></dict></array>`),
    );
    expect(rows).toMatchObject([
      { title: '<One>', explicit: true, styles: ['Deep House'], lengthMs: null },
      { title: 'Two', artist: '', explicit: null, year: null },
    ]);
    expect(codes(problems)).toEqual({ 'length-absurd': 1, 'year-invalid': 1 });
  });

  it('is read from Traktor on a Mac', async () => {
    const { rows } = await readText(`<?xml version="1.0"?><NML VERSION="19"><COLLECTION>
      <ENTRY TITLE="One" ARTIST="A"><LOCATION DIR="/:Users/:x/:" FILE="one.mp3" VOLUME="Macintosh HD"></LOCATION>
      <INFO PLAYTIME="200" KEY="8m"></INFO></ENTRY></COLLECTION>
      <PLAYLISTS><NODE><PLAYLIST><ENTRY><PRIMARYKEY KEY="x"/></ENTRY></PLAYLIST></NODE></PLAYLISTS></NML>`);
    expect(rows).toMatchObject([{ title: 'One', path: '/Users/x/one.mp3', lengthMs: 200_000, key: '3A' }]);
    expect(rows.length).toBe(1);
  });

  it('keeps what stands before a break', async () => {
    const { rows, problems } = await readText(REKORDBOX.slice(0, REKORDBOX.indexOf('<TRACK TrackID="2"') + 30));
    expect(rows.map(({ title }) => title)).toEqual(['R&B ❦']);
    expect(problems.at(-1)).toMatchObject({ code: 'xml-syntax', severity: 'error', line: 6 });
  });

  it('expands no entities', async () => {
    const lines = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`);
    const bomb = `<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY l0 "lol">${lines.join('\n')}]>
      <plist><dict><key>Tracks</key><dict><key>1</key><dict><key>Name</key><string>&l9;</string></dict></dict></dict></plist>`;
    const { kind, rows, problems } = await readText(bomb);
    expect([kind, rows, codes(problems)]).toEqual(['itunes-xml', [], { 'xml-syntax': 1 }]);
  });

  it('gives up what is nested too deeply, or has no end', async () => {
    const endless = [
      '<a>'.repeat(10_000),
      'x'.repeat(3 << 20),
      `<a b="${'x'.repeat(3 << 20)}`,
      `<!--${'x'.repeat(3 << 20)}`,
    ];
    for (const tail of endless) {
      const { rows, problems } = await readText(plist(`<key>Tracks</key><dict>${tail}`));
      expect([rows, codes(problems)]).toEqual([[], { 'xml-syntax': 1 }]);
    }
  });

  it('is refused where it is of no known kind', async () => {
    for (const text of ['<html><body>404</body></html>', '<?xml version="1.0"?><playlist/>', '<', '<!-- ']) {
      await expect(readText(text)).rejects.toMatchObject({ code: 'catalogue-not-recognised', exitCode: 2 });
    }
  });
});
