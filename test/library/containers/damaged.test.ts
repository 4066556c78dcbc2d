import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encode, music, writeWav } from '../../audio/sounds.ts';
import { itWith, itWithShared, tempDir } from '../../outside.ts';
import { decodedLength } from '../decoded.ts';
import { changed, factsOf, problemOf, read } from '../files.ts';

const dir = tempDir();
const file = (name: string): string => join(dir, name);
const source = file('source.wav');

beforeAll(() => {
  writeWav(source, music, { samples: 10 * 44_100 });
});

/** The first part of a file, as an interrupted download leaves it. */
function cut(from: string, share: number): string {
  return changed(from, from.replace(/\.(\w+)$/, ` ${share}.$1`), (bytes) =>
    bytes.subarray(0, Math.floor(bytes.length * share)),
  );
}

const KINDS: readonly (readonly [name: string, ...options: string[]])[] = [
  ['cbr.mp3', '-b:a', '128k'],
  ['vbr.mp3', '-q:a', '4'],
  ['aac.m4a'],
  ['index first.m4a', '-movflags', 'faststart'],
  ['alac.m4a', '-c:a', 'alac', '-movflags', 'faststart'],
  ['vorbis.ogg', '-c:a', 'libvorbis'],
  ['fragments.m4a', '-movflags', 'frag_keyframe+empty_moov', '-frag_duration', '1000000'],
  ['opus.opus'],
  ['flac.flac'],
  ['wav.wav'],
  ['aiff.aiff'],
  ['wavpack.wv'],
  ['windows.wma', '-c:a', 'wmav2'],
];

/** The source in another format, encoded once. */
function wholeFile(name: string, ...options: readonly string[]): string {
  return existsSync(file(name)) ? file(name) : encode(source, file(name), ...options);
}

describe('a file that is cut off', () => {
  for (const [name, ...options] of KINDS) {
    itWith(['ffmpeg'], `${name}: is a problem wherever the cut is`, async () => {
      const whole = wholeFile(name, ...options);
      expect((await read(whole)).problem).toBeNull();
      for (const share of [0.001, 0.01, 0.1, 0.5, 0.9, 0.98]) {
        const { code, severity, hint } = await problemOf(cut(whole, share));
        expect({ share, code, severity }).toEqual({
          share,
          code: expect.stringMatching(/^file-(truncated|unreadable)$/) as string,
          severity: 'error',
        });
        expect(hint).toMatch(/^(get the file once more|replace the file)/);
      }
    });
  }

  const messages = [
    ['wav.wav', 'cut off: holds 0:04 of 0:10'],
    ['aiff.aiff', 'cut off: holds 0:04 of 0:10'],
    ['flac.flac', /^cut off: holds 0:0\d of 0:10$/],
    ['cbr.mp3', /^cut off: holds 0:0[45] of 0:10$/],
    ['index first.m4a', /^cut off: holds 0:0\d of 0:10$/],
    ['aac.m4a', 'cut off: its index is missing'],
    ['fragments.m4a', /^cut off after 0:0\d$/],
    ['vorbis.ogg', /^cut off after 0:0\d$/],
    ['opus.opus', /^cut off after 0:0\d$/],
  ] as const;
  for (const [name, message] of messages) {
    itWith(['ffmpeg'], `${name} tells how much there is of it`, async () => {
      const kind = KINDS.find(([kindName]) => kindName === name)!;
      const path = cut(wholeFile(name, ...kind.slice(1)), 0.5);
      const told = typeof message === 'string' ? message : (expect.stringMatching(message) as string);
      expect(await problemOf(path)).toMatchObject({ code: 'file-truncated', message: told, file: path });
    });
  }

  itWith(['ffmpeg'], 'a FLAC that lacks its last byte', async () => {
    const whole = encode(source, file('last.flac'));
    const path = changed(whole, file('last cut.flac'), (bytes) => bytes.subarray(0, -1));
    expect((await problemOf(path)).code).toBe('file-truncated');
  });

  itWith(['ffmpeg'], 'MP3 without an encoder header tells no length, so what there is counts', async () => {
    const whole = encode(source, file('bare.mp3'), '-q:a', '4', '-write_xing', '0');
    const path = cut(whole, 0.5);
    expect((await factsOf(path)).lengthSamples).toBe(decodedLength(path).lengthSamples);
  });

  itWithShared('data/suites/tags/beets/emptylist.mp3', 'a file of a test suite that was cut for it', async (path) => {
    expect((await problemOf(path)).message).toBe('cut off: holds 0:01 of 3:37');
  });
});

