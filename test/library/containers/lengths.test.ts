import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encode, encodeAll, music, writeWav } from '../../audio/sounds.ts';
import { itWith, itWithShared, runTool, tempDir } from '../../outside.ts';
import { decodedLength } from '../decoded.ts';
import { changed, factsOf, itWithTags, mutagen } from '../files.ts';

const dir = tempDir();
const file = (name: string): string => join(dir, name);
const SAMPLES = 67_891;
let source = '';

beforeAll(() => {
  source = writeWav(file('source.wav'), music, { samples: SAMPLES });
});

async function expectDecodedLength(path: string): Promise<void> {
  const { sampleRate, channels, lengthSamples } = await factsOf(path);
  expect({ path, sampleRate, channels, lengthSamples }).toEqual({ path, ...decodedLength(path) });
}

const KINDS: readonly (readonly [name: string, extension: string, ...options: string[]])[] = [
  ['MP3 CBR', 'mp3', '-c:a', 'libmp3lame', '-b:a', '64k'],
  ['MP3 VBR', 'mp3', '-c:a', 'libmp3lame', '-q:a', '4'],
  ['MP3 ABR', 'mp3', '-c:a', 'libmp3lame', '-abr', '1', '-b:a', '96k'],
  ['MP3 without an encoder header', 'mp3', '-c:a', 'libmp3lame', '-q:a', '4', '-write_xing', '0'],
  ['AAC', 'm4a', '-c:a', 'aac'],
  ['AAC in fragments', 'm4a', '-c:a', 'aac', '-movflags', 'frag_keyframe+empty_moov'],
  ['AAC in short fragments', 'm4a', '-c:a', 'aac', '-movflags', 'dash+empty_moov', '-frag_duration', '500000'],
  ['ALAC', 'm4a', '-c:a', 'alac'],
  ['ALAC of 24 bits', 'm4a', '-c:a', 'alac', '-sample_fmt', 's32p'],
  ['Vorbis', 'ogg', '-c:a', 'libvorbis'],
  ['FLAC', 'flac', '-c:a', 'flac'],
  ['FLAC in Ogg', 'ogg', '-c:a', 'flac'],
  ['WAV', 'wav', '-c:a', 'pcm_s24le'],
  ['AIFF', 'aiff', '-c:a', 'pcm_s16be'],
  ['WavPack', 'wv', '-c:a', 'wavpack'],
];

