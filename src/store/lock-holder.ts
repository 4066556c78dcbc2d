import { readFileSync, statSync } from 'node:fs';

/**
 * Who keeps the database at `path` locked, e.g. `process 4711 (mixpress library scan)`; null where the system doesn't
 * tell. Only Linux does, in `/proc/locks`, where locks are told by device, file and process.
 */
export function lockHolder(path: string): string | null {
  try {
    const files = [path, `${path}-shm`].map((file) => String(statSync(file).ino));
    const pids = readFileSync('/proc/locks', 'utf8')
      .split('\n')
      .flatMap((line) => {
        const [, pid, inode] = /^\d+: POSIX\s+\S+\s+WRITE\s+(\d+)\s+\S+:(\d+)\s/.exec(line) ?? [];
        return pid !== undefined && files.includes(inode!) && pid !== String(process.pid) ? [pid] : [];
      });
    return pids[0] === undefined ? null : `process ${pids[0]}${commandOf(pids[0])}`;
  } catch {
    return null;
  }
}

/** Without the path of the program that runs it. */
function commandOf(pid: string): string {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
    const names = words.map((word) => word.replace(/^.*\/(?=[^/]+$)/, ''));
    const from = names.findIndex((name) => /^mixpress(\.js)?$/.test(name));
    return ` (${(from < 0 ? names : ['mixpress', ...words.slice(from + 1)]).join(' ').slice(0, 80)})`;
  } catch {
    return '';
  }
}
