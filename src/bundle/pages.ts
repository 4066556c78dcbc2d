const PAGE_BYTES = 1 << 16;

/** Small pieces of bytes that are kept in a few large ones. */
export interface Pages {
  /** Of all pieces. */
  readonly bytes: number;
  add(piece: Uint8Array): void;
  /** All that was added and not taken yet, in its order. */
  take(): Uint8Array[];
}

/** Pages without anything in them. */
export function emptyPages(): Pages {
  let [full, page]: [Uint8Array[], Uint8Array[]] = [[], []];
  let [bytes, bytesOfPage] = [0, 0];
  const turn = (): void => {
    // A large piece is not worth a copy.
    if (page.length > 0) full.push(page.length === 1 ? page[0]! : Buffer.concat(page));
    [page, bytesOfPage] = [[], 0];
  };
  return {
    get bytes() {
      return bytes;
    },
    add: (piece) => {
      if (piece.length >= PAGE_BYTES) turn();
      page.push(piece);
      bytes += piece.length;
      bytesOfPage += piece.length;
      if (bytesOfPage >= PAGE_BYTES) turn();
    },
    take: () => {
      turn();
      const taken = full;
      full = [];
      return taken;
    },
  };
}

/** The same bytes, small pieces of them joined to pieces of 64 KiB or a little more. */
export async function* inPages(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const pages = emptyPages();
  let taken = 0;
  for await (const piece of source) {
    pages.add(piece);
    if (pages.bytes - taken < PAGE_BYTES) continue;
    taken = pages.bytes;
    yield* pages.take();
  }
  yield* pages.take();
}
