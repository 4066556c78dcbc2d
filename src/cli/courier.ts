import { homedir } from 'node:os';
import { join } from 'node:path';
import { batchStore } from '../batch/batch-store.ts';
import { tellDelivered } from '../batch/deliver.ts';
import { eventStore } from '../batch/event-store.ts';
import { systemClock } from '../base/clock.ts';
import { openCourier, type Courier } from '../delivery/courier.ts';
import { secretsFrom } from '../delivery/credentials.ts';
import { outboxStore } from '../delivery/outbox-store.ts';
import type { Target, TargetWorld } from '../delivery/target.ts';
import { findTarget } from '../delivery/targets/index.ts';
import type { Store } from '../store/store.ts';
import type { Context } from './context.ts';
import { workspaceOf } from './workspace.ts';

/** How long a partner that says nothing is waited for. */
const PATIENCE_MS = 20_000;

/** The targets that addresses mean, as far as can be seen from here. Throws AppError before any work is done. */
export function targetsOf(addresses: readonly string[], context: Context): Target[] {
  return addresses.map((address) => {
    const target = findTarget(address);
    target.kind.check?.(target.address, targetWorld(context));
    return target;
  });
}

/** What targets may use: secrets of the environment and of the file `credentials`, and the SSH keys of the user. */
function targetWorld({ settings, environment }: Context): TargetWorld {
  const named = environment['MIXPRESS_CREDENTIALS'] || undefined;
  const secrets = secretsFrom(environment, named ?? join(settings.home, 'credentials'), named !== undefined);
  return { secrets, userHome: homedir(), patienceMs: PATIENCE_MS };
}

/** Who brings files from this workspace to targets; must be closed. */
export function courierFor(context: Context, store: Store): Courier {
  const [events, batches] = [eventStore(store, systemClock), batchStore(store)];
  return openCourier({
    ...targetWorld(context),
    outbox: outboxStore(store, systemClock),
    clock: systemClock,
    signal: context.signal,
    lockFolder: workspaceOf(context.settings.home).locks,
    transaction: (work) => store.transaction(work),
    delivered: (delivery) => tellDelivered(delivery, events, batches),
  });
}

/** Does `work` with a courier and has it take leave of everybody afterwards. */
export async function withCourier<T>(
  context: Context,
  store: Store,
  work: (courier: Courier) => Promise<T>,
): Promise<T> {
  const courier = courierFor(context, store);
  try {
    return await work(courier);
  } finally {
    await courier.close();
  }
}
