/**
 * What keeps two workers from doing the same job: every change that a job makes is committed only as long as its claim
 * holds. Who was taken over, even without having noticed, changes nothing any more.
 */
import { AppError } from '../base/errors.ts';
import type { Store } from '../store/store.ts';
import type { Claim, JobStore } from './job-store.ts';
import type { Ports } from './ports.ts';

/** The store as the holder of a claim has it: its transactions throw `lease-lost` or `order-cancelled` where it ended. */
export function claimedStore(store: Store, jobs: JobStore, claim: Claim): Store {
  return {
    ...store,
    transaction: (work) =>
      store.transaction(() => {
        mustHold(jobs, claim);
        return work();
      }),
  };
}

/** Throws where the job of these ports is no longer theirs: to be asked before a file takes its place. */
export function confirmClaim({ store }: Pick<Ports, 'store'>): void {
  store.transaction(() => undefined);
}

function mustHold(jobs: JobStore, claim: Claim): void {
  switch (jobs.holdOf(claim)) {
    case 'held':
      return;
    case 'cancelled':
      throw new AppError('order-cancelled', 'the order was cancelled');
    case 'lost':
      throw new AppError('lease-lost', 'another worker has taken the job over');
  }
}
