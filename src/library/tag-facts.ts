import { parseMusicKey } from '../base/music-key.ts';
import { parseMusicbrainzId } from '../base/musicbrainz-id.ts';
import { oneLine } from '../base/text.ts';
import type { Track } from '../model/track.ts';
import { firstNative, type NativeTags } from './native-tags.ts';

/** What numbers and marks in tags tell of a track. */
export type TagFacts = Pick<
  Track,
  | 'year'
  | 'bpm'
  | 'key'
  | 'energy'
  | 'explicit'
  | 'trackNumber'
  | 'discNumber'
  | 'mood'
  | 'gainDb'
  | 'peak'
  | 'musicbrainzRecordingId'
  | 'musicbrainzTrackId'
>;

/** What iTunes, Picard and others put before the names of fields that a kind of tag has not by itself. */
const custom = (...names: readonly string[]): readonly string[] =>
  names.flatMap((name) => [name, `TXXX:${name}`, `----:COM.APPLE.ITUNES:${name}`]);

const FIRST_RELEASE = [...custom('ORIGINALYEAR', 'ORIGINALDATE'), 'TDOR', 'TORY', 'TOR', 'WM/ORIGINALRELEASEYEAR'];
const RELEASE = [
  'DATE',
  'TDRC',
  'TDR',
  '©DAY',
  'ICRD',
  'YEAR',
  'TYER',
  'TYE',
  ...custom('RELEASEDATE'),
  'TDRL',
  'WM/YEAR',
];
const BPM = [...custom('BPM'), 'TBPM', 'TBP', 'TMPO', 'TEMPO', 'WM/BEATSPERMINUTE'];
const KEY = ['TKEY', 'TKE', ...custom('INITIALKEY', 'INITIAL KEY', 'KEY'), 'WM/INITIALKEY'];
const ENERGY = custom('ENERGY', 'ENERGYLEVEL', 'ENERGY LEVEL');
const ADVISORY = [...custom('ITUNESADVISORY'), 'RTNG'];
const TRACK_NUMBER = ['TRACKNUMBER', 'TRCK', 'TRK', 'TRKN', 'TRACK', 'ITRK', 'IPRT', 'WM/TRACKNUMBER'];
const DISC_NUMBER = ['DISCNUMBER', 'TPOS', 'TPA', 'DISK', 'DISC', 'WM/PARTOFSET'];
const MOOD = ['TMOO', ...custom('MOOD'), 'WM/MOOD'];
const GAIN = custom('REPLAYGAIN_TRACK_GAIN');
const GAIN_R128 = custom('R128_TRACK_GAIN');
const PEAK = custom('REPLAYGAIN_TRACK_PEAK');
/** MusicBrainz called a recording a track once, and so do the tags. */
const RECORDING_ID = ['UFID', ...custom('MUSICBRAINZ_TRACKID', 'MUSICBRAINZ TRACK ID'), 'MUSICBRAINZ/TRACK ID'];
const TRACK_ID = [
  ...custom('MUSICBRAINZ_RELEASETRACKID', 'MUSICBRAINZ RELEASE TRACK ID'),
  'MUSICBRAINZ/RELEASE TRACK ID',
];

/** Reads these facts from any kind of tag. What is absurd is passed over, as if it weren't there. */
export function readFacts(native: NativeTags): TagFacts {
  return {
    year: firstNative(native, FIRST_RELEASE, parseYear) ?? firstNative(native, RELEASE, parseYear),
    bpm: firstNative(native, BPM, parseBpm),
    key: firstNative(native, KEY, parseMusicKey),
    energy: firstNative(native, ENERGY, parseEnergy),
    explicit: firstNative(native, ADVISORY, parseAdvisory),
    trackNumber: firstNative(native, TRACK_NUMBER, parsePlace),
    discNumber: firstNative(native, DISC_NUMBER, parsePlace),
    mood: firstNative(native, MOOD, (text) => oneLine(text) || null),
    gainDb: firstNative(native, GAIN, parseGain) ?? firstNative(native, GAIN_R128, parseR128Gain),
    peak: firstNative(native, PEAK, parsePeak),
    musicbrainzRecordingId: firstNative(native, RECORDING_ID, parseMusicbrainzId),
    musicbrainzTrackId: firstNative(native, TRACK_ID, parseMusicbrainzId),
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

/** `3`, `03/12`, `3 of 12` */
function parsePlace(text: string): number | null {
  return within(Number(/^(\d{1,4})(?:\s*(?:\/|of).*)?$/i.exec(text)?.[1] ?? Number.NaN), 1, 9999);
}

const MAX_GAIN_DB = 60;

/** `-7.32 dB` */
function parseGain(text: string): number | null {
  const digits = /^([+-]?)\s*(\d{1,3}(?:[.,]\d{1,20})?)\s*(?:dB)?$/i.exec(text);
  if (digits === null) return null;
  return within(rounded(parseDecimal(digits[2]!) * (digits[1] === '-' ? -1 : 1), 100), -MAX_GAIN_DB, MAX_GAIN_DB);
}

/** ReplayGain aims at -18 LUFS, R128 at -23. */
const R128_OFFSET_DB = 5;

/** In 256ths of a decibel (RFC 7845, 5.2.1). */
function parseR128Gain(text: string): number | null {
  if (!/^[+-]?\d{1,5}$/.test(text)) return null;
  return within(rounded(Number(text) / 256 + R128_OFFSET_DB, 100), -MAX_GAIN_DB, MAX_GAIN_DB);
}

const MAX_PEAK = 100;

function parsePeak(text: string): number | null {
  const peak = within(rounded(parseDecimal(text), 1_000_000), 0, MAX_PEAK);
  return peak === 0 ? null : peak;
}

function rounded(value: number, parts: number): number {
  // Never -0, which compares as another value.
  return Math.round(value * parts) / parts + 0;
}

function parseDecimal(text: string): number {
  return /^\d{1,6}(?:[.,]\d{1,20})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
}

function within(value: number, min: number, max: number): number | null {
  return value >= min && value <= max ? value : null;
}