describe('length in samples is what a decoder gives', () => {
  for (const [name, extension, ...options] of KINDS) {
    const rates = name.startsWith('MP3') ? [8000, 11_025, 22_050, 44_100, 48_000] : [22_050, 44_100, 96_000];
    itWith(['ffmpeg'], `${name} at ${rates.join(', ')} Hz, mono and stereo`, async () => {
      const paths = encodeAll(
        source,
        rates.map((rate, i) => [
          file(`${name} ${rate}.${extension}`),
          ...['-ar', String(rate), '-ac', String(1 + (i % 2))],
          ...options,
        ]),
      );
      for (const path of paths) await expectDecodedLength(path);
    });
  }

  itWith(['ffmpeg'], 'Opus in frames of any length', async () => {
    const paths = encodeAll(
      source,
      ['2.5', '10', '20', '60'].map((ms) => [file(`${ms} ms.opus`), '-c:a', 'libopus', '-frame_duration', ms]),
    );
    for (const path of paths) await expectDecodedLength(path);
  });

  const wavCodecs = [
    'pcm_u8',
    'pcm_s32le',
    'pcm_f32le',
    'pcm_f64le',
    'pcm_alaw',
    'pcm_mulaw',
    'adpcm_ima_wav',
    'adpcm_ms',
  ];
  const aiffCodecs = [
    'pcm_s8',
    'pcm_s24be',
    'pcm_f32be',
    'pcm_f64be',
    'pcm_alaw',
    'pcm_mulaw',
    'pcm_s16le',
    'adpcm_ima_qt',
  ];
  itWith(['ffmpeg'], 'all that a WAV file holds', async () => {
    const paths = encodeAll(source, [
      ...wavCodecs.map((codec) => [file(`${codec}.wav`), '-c:a', codec] as const),
      [file('rf64.wav'), '-rf64', 'always'],
      [file('six.wav'), '-ac', '6'],
    ]);
    for (const path of paths) await expectDecodedLength(path);
  });

  itWith(['ffmpeg'], 'all that an AIFF-C file holds', async () => {
    const paths = encodeAll(
      source,
      aiffCodecs.map((codec) => [file(`${codec}.aifc`), '-c:a', codec, '-f', 'aiff']),
    );
    for (const path of paths) await expectDecodedLength(path);
  });

  it('a WAV of which the writer could not know the size', async () => {
    const path = changed(source, file('piped.wav'), (bytes) => {
      bytes.writeUInt32LE(0xffff_ffff, 40);
      return bytes;
    });
    expect((await factsOf(path)).lengthSamples).toBe(SAMPLES);
  });

  itWith(['flac'], 'FLAC by flac, with blocks of its smallest and largest sizes, and of unknown length', async () => {
    for (const options of [
      ['-8'],
      ['-b', '16', '--lax'],
      ['-b', '65535', '--lax'],
      ['--no-seektable', '--no-padding'],
    ]) {
      const path = file(`flac${options.join('')}.flac`);
      runTool('flac', ['-s', '-f', ...options, '-o', path, source]);
      await expectDecodedLength(path);
    }
    const path = changed(file('flac-8.flac'), file('unknown.flac'), (bytes) => {
      bytes[21]! &= 0xf0;
      bytes.writeUInt32BE(0, 22);
      return bytes;
    });
    expect((await factsOf(path)).lengthSamples).toBe(SAMPLES);
  });

  itWith(['oggenc'], 'Vorbis by oggenc', async () => {
    runTool('oggenc', ['-Q', '-q', '3', '-o', file('oggenc.ogg'), source]);
    await expectDecodedLength(file('oggenc.ogg'));
  });
});

describe('length in samples, whatever else is in the file', () => {
  itWithTags('MP3 with ID3v1, ID3v2.3, APEv2 and a large cover', async () => {
    for (const kind of KINDS.filter(([name]) => name.startsWith('MP3'))) {
      const bare = encode(source, file('bare.mp3'), ...kind.slice(2));
      const { lengthSamples } = await factsOf(bare);
      const tagged = changed(bare, file('tagged.mp3'), (bytes) => bytes);
      mutagen(
        `
tags = ID3(argv[0])
tags.add(TIT2(3, ['Title']))
tags.add(APIC(3, 'image/jpeg', 3, '', bytes(i * 7 % 251 for i in range(200000))))
tags.save(v2_version=3, v1=2)
ape = APEv2()
ape['Title'] = 'Title'
ape.save(argv[0])`,
        tagged,
      );
      await expectDecodedLength(tagged);
      expect((await factsOf(tagged)).lengthSamples).toBe(lengthSamples);
    }
  });

  itWithTags('M4A with a cover, and with what iTunes notes of the delay', async () => {
    const path = encode(source, file('noted.m4a'), '-c:a', 'aac');
    for (const note of ['00000840 0000037C', '00000400 000000C0', '00000000 00000100']) {
      mutagen(
        `
tags = MP4(argv[0])
tags['covr'] = [MP4Cover(bytes(200000))]
tags['----:com.apple.iTunes:iTunSMPB'] = [MP4FreeForm((' 00000000 %s 000000000000AC44' % argv[1]).encode())]
tags.save()`,
        path,
        note,
      );
      await expectDecodedLength(path);
    }
  });

  itWithTags('FLAC and Ogg with a cover, FLAC with ID3v1 and ID3v2', async () => {
    const flac = encode(source, file('covered.flac'));
    mutagen(
      `
tags = FLAC(argv[0])
cover = Picture()
cover.data = bytes(200000)
tags.add_picture(cover)
tags.save()
id3 = ID3()
id3.add(TIT2(3, ['Title']))
id3.save(argv[0], v1=2)`,
      flac,
    );
    await expectDecodedLength(flac);
    const ogg = encode(source, file('covered.ogg'), '-c:a', 'libvorbis');
    mutagen(`tags = OggVorbis(argv[0]); tags['metadata_block_picture'] = 'QUJD' * 70000; tags.save()`, ogg);
    await expectDecodedLength(ogg);
  });
});

