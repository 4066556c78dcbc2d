/** Holds fixtures/README.md to the files that are there, and the files to what the demo and other tests rely on. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cdSamples, samplesToFrames } from '../src/base/frames.ts';
import { itWith, projectRoot, runTool } from './outside.ts';

const root = join(projectRoot, 'fixtures');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

function filesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** The rows of README's tables whose first cell names a file. */
function tableRows(): string[][] {
  return readme
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}

const music = filesOf('music');
const trackRows = tableRows().filter((row) => row.length === 7);
const otherRows = tableRows().filter((row) => row.length === 2);

describe('fixtures', () => {
  it('are small', () => {
    const bytes = (files: readonly string[]): number =>
      files.reduce((sum, file) => sum + statSync(join(root, file)).size, 0);
    expect(bytes(music)).toBeLessThan(7_000_000);
    expect(bytes([...filesOf('broken'), ...filesOf('manifests'), ...filesOf('lists')])).toBeLessThan(100_000);
  });

  it('are all told of in README.md, each track with its recording', () => {
    expect(trackRows.map(([path]) => `music/${path}`).sort()).toEqual(music);
    const others = [
      'orders.csv',
      ...filesOf('broken'),
      ...filesOf('manifests'),
      ...filesOf('lists'),
      ...filesOf('catalogues'),
    ];
    expect(otherRows.map(([path]) => path).sort()).toEqual(others.sort());
    for (const [path, cut] of trackRows) {
      expect(readme, path).toMatch(new RegExp(`^\\| ${cut?.[0]} \\| .*(CC BY|CC0|public domain)`, 'm'));
    }
  });

  it('last long enough for two small discs', () => {
    const frames = trackRows.reduce((sum, row) => sum + Number(row[6]), 0);
    expect(frames).toBeGreaterThan(28 * 60 * 75);
  });

  it('have lists whose tracks are there', () => {
    const lists = filesOf('lists');
    expect(new Set(lists.map((path) => extname(path)))).toEqual(new Set(['.m3u8', '.xspf']));
    for (const list of lists) {
      const text = readFileSync(join(root, list), 'utf8');
      const paths = list.endsWith('.xspf')
        ? [...text.matchAll(/<location>(.*)<\/location>/g)].map((match) => decodeURIComponent(match[1]!))
        : text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      expect(paths.length).toBeGreaterThan(0);
      for (const path of paths) {
        expect(music).toContain(
          relative(root, resolve(root, dirname(list), path))
            .split(sep)
            .join('/'),
        );
      }
    }
  });

  it('have manifests in the encodings that their names promise', () => {
    const read = (name: string): Buffer => readFileSync(join(root, 'manifests', name));
    expect([...read('semicolon-bom.csv').subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(read('semicolon-bom.csv').includes('\r\n')).toBe(true);
    expect([...read('utf16.csv').subarray(0, 2)]).toEqual([0xff, 0xfe]);
    expect(read('utf16.csv').length % 2).toBe(0);
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(read('latin1.csv'))).toThrow();
    expect(read('latin1.csv').includes(0x80)).toBe(true);
  });
});

describe('music', () => {
  itWith(['ffprobe'], 'is read by an outside judge, tags and all, at the lengths of README.md', () => {
    const codecs = new Set<string>();
    for (const [path, , , genres, , , frames] of trackRows) {
      const audio = probe(join(root, 'music', path!));
      codecs.add(audio.codec);
      expect.soft(audio.tags, path).toMatchObject({
        title: expect.stringMatching(/./),
        artist: expect.stringMatching(/./),
        album: expect.stringMatching(/./),
        genre: genres!.split(' + ')[0],
        style: expect.stringMatching(/./),
        copyright: expect.stringMatching(/^(CC|Public domain)/),
      });
      expect.soft(audio.samples / audio.sampleRate, path).toBeGreaterThan(5);
      const surplus = samplesToFrames(cdSamples(audio.samples, audio.sampleRate)) - Number(frames);
      expect.soft(surplus, path).toBeGreaterThanOrEqual(0);
      expect.soft(surplus, path).toBeLessThanOrEqual(audio.codec === 'aac' ? AAC_PADDING_FRAMES : 0);
    }
    expect([...codecs].sort()).toEqual(['aac', 'alac', 'flac', 'mp3', 'opus', 'pcm_s16be', 'pcm_s16le', 'vorbis']);
  });
});

/** FFmpeg 5.1 counts up to 1,023 samples of padding at the end of AAC, newer ones none. */
const AAC_PADDING_FRAMES = 2;

interface Probe {
  readonly codec: string;
  readonly sampleRate: number;
  /** Samples a channel, decoded. */
  readonly samples: number;
  /** With keys in lower case. */
  readonly tags: Readonly<Record<string, string>>;
}

interface ProbeOutput {
  readonly frames: readonly { readonly nb_samples: number }[];
  readonly streams: readonly [{ readonly codec_name: string; readonly sample_rate: string; readonly tags?: object }];
  readonly format: { readonly tags?: object };
}

function probe(file: string): Probe {
  const entries = 'frame=nb_samples:stream=codec_name,sample_rate:stream_tags:format_tags';
  const run = runTool('ffprobe', [
    '-v',
    'error',
    '-of',
    'json',
    '-select_streams',
    'a',
    '-show_entries',
    entries,
    file,
  ]);
  expect(run.stderr, file).toBe('');
  const { frames, streams, format } = JSON.parse(run.stdout) as ProbeOutput;
  // Ogg keeps its tags with the stream, other formats with the file.
  const tags = Object.entries({ ...format.tags, ...streams[0].tags } as Record<string, string>);
  return {
    codec: streams[0].codec_name,
    sampleRate: Number(streams[0].sample_rate),
    samples: frames.reduce((sum, frame) => sum + frame.nb_samples, 0),
    tags: Object.fromEntries(tags.map(([key, value]) => [key.toLowerCase(), value])),
  };
}
