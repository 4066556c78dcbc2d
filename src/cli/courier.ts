import { homedir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../base/clock.ts';
import { openCourier, type Courier } from '../delivery/courier.ts';
import { secretsFrom } from '../delivery/credentials.ts';
import { outboxStore } from '../delivery/outbox-store.ts';
import type { TargetWorld } from '../delivery/target.ts';
import type { Store } from '../store/store.ts';
import type { Context } from './context.ts';
import { workspaceOf } from './workspace.ts';

/** How long a partner that says nothing is waited for. */
const PATIENCE_MS = 20_000;

/** What targets may use: secrets of the environment and of the file `credentials`, and the SSH keys of the user. */
export function targetWorld({ settings, environment }: Context): TargetWorld {
  const named = environment['MIXPRESS_CREDENTIALS'] || undefined;
  const secrets = secretsFrom(environment, named ?? join(settings.home, 'credentials'), named !== undefined);
  return { secrets, userHome: homedir(), patienceMs: PATIENCE_MS };
}

/** Does `work` with a courier and has it take leave of everybody afterwards. */
export async function withCourier<T>(
  context: Context,
  store: Store,
  work: (courier: Courier) => Promise<T>,
): Promise<T> {
  const courier = openCourier({
    ...targetWorld(context),
    outbox: outboxStore(store, systemClock),
    clock: systemClock,
    signal: context.signal,
    lockFolder: workspaceOf(context.settings.home).locks,
  });
  try {
    return await work(courier);
  } finally {
    await courier.close();
  }
}
