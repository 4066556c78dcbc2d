import { decodeWindows1252 } from '../base/windows-1252.ts';
import { problem, warning, type Problem } from '../base/problem.ts';

export type Decoded =
  | { readonly ok: true; readonly text: string; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Turns a manifest's bytes into text: UTF-8 with or without a mark, UTF-16 with one, and, as a last resort, the
 * Windows code page 1252 that spreadsheets still save. Binary content is refused.
 */
export function decodeManifest(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) {
    return {
      ok: false,
      problem: problem('manifest-empty', 'the manifest is empty', {
        hint: 'it needs a header line and a row for each order',
      }),
    };
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(new TextDecoder('utf-16le').decode(bytes));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(new TextDecoder('utf-16be').decode(bytes));
  if (looksBinary(bytes)) {
    return {
      ok: false,
      problem: problem('manifest-binary', 'the manifest is not text', {
        hint: 'export the sheet as CSV (UTF-8), or give JSON',
      }),
    };
  }
  try {
    return decoded(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    const guess = warning('manifest-encoding', 'the manifest is not UTF-8; it was read as Windows-1252', {
      hint: 'save it as "CSV UTF-8" if names look wrong',
    });
    return { ok: true, text: decodeWindows1252(bytes), warnings: [guess] };
  }
}

function decoded(text: string): Decoded {
  return { ok: true, text: text.replace(/^\uFEFF/, ''), warnings: [] };
}

/** Control characters that no text file holds, in the first 64 KiB. */
function looksBinary(bytes: Uint8Array): boolean {
  return bytes
    .subarray(0, 1 << 16)
    .some((b) => b < 0x20 && b !== 0x09 && b !== 0x0a && b !== 0x0c && b !== 0x0d && b !== 0x1b);
}
