import { fileURLToPath } from 'node:url';
import { startDecoderProcess, type DecoderProcess } from '../../tools/decoder-process.ts';

/** Starts the decoder in a process of its own. */
export function startDecoder(): DecoderProcess {
  // A process begins with JavaScript: where this module is still TypeScript, the built entry is taken.
  const folder = import.meta.url.endsWith('.ts') ? '../../../dist/audio/embedded/' : './';
  return startDecoderProcess(fileURLToPath(new URL(`${folder}decoder-main.js`, import.meta.url)));
}
