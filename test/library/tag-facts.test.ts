import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { scanFolders } from '../../src/library/scan.ts';
import { readFacts, type TagFacts } from '../../src/library/tag-facts.ts';
import { libraryView } from '../../src/library/view.ts';
import { openScratchStore } from '../../src/store/store.ts';
import { encode, music, writeWav } from '../audio/sounds.ts';
import { tempDir } from '../outside.ts';
import { factsOf, itWithTags, mutagen } from './files.ts';

const dir = tempDir();
const source = join(dir, 'source.wav');

beforeAll(() => {
  writeWav(source, music, { samples: 22_050 });
});

const RECORDING = 'f5b6b6c0-9bb4-4f0a-8d39-0d4d1c7cf1a7';
const ON_RELEASE = '0b2cb6c0-9bb4-4f0a-8d39-0d4d1c7cf1a7';
const EXPECTED = {
  ...{ albumArtist: 'AC/DC', year: 1973, bpm: 127.5, key: '8A', energy: 0.7, explicit: true },
  ...{ trackNumber: 3, discNumber: 2, mood: 'Dreamy', gainDb: -7.32, peak: 0.98765 },
  ...{ musicbrainzRecordingId: RECORDING, musicbrainzTrackId: ON_RELEASE },
};

const WRITERS = `
recording, on_release = '${RECORDING.toUpperCase()}', '${ON_RELEASE}'
more = [('replaygain_track_gain', '-7.32 dB'), ('replaygain_track_peak', '0.98765'), ('musicbrainz_trackid', recording),
        ('musicbrainz_releasetrackid', on_release)]
def id3(t, v=4):
    if t.tags is None: t.add_tags()
    for frame in [TPE2(3, ['AC/DC']), TDRC(3, ['2011-05-03']), TDOR(3, ['1973']), TBPM(3, ['127.5']), TKEY(3, ['Am']),
                  TXXX(3, 'EnergyLevel', ['7']), TXXX(3, 'ITUNESADVISORY', ['1']),
                  TRCK(3, ['03/12']), TPOS(3, ['2/2']), TXXX(3, 'MOOD', ['Dreamy']), UFID('http://musicbrainz.org', recording.encode()),
                  TXXX(3, 'replaygain_track_gain', ['-7.32 dB']), TXXX(3, 'REPLAYGAIN_TRACK_PEAK', ['0.987650']),
                  TXXX(3, 'MusicBrainz Release Track Id', [on_release])]:
        t.tags.add(frame)
    if v == 3: t.tags.update_to_v23()
    t.save(v2_version=v)
def named(t):
    for name, value in [('Album Artist', 'AC/DC'), ('Year', '2011'), ('Originaldate', '1973-03-01'), ('BPM', '127.5'), ('initialkey', 'Am'),
                        ('energy', '7'), ('itunesadvisory', '1'), ('Track', '3/12'), ('Disc', '2'), ('Mood', 'Dreamy')] + more:
        t[name] = value
    t.save(argv[0])
def vorbis(t):
    for name, value in [('albumartist', 'AC/DC'), ('date', '2011'), ('originalyear', '1973'), ('bpm', '127.5'), ('key', 'Am'),
                        ('energylevel', '7'), ('itunesadvisory', '1'), ('tracknumber', '3'), ('discnumber', '2'), ('mood', 'Dreamy')] + more:
        t[name] = value
    t.save()
def itunes(t):
    t['aART'], t['\\xa9day'], t['tmpo'], t['rtng'] = 'AC/DC', '2011-05-03T07:00:00Z', [127], [4]
    t['trkn'], t['disk'] = [(3, 12)], [(2, 2)]
    for name, value in [('BPM', '127.5'), ('initialkey', 'Am'), ('ENERGYLEVEL', '7'), ('ORIGINALYEAR', '1973'), ('MOOD', 'Dreamy'),
                        ('MusicBrainz Track Id', recording), ('MusicBrainz Release Track Id', on_release)] + more[:2]:
        t['----:com.apple.iTunes:' + name] = [MP4FreeForm(value.encode())]
    t.save()
`;

const KINDS: readonly (readonly [name: string, extension: string, script: string, ...options: string[]])[] = [
  ['MP3, ID3v2.4', 'mp3', 'id3(MP3(argv[0]))'],
  ['MP3, ID3v2.3', 'mp3', 'id3(MP3(argv[0]), 3)'],
  ['MP3, APEv2', 'mp3', 'named(APEv2())'],
  ['FLAC', 'flac', 'vorbis(FLAC(argv[0]))'],
  ['Ogg Vorbis', 'ogg', 'vorbis(OggVorbis(argv[0]))', '-c:a', 'libvorbis'],
  ['Opus', 'opus', 'vorbis(OggOpus(argv[0]))'],
  ['AAC', 'm4a', 'itunes(MP4(argv[0]))'],
  ['WAV', 'wav', 'id3(WAVE(argv[0]))'],
  ['AIFF', 'aiff', 'id3(AIFF(argv[0]))'],
];

