import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { mapTags } from '../../src/library/tags.ts';
import { encode, music, writeWav } from '../audio/sounds.ts';
import { itWith, itWithShared, tempDir } from '../outside.ts';
import { changed, factsOf, itWithTags, mutagen, read } from './files.ts';

const dir = tempDir();
const file = (name: string): string => join(dir, name);
const source = file('source.wav');

beforeAll(() => {
  writeWav(source, music, { samples: 22_050 });
});

const EXPECTED = {
  title: 'Les nuits d’été 日本語',
  artist: 'AC/DC',
  album: 'Ça & "Là"',
  genres: ['Folk, World, & Country', 'Funk / Soul', 'Jazz'],
  styles: ['RnB/Swing', 'Ambient'],
  isrc: 'FRZ039800212',
};

/** All of the above, as taggers write lists: in several values, or in one with a separator. */
const VALUES = `
title = 'Les nuits d\\u2019\\u00e9t\\u00e9 \\u65e5\\u672c\\u8a9e'
artist = 'AC/DC'
album = '\\u00c7a & "L\\u00e0"'
genres = ['Folk, World, & Country', 'Funk / Soul; Jazz', 'jazz']
styles = ['RnB/Swing|Ambient']
isrc = 'fr-z03-98-00212'
`;

const ID3_TAGS = `
def frames():
    return [TIT2(3, [title]), TPE1(3, [artist]), TALB(3, [album]), TSRC(3, [isrc]), TXXX(3, 'STYLE', styles)]
`;

const KINDS: readonly (readonly [name: string, extension: string, script: string, ...options: string[]])[] = [
  ['MP3, ID3v2.4', 'mp3', 't = ID3(argv[0]); [t.add(f) for f in frames() + [TCON(3, genres)]]; t.save()'],
  [
    'MP3, ID3v2.3',
    'mp3',
    "t = ID3(argv[0]); [t.add(f) for f in frames() + [TCON(1, ['|'.join(genres)])]]; t.save(v2_version=3)",
  ],
  [
    'MP3, APEv2',
    'mp3',
    "t = APEv2(); t['Title'], t['Artist'], t['Album'], t['Genre'], t['Style'], t['ISRC'] = title, artist, album, genres, styles, isrc; t.save(argv[0])",
  ],
  ['FLAC', 'flac', 't = FLAC(argv[0]); vorbis(t)'],
  ['Ogg Vorbis', 'ogg', 't = OggVorbis(argv[0]); vorbis(t)', '-c:a', 'libvorbis'],
  ['Opus', 'opus', 't = OggOpus(argv[0]); vorbis(t)'],
  ['AAC', 'm4a', 't = MP4(argv[0]); itunes(t)'],
  ['ALAC', 'm4a', 't = MP4(argv[0]); itunes(t)', '-c:a', 'alac'],
  ['WAV', 'wav', 't = WAVE(argv[0]); t.add_tags(); [t.tags.add(f) for f in frames() + [TCON(3, genres)]]; t.save()'],
  [
    'AIFF',
    'aiff',
    't = AIFF(argv[0]); t.add_tags() if t.tags is None else 0; [t.tags.add(f) for f in frames() + [TCON(3, genres)]]; t.save()',
  ],
];

const WRITERS = `
def vorbis(t):
    t['title'], t['artist'], t['album'], t['genre'], t['style'], t['isrc'] = title, artist, album, genres, styles, isrc
    t.save()
def itunes(t):
    t['\\xa9nam'], t['\\xa9ART'], t['\\xa9alb'], t['\\xa9gen'] = title, artist, album, genres
    t['----:com.apple.iTunes:STYLE'] = [MP4FreeForm(s.encode()) for s in styles]
    t['----:com.apple.iTunes:ISRC'] = [MP4FreeForm(isrc.encode())]
    t.save()
`;

