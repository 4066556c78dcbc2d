import { parseMusicKey } from '../base/music-key.ts';
import type { Track } from '../model/track.ts';
import { firstNative, type NativeTags } from './native-tags.ts';

/** What numbers and marks in tags tell of a track. */
export type TagFacts = Pick<Track, 'year' | 'bpm' | 'key' | 'energy' | 'explicit'>;

/** What iTunes, Picard and others put before the names of fields that a kind of tag has not by itself. */
const custom = (...names: readonly string[]): readonly string[] =>
  names.flatMap((name) => [name, `TXXX:${name}`, `----:COM.APPLE.ITUNES:${name}`]);

const FIRST_RELEASE = [...custom('ORIGINALYEAR', 'ORIGINALDATE'), 'TDOR', 'TORY', 'TOR'];
const RELEASE = ['DATE', 'TDRC', 'TDR', '©DAY', 'ICRD', 'YEAR', 'TYER', 'TYE', ...custom('RELEASEDATE'), 'TDRL'];
const BPM = [...custom('BPM'), 'TBPM', 'TBP', 'TMPO', 'TEMPO'];
const KEY = ['TKEY', 'TKE', ...custom('INITIALKEY', 'INITIAL KEY', 'KEY')];
const ENERGY = custom('ENERGY', 'ENERGYLEVEL', 'ENERGY LEVEL');
const ADVISORY = [...custom('ITUNESADVISORY'), 'RTNG'];

/** Reads these facts from any kind of tag. What is absurd is passed over, as if it weren't there. */
export function readFacts(native: NativeTags): TagFacts {
  return {
    year: firstNative(native, FIRST_RELEASE, parseYear) ?? firstNative(native, RELEASE, parseYear),
    bpm: firstNative(native, BPM, parseBpm),
    key: firstNative(native, KEY, parseMusicKey),
    energy: firstNative(native, ENERGY, parseEnergy),
    explicit: firstNative(native, ADVISORY, parseAdvisory),
  };
}

/** No sound was recorded before 1860. */
const FIRST_YEAR = 1860;
const LAST_YEAR = 2100;

/** The year of a date that begins with it (ISO 8601, with or without hyphens) or ends with it. */
export function parseYear(text: string): number | null {
  const digits = /^(\d{4})(?:\d{4})?(?!\d)/.exec(text)?.[1] ?? /^\d{1,2}\D\d{1,2}\D(\d{4})$/.exec(text)?.[1];
  return within(Number(digits ?? Number.NaN), FIRST_YEAR, LAST_YEAR);
}

const MIN_BPM = 20;
const MAX_BPM = 400;

/** Beats a minute, to a hundredth. */
export function parseBpm(text: string): number | null {
  const bpm = within(parseDecimal(text.replace(/\s*bpm$/i, '')), MIN_BPM, MAX_BPM);
  return bpm && Math.round(bpm * 100) / 100;
}

/** Mixed In Key writes whole numbers from 1 to 10, others a share of 1 with its decimals. */
function parseEnergy(text: string): number | null {
  const energy = parseDecimal(text);
  const share = energy >= 1 && !/^1[.,]0+$/.test(text) ? energy / 10 : energy;
  return within(Math.round(share * 1000) / 1000, 0, 1);
}

/** 1 and (formerly) 4 mark explicit lyrics, 2 clean ones; 0 says nothing. */
function parseAdvisory(text: string): boolean | null {
  if (text === '1' || text === '4') return true;
  return text === '2' ? false : null;
}

function parseDecimal(text: string): number {
  return /^\d{1,6}(?:[.,]\d{1,20})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
}

function within(value: number, min: number, max: number): number | null {
  return value >= min && value <= max ? value : null;
}