describe('numbers and marks', () => {
  for (const [name, extension, script, ...options] of KINDS) {
    itWithTags(`of ${name}`, async () => {
      const path = encode(source, join(dir, `${name}.${extension}`), ...options, '-map_metadata', '-1');
      mutagen(WRITERS + script, path);
      expect(await factsOf(path)).toMatchObject(EXPECTED);
    });
  }

  itWithTags('of iTunes alone: a whole tempo, a date, a rating', async () => {
    const path = encode(source, join(dir, 'itunes.m4a'));
    mutagen(
      `t = MP4(argv[0]); t['\\xa9day'], t['tmpo'], t['rtng'] = '1999-12-31T08:00:00Z', [96], [2]; t.save()`,
      path,
    );
    expect(await factsOf(path)).toMatchObject({ year: 1999, bpm: 96, key: null, energy: null, explicit: false });
  });

  itWithTags('are kept in the library, whatever they are', async () => {
    const root = join(dir, 'library');
    mkdirSync(root);
    const store = openScratchStore(join(dir, 'none.db'));
    for (const [name, advisory] of ['bare', 'explicit', 'clean'].entries()) {
      const path = encode(source, join(root, `${advisory}.flac`), '-map_metadata', '-1');
      const tags = "t['bpm'], t['key'], t['year'], t['energy'], t['albumartist'] = '99.5', '8A', '1999', '0.35', 'X'";
      if (name > 0) mutagen(`t = FLAC(argv[0]); ${tags}; t['itunesadvisory'] = '${name}'; t.save()`, path);
    }
    expect((await scanFolders(store, [root])).problems).toEqual([]);
    const { tracks } = libraryView(store, []);
    store.close();
    const kept = (name: string): unknown => {
      const track = tracks.find(({ relativePath }) => relativePath === `${name}.flac`)!;
      return [track.albumArtist, track.year, track.bpm, track.key, track.energy, track.explicit];
    };
    expect(kept('bare')).toEqual(['', null, null, null, null, null]);
    expect(kept('explicit')).toEqual(['X', 1999, 99.5, '8A', 0.35, true]);
    expect(kept('clean')).toEqual(['X', 1999, 99.5, '8A', 0.35, false]);
  });

  itWithTags('that a file has not are unknown', async () => {
    const path = encode(source, join(dir, 'bare.flac'), '-map_metadata', '-1');
    const unknown = { albumArtist: '', year: null, bpm: null, key: null, energy: null, explicit: null };
    expect(await factsOf(path)).toMatchObject(unknown);
  });

  itWithTags('that are absurd are unknown, and the track is there', async () => {
    const path = encode(source, join(dir, 'absurd.flac'), '-map_metadata', '-1');
    mutagen(
      `
t = FLAC(argv[0])
t['date'], t['originalyear'], t['bpm'], t['key'] = '0000', '19', '9' * 100000, 'H flat'
t['energy'], t['itunesadvisory'], t['albumartist'] = '-3', 'yes', '\\x1b[31m\\r\\n'
t.save()`,
      path,
    );
    expect(await factsOf(path)).toMatchObject({ albumArtist: '[31m', year: null, bpm: null, key: null, energy: null });
  });
});

