import { CD_SAMPLE_RATE } from '../base/frames.ts';
import { CEILING_DB, type Level } from '../model/loudness.ts';
import type { SourceFormat } from './source-format.ts';

/** What must be done to a recording so that an audio CD can hold it: 16 bits, 44.1 kHz, stereo. */
export interface Conversion {
  /** The source's sample rate where it is not 44,100 Hz. */
  readonly resampledFrom: number | null;
  readonly mixed: 'mono to stereo' | `${number} channels to stereo` | null;
  /** Whether noise of one step is added before samples are rounded to 16 bits. */
  readonly dithered: boolean;
  /** What is done to its level; null: nothing. */
  readonly level: Level | null;
}

/**
 * Tells what must be done to a source. Whatever leaves whole 16-bit numbers (other rates, more bits, floating point,
 * the mixing of more than two channels, a gain) is dithered when it returns to them. Doubling a mono channel and
 * widening 8 bits to 16 are exact.
 */
export function conversionOf(source: SourceFormat, level: Level | null = null): Conversion {
  const resampled = source.sampleRate !== CD_SAMPLE_RATE;
  const mixed = mixOf(source.channels);
  const exact = source.bitDepth !== null && source.bitDepth <= 16 && source.channels <= 2;
  const isLevelled = level !== null && level.gainDb !== 0;
  return {
    resampledFrom: resampled ? source.sampleRate : null,
    mixed,
    dithered: resampled || !exact || isLevelled,
    level: isLevelled ? level : null,
  };
}

function mixOf(channels: number): Conversion['mixed'] {
  if (channels === 2) return null;
  return channels === 1 ? 'mono to stereo' : `${channels} channels to stereo`;
}

/** Whether every sample reaches the disc with the source's value. */
export function isBitIdentical(conversion: Conversion): boolean {
  return conversion.resampledFrom === null && conversion.mixed === null && !conversion.dithered;
}

/** For people: `bit-identical`, or `resampled from 48000 Hz, mono to stereo, dithered to 16 bits`. */
export function describeConversion(conversion: Conversion): string {
  const parts = [
    conversion.resampledFrom === null ? null : `resampled from ${conversion.resampledFrom} Hz`,
    conversion.mixed,
    conversion.level === null ? null : describeLevel(conversion.level),
    conversion.dithered ? 'dithered to 16 bits' : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'bit-identical' : parts.join(', ');
}

function describeLevel({ gainDb, limited }: Level): string {
  const gain = `gain ${gainDb < 0 ? '' : '+'}${gainDb.toFixed(2)} dB`;
  return limited ? `${gain}, limited to ${CEILING_DB} dBTP` : gain;
}

/**
 * Cuts the audio into equal blocks before all else: the noise of the dither depends on the blocks in which it is asked
 * for, so that without this the same file would differ between versions of FFmpeg.
 */
const BLOCKS = 'asetnsamples=n=16384:p=0';

/** Alias of a 23 kHz tone at 48 kHz below -93 dB, level at 20 kHz unchanged; FFmpeg's default leaves -20 dB. */
const RESAMPLER = 'filter_size=128:cutoff=0.98';

/** Floating point inside, and mixed without clipping. */
const IN_FLOAT = 'tsf=fltp:rematrix_maxval=1';
const TO_16_BITS = `${IN_FLOAT}:osf=s16:dither_method=triangular_hp`;

/** At four times the rate, peaks between samples are samples (ITU-R BS.1770-4, annex 2). */
const OVERSAMPLED = 4 * CD_SAMPLE_RATE;
/** Going back to the lower rate and to 16 bits may lift a peak by so much. */
const LIMITER_MARGIN_DB = 0.3;
const LIMIT = (10 ** ((CEILING_DB - LIMITER_MARGIN_DB) / 20)).toFixed(4);

/** The chain of FFmpeg filters that does it, equal for every engine. Its output is whole 16-bit samples in stereo. */
export function filterChain(conversion: Conversion): string {
  const layout = conversion.mixed === null || conversion.mixed === 'mono to stereo' ? '' : ':channel_layouts=stereo';
  return [
    BLOCKS,
    ...(conversion.level === null ? [] : levelFilters(conversion.level, layout)),
    ...(conversion.dithered ? [`aresample=${CD_SAMPLE_RATE}:${RESAMPLER}:${TO_16_BITS}`] : []),
    ...(conversion.mixed === 'mono to stereo' ? ['pan=stereo|c0=c0|c1=c0'] : []),
    `aformat=sample_fmts=s16${layout}`,
  ].join(',');
}

function levelFilters({ gainDb, limited }: Level, layout: string): string[] {
  const rate = limited ? OVERSAMPLED : CD_SAMPLE_RATE;
  return [
    `aresample=${rate}:${RESAMPLER}:${IN_FLOAT}`,
    `aformat=sample_fmts=fltp${layout}`,
    `volume=${gainDb}dB:precision=float`,
    ...(limited ? [`alimiter=limit=${LIMIT}:attack=2:release=50:level=false:latency=1`] : []),
  ];
}