describe('tags', () => {
  for (const [name, extension, script, ...options] of KINDS) {
    itWithTags(`of ${name}`, async () => {
      const path = encode(source, file(`${name}.${extension}`), ...options, '-map_metadata', '-1');
      mutagen(VALUES + ID3_TAGS + WRITERS + script, path);
      expect(await factsOf(path)).toMatchObject(EXPECTED);
    });
  }

  itWithTags('name a style by GROUPING where there is none else', async () => {
    const mp3 = encode(source, file('grouping.mp3'));
    mutagen(`t = ID3(argv[0]); t.add(TCON(3, ['Jazz'])); t.add(TIT1(3, ['Cool Jazz; Bossa Nova'])); t.save()`, mp3);
    expect(await factsOf(mp3)).toMatchObject({ genres: ['Jazz'], styles: ['Cool Jazz', 'Bossa Nova'] });
  });

  itWithTags('that name a genre and a style alike keep both', async () => {
    const flac = encode(source, file('alike.flac'));
    mutagen(`t = FLAC(argv[0]); t['genre'] = ['Ambient']; t['style'] = ['Ambient', 'Drone']; t.save()`, flac);
    expect(await factsOf(flac)).toMatchObject({ genres: ['Ambient'], styles: ['Ambient', 'Drone'] });
  });

  itWithTags('with numbers for genres are read as their names', async () => {
    const path = encode(source, file('numbers.mp3'));
    mutagen(`t = ID3(); t.add(TCON(0, ['(17)(8)'])); t.save(argv[0], v2_version=3)`, path);
    expect((await factsOf(path)).genres).toEqual(['Rock', 'Jazz']);
  });

  itWith(['ffmpeg'], 'of ID3v1 alone', async () => {
    const bare = encode(source, file('bare.mp3'), '-id3v2_version', '0');
    const fields = ['TAG', 'Old'.padEnd(30), 'Man'.padEnd(30), ''.padEnd(64), '\0'].join('');
    const path = changed(bare, file('v1.mp3'), (bytes) => Buffer.concat([bytes, Buffer.from(fields, 'latin1')]));
    expect(await factsOf(path)).toMatchObject({ title: 'Old', artist: 'Man', genres: ['Blues'] });
  });

  itWithTags('that are absurd are made harmless', async () => {
    const path = encode(source, file('absurd.flac'));
    mutagen(
      `
t = FLAC(argv[0])
t['title'] = 'x' * 100000
t['artist'] = 'a\\x1b[31m\\r\\nb\\x00c \\u202e'
t['album'] = '   '
t['genre'] = [';|;', '', 'Rock'] + ['Rock'] * 50
t['isrc'] = ['none', 'US-RC1-76-07839']
t.save()`,
      path,
    );
    expect(await factsOf(path)).toMatchObject({
      title: 'x'.repeat(1000),
      artist: 'a [31m b c \u202e',
      album: '',
      genres: ['Rock'],
      isrc: 'USRC17607839',
    });
  });

  itWithTags('that are broken are a warning, and the track is there', async () => {
    const path = encode(source, file('broken.flac'));
    mutagen(
      `b = bytearray(open(argv[0], 'rb').read()); i = b.index(b'Lavf'); b[i - 4:i] = b'\\xff\\xff\\xff\\x7f'; open(argv[0], 'wb').write(b)`,
      path,
    );
    const { facts, problem } = await read(path);
    expect(facts).toMatchObject({ title: '', lengthSamples: 22_050 });
    expect(problem).toMatchObject({ severity: 'warning', code: 'tags-unreadable', file: path });
  });

  itWithShared(
    'data/suites/tags/beets',
    'of a suite of other people read right, whatever the format',
    async (folder) => {
      const names = readdirSync(folder).filter((name) => !name.startsWith('playlist.'));
      expect(names.sort()).toEqual(Object.keys(SUITE).sort());
      for (const [name, expected] of Object.entries(SUITE)) {
        const { facts, problem } = await read(join(folder, name));
        if (expected === null)
          expect({ name, facts, code: problem?.code }).toEqual({ name, facts, code: 'file-truncated' });
        else expect({ name, ...facts, problem }).toMatchObject({ name, problem: null, ...expected });
      }
    },
  );
});

const NAMES = { title: 'full', artist: 'the artist', album: 'the album' };
const FULL = {
  ...NAMES,
  ...{ genres: ['the genre'], styles: ['the grouping'], year: 2001, bpm: null, trackNumber: 2, discNumber: 4 },
};
const IDS = {
  musicbrainzRecordingId: '8b882575-08a5-4452-a7a7-cbb8a1531f9e',
  musicbrainzTrackId: 'c29f3a57-b439-46fd-a2e2-93776b1371e0',
};
const MUCH = { ...FULL, ...IDS };