describe('a fact', () => {
  const read = (tags: Readonly<Record<string, unknown>>, type = 'vorbis'): TagFacts =>
    readFacts({ [type]: Object.entries(tags).map(([id, value]) => ({ id, value })) } as Parameters<
      typeof readFacts
    >[0]);

  it.each([
    ['1994', 1994],
    ['1994-05', 1994],
    ['19940512', 1994],
    ['1994-05-12T10:00:00Z', 1994],
    ['1994/2011', 1994],
    ['12.05.1994', 1994],
    ['5/12/1994', 1994],
    ['1860', 1860],
    ['1859', null],
    ['2100', 2100],
    ['2101', null],
    ['199', null],
    ['19945', null],
    ['0', null],
    ['about 1994', null],
    [1994, 1994],
    [Number.NaN, null],
    [{ text: '1994' }, null],
  ])('year %j is %j', (text, year) => expect(read({ DATE: text }).year).toBe(year));

  it('year is that of the first release where it is told', () => {
    expect(read({ DATE: '2011', ORIGINALDATE: '1973-03-01' }).year).toBe(1973);
    expect(read({ DATE: '2011', ORIGINALDATE: '0000-00-00' }).year).toBe(2011);
    expect(read({ TDRC: '2011', TORY: '1973' }, 'ID3v2.3').year).toBe(1973);
    expect(read({ year: '1973' }, 'ID3v1').year).toBe(1973);
  });

  it.each([
    ['128', 128],
    ['127.996', 128],
    ['127,5', 127.5],
    ['128 BPM', 128],
    [120, 120],
    ['20', 20],
    ['19.9', null],
    ['400', 400],
    ['400.1', null],
    ['0', null],
    ['-120', null],
    ['12800', null],
    ['1e2', null],
    ['Infinity', null],
    ['', null],
  ])('tempo %j is %j', (text, bpm) => expect(read({ BPM: text }).bpm).toBe(bpm));

  it('tempo that is absurd leaves it to the next kind of tag', () => {
    const native = { 'ID3v2.4': [{ id: 'TBPM', value: '0' }], APEv2: [{ id: 'Bpm', value: '999' }] };
    expect(readFacts(native).bpm).toBeNull();
    expect(readFacts({ ...native, iTunes: [{ id: 'tmpo', value: 90 }] }).bpm).toBe(90);
  });

  it.each([
    ['1', 0.1],
    ['7', 0.7],
    ['7.5', 0.75],
    ['10', 1],
    ['0', 0],
    ['0.73', 0.73],
    ['0,5', 0.5],
    ['1.0', 1],
    ['11', null],
    ['73', null],
    ['-1', null],
    ['high', null],
  ])('energy %j is %j', (text, energy) => expect(read({ ENERGY: text }).energy).toBe(energy));

  it.each([
    ['1', true],
    ['4', true],
    ['2', false],
    ['0', null],
    ['3', null],
    ['01', null],
    [2, false],
    [null, null],
  ])('advisory %j is %j', (text, explicit) => expect(read({ ITUNESADVISORY: text }).explicit).toBe(explicit));

  it.each([
    ['3', 3],
    ['03/12', 3],
    ['3 of 12', 3],
    ['0', null],
    ['A1', null],
    ['99999', null],
    ['-1', null],
  ])('track number %j is %j', (text, trackNumber) =>
    expect(read({ TRACKNUMBER: text, DISCNUMBER: text })).toMatchObject({ trackNumber, discNumber: trackNumber }),
  );

  it.each([
    ['-7.32 dB', -7.32],
    ['+2,5dB', 2.5],
    ['0', 0],
    ['-0.00 dB', 0],
    ['-61 dB', null],
    ['loud', null],
    ['-7.32 LU', null],
  ])('gain %j is %j dB', (text, gainDb) => expect(read({ REPLAYGAIN_TRACK_GAIN: text }).gainDb).toBe(gainDb));

  it.each([
    ['-512', 3],
    ['0', 5],
    ['256', 6],
    ['1.5', null],
    ['99999', null],
  ])('R128 gain %j is %j dB to the same loudness', (text, gainDb) =>
    expect(read({ R128_TRACK_GAIN: text }).gainDb).toBe(gainDb),
  );

  it.each([
    ['0.98', 0.98],
    ['1.2', 1.2],
    ['0', null],
    ['1000', null],
    ['NaN', null],
  ])('peak %j is %j', (text, peak) => expect(read({ REPLAYGAIN_TRACK_PEAK: text }).peak).toBe(peak));

  it('id of MusicBrainz is that of the recording, under whatever name, and no other text', () => {
    expect(read({ MUSICBRAINZ_TRACKID: RECORDING.toUpperCase() }).musicbrainzRecordingId).toBe(RECORDING);
    expect(read({ MUSICBRAINZ_TRACKID: `${RECORDING}0` }).musicbrainzRecordingId).toBeNull();
    const owned = (owner: string): object => ({ owner_identifier: owner, identifier: Buffer.from(RECORDING) });
    expect(read({ UFID: owned('http://musicbrainz.org') }, 'ID3v2.4').musicbrainzRecordingId).toBe(RECORDING);
    expect(read({ UFID: owned('http://www.cddb.com/id3/taginfo1.html') }, 'ID3v2.4').musicbrainzRecordingId).toBeNull();
  });

  it.each([
    ['Am', '8A'],
    ['8m', '3A'],
    ['1d', '8B'],
    ['F#', '2B'],
    ['Gbm', '11A'],
    ['A minor', '8A'],
    ['12b', '12B'],
    ['8A', '8A'],
    ['C', '8B'],
    ['o', null],
    ['', null],
  ])('key %j is %j', (text, key) => expect(read({ INITIALKEY: text }).key).toBe(key));
});
