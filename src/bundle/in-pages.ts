const PAGE_BYTES = 1 << 16;

/** The same bytes with small pieces joined to pieces of 64 KiB or a little more, which cost less to hand on. */
export async function* inPages(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let [page, bytes]: [Uint8Array[], number] = [[], 0];
  for await (const piece of source) {
    page.push(piece);
    bytes += piece.length;
    if (bytes < PAGE_BYTES) continue;
    yield* joined(page);
    [page, bytes] = [[], 0];
  }
  yield* joined(page);
}

/** Large pieces are not worth a copy. */
function joined(page: readonly Uint8Array[]): readonly Uint8Array[] {
  const last = page.at(-1);
  return last === undefined || page.length === 1
    ? page
    : last.length < PAGE_BYTES
      ? [Buffer.concat(page)]
      : [Buffer.concat(page.slice(0, -1)), last];
}
