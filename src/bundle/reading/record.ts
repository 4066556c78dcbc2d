import { damaged } from './damage.ts';
import type { OpenedArchive } from './opened-archive.ts';
import { readSmall } from './sums.ts';
import { trustedFiles, type Limits } from './trusted-files.ts';

/** What a bundle says of itself, as far as it can be understood. */
export interface BundleSummary {
  readonly title: string;
  /** Id of the playlist. */
  readonly playlist: string;
  /** Name and version of what made it. */
  readonly tool: string;
  readonly tracks: number;
  readonly lengthMs: number;
  readonly discs: readonly {
    readonly number: number;
    readonly title: string;
    readonly media: string;
    readonly tracks: number;
    readonly lengthMs: number;
    readonly copies: number;
  }[];
}

/** Reads bundle.json, and of the archive no more than lies before it. Throws AppError `bundle-damaged` where there is none. */
export async function readRecord(archive: OpenedArchive, limits: Limits): Promise<unknown> {
  for await (const file of trustedFiles(archive, limits)) {
    if (!/^[^/]+\/bundle\.json$/.test(file.name)) continue;
    const record = parse((await readSmall(file)).toString('utf8'));
    if (Array.isArray(fields(record)['discs'])) return record;
    throw damaged('its bundle.json does not tell of a bundle');
  }
  throw damaged('it has no bundle.json');
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw damaged('its bundle.json is not sound JSON', error);
  }
}

/** Takes from a record what is as it should be; what isn't is empty. */
export function summarise(record: unknown): BundleSummary {
  const { playlist, tool, discs } = fields(record);
  const list = fields(playlist);
  return {
    title: text(list['title']),
    playlist: text(list['id']),
    tool: `${text(fields(tool)['name'])} ${text(fields(tool)['version'])}`.trim(),
    tracks: items(list['tracks']).length,
    lengthMs: number(list['lengthMs']),
    discs: items(discs)
      .map(fields)
      .map((disc) => ({
        number: number(disc['number']),
        title: text(disc['title']),
        media: text(disc['media']),
        tracks: number(disc['tracks']),
        lengthMs: number(disc['lengthMs']),
        copies: items(disc['copies']).length,
      })),
  };
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Never one that nobody can show. */
function number(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}
