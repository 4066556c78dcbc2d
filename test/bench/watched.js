import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { BIN } from './place.js';
import { environment } from './tools.js';

const LOOK_EVERY_MS = 20;

/**
 * Runs the built `mixpress` and looks all the while at the most memory that it and its decoders have held. Returns both
 * peaks in bytes, that of the greatest decoder; null where there is no /proc. Throws where mixpress fails.
 */
export async function runWatched(args) {
  const child = spawn(process.execPath, [BIN, ...args], { stdio: 'ignore', env: environment() });
  const peaks = new Map();
  const look = () => {
    for (const pid of [child.pid, ...childrenOf(child.pid)]) {
      const bytes = peakOf(pid);
      // The last look counts, not the greatest: a child begins with the peak of its parent, until it has a program.
      if (bytes !== null) peaks.set(pid, bytes);
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  const [code] = await once(child, 'exit');
  clearInterval(timer);
  if (code !== 0) throw new Error(`mixpress ${args.join(' ')} ended with ${code}`);
  const { [child.pid]: main = null, ...decoders } = Object.fromEntries(peaks);
  const ofDecoders = Object.values(decoders);
  return { 'main process': main, decoder: ofDecoders.length === 0 ? null : Math.max(...ofDecoders) };
}

function childrenOf(pid) {
  const pids = readProc(`/proc/${pid}/task/${pid}/children`).split(' ');
  return pids.filter((text) => text !== '').map(Number);
}

/** The peak of a process that is there. */
function peakOf(pid) {
  const match = /^VmHWM:\s+(\d+) kB$/m.exec(readProc(`/proc/${pid}/status`));
  return match === null ? null : Number(match[1]) * 1024;
}

function readProc(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It has just ended, or this is not Linux.
    return '';
  }
}
