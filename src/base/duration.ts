/** Reads lengths as people write them, and writes them as people read them. */

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  d: 86_400_000,
  day: 86_400_000,
  days: 86_400_000,
  h: 3_600_000,
  hr: 3_600_000,
  hrs: 3_600_000,
  hour: 3_600_000,
  hours: 3_600_000,
  m: 60_000,
  min: 60_000,
  mins: 60_000,
  minute: 60_000,
  minutes: 60_000,
  s: 1000,
  sec: 1000,
  secs: 1000,
  second: 1000,
  seconds: 1000,
};

/**
 * Reads `74` (minutes), `74:00`, `1:14:00`, `74m`, `1h14m`, `1 h 14 min`, `PT1H14M` (ISO 8601) or `4440s`.
 * Returns whole milliseconds, or null where the text is none of these. Zero is read as zero: whether that makes sense
 * is for the caller to say.
 */
export function parseDuration(text: string): number | null {
  const s = text.trim().toLowerCase();
  return parsePlainMinutes(s) ?? parseClock(s) ?? parseIso(s) ?? parseUnits(s);
}

function parsePlainMinutes(s: string): number | null {
  return /^\d{1,9}(\.\d{1,6})?$/.test(s) ? Math.round(Number(s) * 60_000) : null;
}

function parseClock(s: string): number | null {
  const m = /^(?:(\d{1,4}):)?(\d{1,5}):(\d{2})(?:\.(\d{1,3}))?$/.exec(s);
  if (!m) return null;
  const hours = m[1] === undefined ? 0 : Number(m[1]);
  const minutes = Number(m[2]);
  const seconds = Number(m[3]);
  if (seconds > 59 || (m[1] !== undefined && minutes > 59)) return null;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + Number((m[4] ?? '').padEnd(3, '0'));
}

function parseIso(s: string): number | null {
  const m = /^p(?:(\d{1,4})d)?(?:t(?:(\d{1,5})h)?(?:(\d{1,6})m)?(?:(\d{1,8}(?:\.\d{1,3})?)s)?)?$/.exec(s);
  if (!m || m.slice(1).every((part) => part === undefined)) return null;
  const [days, hours, minutes, seconds] = m.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return Math.round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
}

function parseUnits(s: string): number | null {
  const compact = s.replace(/\s+/g, '');
  if (!/^(\d{1,9}(\.\d{1,6})?[a-z]+)+$/.test(compact)) return null;
  let ms = 0;
  let last = Infinity;
  for (const [, count, unit] of compact.matchAll(/(\d+(?:\.\d+)?)([a-z]+)/g)) {
    const size = UNIT_MS[unit ?? ''];
    if (size === undefined || size >= last) return null;
    ms += Number(count) * size;
    last = size;
  }
  return Math.round(ms);
}

/** `4:05`, `1:14:00`; a fraction of a second is shown only where asked for: `4:05.027`. */
export function formatDuration(ms: number, options: { readonly fraction?: boolean } = {}): string {
  const sign = ms < 0 ? '-' : '';
  const whole = options.fraction === true ? Math.abs(Math.trunc(ms)) : Math.round(Math.abs(ms) / 1000) * 1000;
  const seconds = Math.floor(whole / 1000);
  const two = (n: number): string => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const head = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes);
  const tail = options.fraction === true && whole % 1000 !== 0 ? `.${String(whole % 1000).padStart(3, '0')}` : '';
  return `${sign}${head}:${two(seconds % 60)}${tail}`;
}
