import { describe, expect, it } from 'vitest';
import { collectBundle } from '../../src/bundle/collect.ts';
import type { BundleEntry } from '../../src/bundle/entry.ts';
import { makeTrack } from '../make-track.ts';
import { bundleInput } from './make.ts';

function textOf(entries: readonly BundleEntry[], name: string): string {
  const source = entries.find((entry) => entry.name === name)!.source;
  return 'text' in source ? source.text : '';
}

describe('the entries of a bundle', () => {
  const twoDiscs = bundleInput([makeTrack({ frames: 300_000 }), makeTrack({ frames: 200_000 })]);

  it('are texts first, then disc by disc; only audio is stored', () => {
    expect(collectBundle(twoDiscs).map(({ name, store }) => (store ? `${name} (stored)` : name))).toEqual([
      'README.txt',
      'bundle.json',
      'playlist.m3u8',
      'playlist.xspf',
      'disc-1/disc.wav (stored)',
      'disc-1/disc.cue',
      'disc-1/disc.toc',
      'disc-1/disc.json',
      'disc-2/disc.wav (stored)',
      'disc-2/disc.cue',
      'disc-2/disc.toc',
      'disc-2/disc.json',
    ]);
  });

  it('have an insert after the texts', () => {
    const entries = collectBundle({ ...twoDiscs, insert: { path: '/work/insert.pdf', paper: 'a4' } });
    expect(entries[4]).toEqual({ name: 'insert.pdf', source: { path: '/work/insert.pdf' }, store: false });
    expect(entries).toHaveLength(13);
  });

  it('carry what they were given', () => {
    const entries = collectBundle(twoDiscs);
    expect(entries.find(({ name }) => name === 'disc-2/disc.wav')!.source).toEqual({ path: '/work/disc-2.wav' });
    expect(textOf(entries, 'disc-1/disc.cue')).toBe('cue\r\n');
    expect(JSON.parse(textOf(entries, 'disc-1/disc.json'))).toEqual({
      schemaVersion: 1,
      id: twoDiscs.discs[0]!.disc.id,
    });
  });

  it('are the same again, and hold no path of this machine', () => {
    const texts = (): string =>
      collectBundle(twoDiscs)
        .map(({ source }) => ('text' in source ? source.text : ''))
        .join('');
    expect(texts()).toBe(texts());
    expect(texts()).not.toMatch(/\/music|\/work/);
  });

  it('are JSON that any reader takes, even of broken text', () => {
    const text = textOf(collectBundle(bundleInput([makeTrack({ title: 'a\ud800"\u0000' })])), 'bundle.json');
    expect(text.endsWith('}\n')).toBe(true);
    expect(JSON.parse(text)).toMatchObject({ playlist: { tracks: [{ title: 'a\ufffd"\u0000' }] } });
    expect(text).not.toContain('\\ud800');
  });
});