describe('a file that is no audio', () => {
  const extensions = ['mp3', 'flac', 'm4a', 'ogg', 'opus', 'wav', 'aif', 'aiff', 'aifc'];

  it.each(extensions)('.%s: empty, zeros, text and noise', async (extension) => {
    const path = file(`no.${extension}`);
    const noise = Buffer.from(Array.from({ length: 100_000 }, (_, i) => i % 256));
    for (const [content, code] of [
      [Buffer.alloc(0), 'file-empty'],
      [Buffer.alloc(100_000), 'file-unreadable'],
      [Buffer.from('Sorry, this file is no longer here.\n'.repeat(100)), 'file-unreadable'],
      [Buffer.from('<!DOCTYPE html>'), 'file-unreadable'],
      [Buffer.from([0xff]), 'file-unreadable'],
      [Buffer.alloc(10_000, 0xff), 'file-unreadable'],
      [noise, 'file-unreadable'],
    ] as const) {
      writeFileSync(path, content);
      expect((await problemOf(path)).code).toBe(code);
    }
  });

  it.each([
    ['fLaC', 'flac'],
    ['OggS', 'ogg'],
    ['RIFF\x10\0\0\0WAVE', 'wav'],
    ['RIFF\x10\0\0\0WAVEfmt \x02\0\0\0\x01\0', 'wav'],
    ['RIFF\x10\0\0\0WAVEdata\x02\0\0\0\x01\0', 'wav'],
    ['FORM\0\0\0\x10AIFF', 'aiff'],
    ['FORM\0\0\0\x10AIFCCOMM\0\0\0\x02\0\0SSND\0\0\0\0', 'aiff'],
    ['\0\0\0\x08ftyp', 'm4a'],
    ['\0\0\0\x08ftyp\0\0\0\x08moov', 'm4a'],
    ['\0\0\0\x08ftyp\0\0\0\x10moov\0\0\0\x08trak', 'm4a'],
    ['ID3\x04\0\0\x7f\x7f\x7f\x7f', 'mp3'],
    ['ID3\x04\0\0\0\0\0\0', 'mp3'],
  ])('%j alone', async (content, extension) => {
    const path = file(`begun.${extension}`);
    writeFileSync(path, content, 'latin1');
    expect((await problemOf(path)).code).toMatch(/^file-(truncated|unreadable)$/);
  });

  it('a WAV without samples', async () => {
    const path = writeWav(file('silent.wav'), music, { samples: 0 });
    expect(await problemOf(path)).toMatchObject({ code: 'file-empty', message: 'it holds no audio' });
  });

  itWith(['ffmpeg'], 'a song that is protected against copying', async () => {
    const whole = encode(source, file('bought.m4a'));
    const path = changed(whole, file('locked.m4a'), (bytes) => {
      bytes.write('drms', bytes.indexOf('mp4a'), 'latin1');
      return bytes;
    });
    expect((await problemOf(path)).message).toBe('it is protected against copying');
  });

  itWith(['ffmpeg'], 'Speex', async () => {
    const path = encode(source, file('speex.ogg'), '-c:a', 'libspeex', '-ar', '16000', '-ac', '1');
    expect(await problemOf(path)).toMatchObject({ code: 'file-unreadable' });
  });
});

describe('a file that is damaged', () => {
  itWith(['ffmpeg'], 'never throws, whatever bytes are wrong', async () => {
    for (const [name, ...options] of KINDS) {
      const whole = encode(source, file(`whole ${name}`), ...options, '-t', '0.5');
      for (let at = 0; at < 120; at++) {
        const path = changed(whole, file(`damaged ${name}`), (bytes) => {
          bytes.writeUInt8(bytes[at]! ^ 0xff, at);
          bytes.fill(0xff, bytes.length - 4 * at, bytes.length - 3 * at);
          return bytes;
        });
        const { facts, problem } = await read(path);
        expect(facts === null).toBe(problem?.severity === 'error');
      }
    }
  });

  itWith(['ffmpeg'], 'MP3 with noise in it, before it and after it is within what mastering takes', async () => {
    const junk = Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 31) % 251));
    for (const options of [
      ['-q:a', '4'],
      ['-q:a', '4', '-write_xing', '0'],
    ]) {
      const whole = encode(source, file('clean.mp3'), ...options);
      for (const spoil of [
        (bytes: Buffer) => Buffer.concat([junk, bytes]),
        (bytes: Buffer) => Buffer.concat([bytes, junk]),
        (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(100_000)]),
        (bytes: Buffer) => Buffer.concat([bytes, bytes]),
        (bytes: Buffer) => bytes.subarray(0, -300),
      ]) {
        const path = changed(whole, file('spoilt.mp3'), spoil);
        const off = (await factsOf(path)).lengthSamples - decodedLength(path).lengthSamples;
        expect(Math.abs(off)).toBeLessThanOrEqual(2304);
      }
    }
  });
});

describe('a file that is named for another kind', () => {
  itWith(['ffmpeg'], 'is taken for what it is', async () => {
    for (const [name, codec] of [
      ['flac.flac', 'flac'],
      ['cbr.mp3', 'mp3'],
      ['aac.m4a', 'aac'],
      ['wav.wav', 'pcm'],
    ] as const) {
      const path = changed(encode(source, file(name)), file('misnamed.ogg'), (bytes) => bytes);
      expect((await factsOf(path)).codec).toBe(codec);
    }
  });
});