/** What each file of the suite holds; null where it was cut off. A tempo of 6 is too absurd to be one. */
const SUITE: Readonly<Record<string, object | null>> = {
  'bpm.mp3': { ...FULL, bpm: 128 },
  'date.mp3': { ...FULL, year: 1987 },
  'date_with_slashes.ogg': { year: 2005, title: '' },
  'discc.ogg': FULL,
  'emptylist.mp3': null,
  'full.aiff': { ...MUCH, codec: 'pcm', bitDepth: 16, lengthSamples: 44_100, gainDb: 0, peak: 0.000244 },
  'full.alac.m4a': { ...MUCH, codec: 'alac', bitDepth: 16, lengthSamples: 44_100 },
  'full.ape': { ...MUCH, codec: 'ape', bitDepth: 16, lengthSamples: 44_100 },
  'full.dsf': { ...MUCH, codec: 'dsd', bitDepth: 1, sampleRate: 705_600, lengthSamples: 56_448 },
  'full.flac': { ...MUCH, codec: 'flac', bitDepth: 16, lengthSamples: 44_100 },
  'full.m4a': { ...MUCH, codec: 'aac', bitDepth: null, lengthSamples: 44_100, albumArtist: 'the album artist' },
  'full.mp3': { ...MUCH, codec: 'mp3', bitDepth: null, lengthSamples: 47_232, albumArtist: 'the album artist' },
  'full.mpc': { ...MUCH, codec: 'musepack', channels: 2, lengthSamples: 44_928 },
  'full.ogg': { ...MUCH, codec: 'vorbis', lengthSamples: 44_100 },
  'full.opus': { ...MUCH, codec: 'opus', sampleRate: 48_000, lengthSamples: 48_000 },
  'full.wma': { ...MUCH, codec: 'wma', channels: 1, lengthSamples: 45_026 },
  'full.wv': { ...MUCH, codec: 'wavpack', bitDepth: 16, lengthSamples: 44_100 },
  'min.mp3': { title: 'min', artist: '', genres: [], year: null },
  'oldape.ape': { ...FULL, codec: 'ape', lengthSamples: 44_100 },
  'partial.mp3': { ...NAMES, title: 'partial', genres: [], styles: [], year: null, trackNumber: 2, discNumber: 4 },
  'soundcheck-nonascii.m4a': { ...FULL, musicbrainzRecordingId: IDS.musicbrainzRecordingId },
  'space_time.mp3': { ...FULL, year: 2009 },
  't_time.m4a': { ...FULL, year: 1987 },
  'unicode\u2019d.mp3': { ...FULL, musicbrainzRecordingId: IDS.musicbrainzRecordingId, gainDb: 0 },
  'year.ogg': { year: 2000, title: '' },
};

describe('what music-metadata has read', () => {
  const map = (common: object, native: object = {}): ReturnType<typeof mapTags> =>
    mapTags({ common, native } as Parameters<typeof mapTags>[0]);

  it('may be of another type than it says', () => {
    expect(map({ title: 12, artist: { text: 'x' }, album: null, isrc: [7] })).toMatchObject({
      title: '12',
      artist: '',
      album: '',
      albumArtist: '',
      genres: [],
      styles: [],
      isrc: null,
    });
  });

  it('parts genres and styles at commas and slashes, but not those that have one in their name', () => {
    const vorbis = [
      { id: 'GENRE', value: 'Rock/Pop, Folk, World, & Country' },
      { id: 'GENRE', value: '17' },
      { id: 'STYLE', value: 'RnB/Swing, Punk' },
    ];
    expect(map({}, { vorbis })).toMatchObject({
      genres: ['Rock', 'Pop', 'Folk, World, & Country'],
      styles: ['RnB/Swing', 'Punk'],
    });
  });

  it('never leaves half a character', () => {
    expect(map({ title: `${'x'.repeat(999)}😀` }).title).toBe(`${'x'.repeat(999)}\ufffd`);
    expect(map({ title: 'lone \ud800 half' }).title).toBe('lone \ufffd half');
  });

  it('names the artist of the album where none else is named', () => {
    expect(map({ albumartist: 'The Band' })).toMatchObject({ artist: 'The Band', albumArtist: 'The Band' });
    expect(map({ artist: 'Guest', albumartist: 'The Band' })).toMatchObject({
      artist: 'Guest',
      albumArtist: 'The Band',
    });
  });

  it('may lie in several kinds of tags: the best that has a field gives it', () => {
    const native = {
      ID3v1: [{ id: 'genre', value: 'Blues' }],
      'ID3v2.4': [{ id: 'TIT2', value: 'x' }],
      APEv2: [{ id: 'Genre', value: 'Jazz' }],
    };
    expect(map({}, native).genres).toEqual(['Jazz']);
    expect(map({}, { ...native, APEv2: [] }).genres).toEqual(['Blues']);
  });
});
