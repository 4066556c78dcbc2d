import { describe, expect, it } from 'vitest';
import { AUDIO_OPTIONS, readAudioOptions } from '../../src/cli/audio-options.ts';
import { PLAIN_AUDIO } from '../../src/model/audio-options.ts';

describe('options of audio discs', () => {
  it('are undefined where they ask for the usual, so that old batches keep their ids', () => {
    expect(readAudioOptions({})).toBeUndefined();
    expect(readAudioOptions({ layout: 'image', cdText: 'ascii', pause: '0s', loudness: 'off' })).toBeUndefined();
  });

  it.each([
    [{ layout: 'both' }, { layout: 'both' }],
    [
      { bin: true, ddp: true },
      { bin: true, ddp: true },
    ],
    [{ pause: '2s' }, { pauseMs: 2000 }],
    [{ cdText: 'latin1' }, { cdText: 'latin1' }],
    [{ copyPermitted: true }, { flags: { copyPermitted: true, preEmphasis: false } }],
    [{ preEmphasis: true }, { flags: { copyPermitted: false, preEmphasis: true } }],
    [{ loudness: 'track' }, { loudness: { per: 'track', lufs: -18 } }],
    [{ loudness: 'album:-14.5' }, { loudness: { per: 'album', lufs: -14.5 } }],
  ])('%j', (options, audio) => expect(readAudioOptions(options)).toEqual({ ...PLAIN_AUDIO, ...audio }));

  it.each([
    [{ layout: 'imag' }, '--layout takes image, tracks, both, not "imag"', 'write --layout image'],
    [{ cdText: 'utf8' }, '--cd-text takes ascii, latin1, not "utf8"', 'write --cd-text ascii'],
    [{ loudness: 'loud' }, '--loudness takes off, track, album', 'write --loudness track:-14'],
    [{ loudness: 'track:3' }, '--loudness takes', 'write --loudness track:-14'],
    [{ loudness: 'track:-99' }, '--loudness takes', 'write --loudness track:-14'],
    [{ loudness: '__proto__' }, '--loudness takes', 'write --loudness track:-14'],
    [{ pause: '2' }, '--pause: a pause of "2" is more than a minute', 'a bare number means minutes'],
    [{ pause: 'long' }, '--pause: "long" is not a length', 'write 2s'],
  ])('refuses %j', (options, message, hint) => {
    expect(() => readAudioOptions(options)).toThrow(
      expect.objectContaining({
        exitCode: 2,
        message: expect.stringContaining(message),
        hint: expect.stringContaining(hint),
      }),
    );
  });

  it('have one flag each', () => {
    const flags = AUDIO_OPTIONS.map((option) => option.flags.split(' ')[0]);
    expect(new Set(flags).size).toBe(flags.length);
  });
});