describe('length in samples of a part', () => {
  itWith(['ffmpeg'], 'Ogg that begins midway, as when a broadcast was recorded', async () => {
    for (const [name, ...options] of [['midway.ogg', '-c:a', 'libvorbis'], ['midway.opus']] as const) {
      const whole = encode(source, file(name), ...options, '-page_duration', '100000');
      const pages = oggPages(readFileSync(whole));
      const headers = name.endsWith('.opus') ? 2 : pages.findIndex((page) => page.readBigInt64LE(6) > 0n);
      const path = changed(whole, file(`part of ${name}`), () =>
        Buffer.concat([...pages.slice(0, headers), ...pages.slice(headers + 3)]),
      );
      expect((await factsOf(path)).lengthSamples).toBeLessThan((await factsOf(whole)).lengthSamples);
      await expectDecodedLength(path);
    }
  });

  const edits = [
    ['no edit', null],
    ['more delay', [1540, 2112]],
    ['less delay', [1540, 500]],
    ['no delay', [1540, 0]],
    ['a shorter end', [1400, 1024]],
    ['an end beyond the end', [9999, 1024]],
    ['a part from the middle', [500, 20_000]],
  ] as const;
  for (const [name, edit] of edits) {
    itWith(['ffmpeg'], `M4A with an edit list that tells ${name}`, async () => {
      const whole = encode(source, file('edited.m4a'), '-c:a', 'aac');
      const path = changed(whole, file(`${name}.m4a`), (bytes) => {
        const elst = bytes.indexOf('elst');
        if (edit === null) bytes.write('skip', bytes.indexOf('edts'), 'latin1');
        else for (const [i, value] of edit.entries()) bytes.writeUInt32BE(value, elst + 12 + 4 * i);
        return bytes;
      });
      await expectDecodedLength(path);
    });
  }
});

function oggPages(bytes: Buffer): Buffer[] {
  const pages: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const segments = bytes.subarray(at + 27, at + 27 + bytes[at + 26]!);
    const end = at + 27 + segments.length + segments.reduce((sum, length) => sum + length, 0);
    pages.push(bytes.subarray(at, end));
    at = end;
  }
  return pages;
}

describe('length in samples of recordings', () => {
  itWithShared('data/audio', 'as they are', async (folder) => {
    for (const name of readdirSync(folder).filter((entry) => !entry.endsWith('.md')))
      await expectDecodedLength(join(folder, name));
  });

  itWithShared('data/suites/tags/beets', 'as small as a second, by other encoders', async (folder) => {
    for (const name of readdirSync(folder).filter((entry) =>
      /^(?!emptylist).*\.(mp3|m4a|ogg|opus|flac|aiff)$/.test(entry),
    ))
      await expectDecodedLength(join(folder, name));
  });
});

describe('lengths of files that cannot be made here', () => {
  for (const name of ['full.ape', 'full.wv', 'full.mpc', 'full.dsf']) {
    itWithShared(`data/suites/tags/beets/${name}`, `${name} is as long as FFmpeg decodes it`, expectDecodedLength);
  }

  itWith(['ffmpeg'], 'Windows Media Audio is as long as it says, which is nearly what FFmpeg decodes', async () => {
    const path = encode(source, file('windows.wma'), '-c:a', 'wmav2');
    const off = (await factsOf(path)).lengthSamples - decodedLength(path).lengthSamples;
    expect(Math.abs(off)).toBeLessThan(0.1 * 44_100);
  });
});
