import { hostname } from 'node:os';
import { openEngine, type AudioEngine, type EngineId } from '../audio/engine.ts';
import { openPorts } from '../batch/ports.ts';
import { join, type Presence } from '../batch/presence.ts';
import type { Watcher } from '../batch/ports.ts';
import type { WorkerPorts } from '../batch/run-job.ts';
import { systemClock } from '../base/clock.ts';
import { startPump } from '../delivery/webhooks/background-pump.ts';
import type { Store } from '../store/store.ts';
import type { Context } from './context.ts';
import { courierFor } from './courier.ts';
import { pumpWorld } from './webhooks.ts';
import { workspaceOf } from './workspace.ts';

/** A worker shows that it goes on so often, and more often where leases are short. */
const BEAT_MS = 2000;
/** So long a worker waits in the end for those who are told by webhooks. */
const PUMP_BUDGET_MS = 3000;
const BEATS_A_LEASE = 5;

/** This process as a worker of its workspace. */
export interface Worker {
  readonly presence: Presence;
  readonly ports: WorkerPorts;
  close(): Promise<void>;
}

export interface WorkerOptions {
  readonly leaseMs: number;
  readonly scan: WorkerPorts['scan'];
  /** What bundles are encrypted with, where their packing says so. */
  readonly passphrase: string | null;
}

/** Becomes a worker; others take its jobs over when it has stood still for `leaseMs`. */
export async function openWorker(
  store: Store,
  context: Context,
  watcher: Watcher,
  { leaseMs, scan, passphrase }: WorkerOptions,
): Promise<Worker> {
  const { lock, work } = workspaceOf(context.settings.home);
  const engines = new Map<string, Promise<AudioEngine>>();
  const engine = (id: string): Promise<AudioEngine> => {
    const opened = engines.get(id) ?? openEngine(id as EngineId);
    engines.set(id, opened);
    return opened;
  };
  const {
    engine: _none,
    outFolder: _nowhere,
    ...ports
  } = openPorts({
    store,
    clock: systemClock,
    engine: await engine('embedded'),
    tool: { name: 'mixpress', version: context.version },
    workFolder: work,
    outFolder: '',
    signal: context.signal,
    atOnce: context.atOnce,
    watcher,
    ...(passphrase === null ? {} : { passphrase }),
  });
  const courier = courierFor(context, store);
  const pump = startPump(pumpWorld(context, store));
  const beatMs = Math.min(BEAT_MS, leaseMs / BEATS_A_LEASE);
  const presence = join(ports, { host: hostname(), pid: process.pid, lockPath: lock, beatMs, leaseMs });
  return {
    presence,
    ports: { ...ports, engine, scan, courier },
    close: async () => {
      for (const opened of engines.values()) await (await opened).close();
      presence.leave();
      await courier.close();
      await pump.close(PUMP_BUDGET_MS);
    },
  };
}
