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

/** What one text of the engine can hold, with room to spare. */
const MOST_BYTES = 500_000_000;

/** Packs texts; null where they are too long. What is no Unicode, a lone half of a surrogate pair, becomes U+FFFD. */
export function packTexts(texts: Values<string>): PackedTexts | null {
  const ends = new Int32Array(texts.length);
  let [end, i] = [0, 0];
  for (const text of texts) {
    end += Buffer.byteLength(text);
    if (end > MOST_BYTES) return null;
    ends[i++] = end;
  }
  const bytes = Buffer.alloc(end);
  [end, i] = [0, 0];
  for (const text of texts) {
    bytes.write(text, end);
    end = ends[i++]!;
  }
  return { bytes, ends };
}

const ASCII = /^[\x00-\x7f]*$/;

/** The texts again, each made when it is asked for: to make a million of them takes longer than to look at some. */
export function unpackTexts({ bytes, ends }: PackedTexts): Values<string> {
  // A character for each byte: to cut a text out of it takes a tenth of the time of decoding it, and few need that.
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const at = (index: number): string => {
    const text = all.slice(index === 0 ? 0 : ends[index - 1], ends[index]);
    return ASCII.test(text) ? text : Buffer.from(text, 'latin1').toString();
  };
  return {
    length: ends.length,
    at,
    *[Symbol.iterator]() {
      for (let index = 0; index < ends.length; index++) yield at(index);
    },
  };
}
