import type { IAudioMetadata } from 'music-metadata';

/** The tags of a file as they stand in it, by kind of tag. */
export type NativeTags = IAudioMetadata['native'];

/** From the best kind of tag to the worst: music-metadata's own order. */
const TAG_TYPES = ['APEv2', 'vorbis', 'ID3v2.4', 'ID3v2.3', 'ID3v2.2', 'exif', 'asf', 'iTunes', 'AIFF', 'ID3v1'];
/** In these a slash may part several values, so music-metadata takes one name with a slash for two. */
const SLASH_TYPES = ['ID3v2.3', 'ID3v2.2'];
const SLASH_FIELDS = /^(TPE1|TP1|TXXX:.*)$/;

type Values = readonly unknown[];

/** Fields by their names in upper case: many are looked for in each list of tags. */
const fieldsOfList = new WeakMap<NativeTags[string], ReadonlyMap<string, Values>>();

function fieldsOf(native: NativeTags, type: string): ReadonlyMap<string, Values> | undefined {
  const tags = native[type];
  if (tags === undefined) return undefined;
  const known = fieldsOfList.get(tags);
  if (known !== undefined) return known;
  const fields = new Map<string, unknown[]>();
  for (const { id, value } of tags) {
    const name = id.toUpperCase();
    const values = fields.get(name);
    if (values) values.push(value);
    else fields.set(name, [value]);
  }
  fieldsOfList.set(tags, fields);
  return fields;
}

/** All texts of a field in the best kind of tag that has it. `ids` are the names of the field in upper case. */
export function nativeValues(native: NativeTags, ids: readonly string[]): string[] {
  for (const type of TAG_TYPES) {
    if (!ids.some((id) => fieldsOf(native, type)?.has(id))) continue;
    const tags = native[type]!.filter(({ id }) => ids.includes(id.toUpperCase()));
    const texts = tags.flatMap(({ value }) => (typeof value === 'string' && value !== '' ? [value] : []));
    if (texts.length === 0) continue;
    return SLASH_TYPES.includes(type) && SLASH_FIELDS.test(tags[0]!.id) ? [texts.join('/')] : texts;
  }
  return [];
}

/**
 * The first value of a field of which `parse` makes something: in the best kind of tag, and there under the first of
 * `ids`. Null where there is none.
 */
export function firstNative<T>(
  native: NativeTags,
  ids: readonly string[],
  parse: (text: string) => T | null,
): T | null {
  for (const type of TAG_TYPES) {
    const fields = fieldsOf(native, type);
    for (const name of fields ? ids : []) {
      for (const value of fields!.get(name) ?? []) {
        const parsed = parse(textOf(value).slice(0, 100).trim());
        if (parsed !== null) return parsed;
      }
    }
  }
  return null;
}

const MUSICBRAINZ = 'http://musicbrainz.org';

/** Of an identifier that ID3 gives to an owner, it is told where that is MusicBrainz. */
function textOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  const { owner_identifier: owner, identifier } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return owner === MUSICBRAINZ && identifier instanceof Uint8Array ? Buffer.from(identifier).toString('latin1') : '';
}

/** Whether the best kind of tag that a file has is one in which music-metadata parts names at slashes. */
export function partsAtSlashes(native: NativeTags): boolean {
  const type = TAG_TYPES.find((name) => native[name]);
  return type !== undefined && SLASH_TYPES.includes(type);
}
