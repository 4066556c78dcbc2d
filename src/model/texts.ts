/** Values that are looked at here and there; an array of them is one. */
export interface Values<T> extends Iterable<T> {
  readonly length: number;
  at(index: number): T | undefined;
}

/** Many texts one after the other as UTF-8, and where each of them ends. */
export interface PackedTexts {
  readonly bytes: Uint8Array;
  readonly ends: Int32Array;
}

/** Packs texts, 2 GB of them at the most. What is no Unicode, a lone half of a surrogate pair, becomes U+FFFD. */
export function packTexts(texts: Values<string>): PackedTexts {
  const ends = new Int32Array(texts.length);
  let [end, i] = [0, 0];
  for (const text of texts) ends[i++] = end += Buffer.byteLength(text);
  const bytes = Buffer.alloc(end);
  [end, i] = [0, 0];
  for (const text of texts) {
    bytes.write(text, end);
    end = ends[i++]!;
  }
  return { bytes, ends };
}

/** The texts again, each made when it is asked for: to make a million of them takes longer than to look at some. */
export function unpackTexts({ bytes, ends }: PackedTexts): Values<string> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = (index: number): string => buffer.toString('utf8', index === 0 ? 0 : ends[index - 1], ends[index]);
  return {
    length: ends.length,
    at,
    *[Symbol.iterator]() {
      for (let index = 0; index < ends.length; index++) yield at(index);
    },
  };
}
