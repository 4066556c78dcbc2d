import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { BIN } from './place.js';
import { environment } from './tools.js';

const LOOK_EVERY_MS = 20;

/**
 * Runs the built `mixpress` and looks all the while at how much memory it and its decoders have ever held. Returns both
 * peaks in bytes, of the decoders that of the greatest; null where there is no /proc. Throws where mixpress fails.
 */
export async function runWatched(args) {
  const child = spawn(process.execPath, [BIN, ...args], { stdio: 'ignore', env: environment() });
  const peaks = new Map();
  const look = () => {
    for (const pid of [child.pid, ...childrenOf(child.pid)]) {
      const bytes = peakOf(pid);
      // A number takes the place of the last: that of a child begins as its parent's, until it becomes a program.
      if (bytes !== null) peaks.set(pid, bytes);
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  const [code] = await once(child, 'exit');
  clearInterval(timer);
  if (code !== 0) throw new Error(`mixpress ${args.join(' ')} ended with ${code}`);
  const main = peaks.get(child.pid) ?? null;
  peaks.delete(child.pid);
  return { main, decoder: peaks.size === 0 ? null : Math.max(...peaks.values()) };
}

function childrenOf(pid) {
  const list = readProc(`/proc/${pid}/task/${pid}/children`);
  return list === null ? [] : list.split(' ').filter(Boolean).map(Number);
}

function peakOf(pid) {
  const match = /^VmHWM:\s+(\d+) kB$/m.exec(readProc(`/proc/${pid}/status`) ?? '');
  return match ? Number(match[1]) * 1024 : null;
}

function readProc(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
