import type { Clock } from '../base/clock.ts';
import { burnStore, type BurnStore } from '../discs/burning/burn-store.ts';
import type { Store } from '../store/store.ts';
import { eventStore } from './event-store.ts';
import { orderOfDisc } from './order-of-disc.ts';

/** The burns of a workspace, each kept with the event that tells of it, where the copy is of an order that is known here. */
export function burnLog(store: Store, clock: Clock): BurnStore {
  const burns = burnStore(store, clock);
  const events = eventStore(store, clock);
  const find = store.db.prepare<[string], { disc: string; serial: string }>(
    'SELECT disc_id AS disc, serial FROM copies WHERE id = ?',
  );

  const tell = (copy: string, device: string, burner: string, end?: { readonly reason: string | null }): void => {
    const found = find.get(copy);
    const order = found === undefined ? null : orderOfDisc(store, found.disc);
    if (order === null) return;
    const data = { disc: found!.disc, copy, serial: found!.serial, device, burner };
    if (end === undefined) events.append(order.batch, 'disc-burn-begun', order.row, data);
    else if (end.reason === null) events.append(order.batch, 'disc-burn-done', order.row, data);
    else events.append(order.batch, 'disc-burn-failed', order.row, { ...data, reason: end.reason });
  };

  return {
    ...burns,
    begin: (copy, device, burner) =>
      store.transaction(() => {
        tell(copy, device, burner);
        return burns.begin(copy, device, burner);
      }),
    end: (id, reason) =>
      store.transaction(() => {
        const burn = burns.end(id, reason);
        tell(burn.copy, burn.device, burn.burner, { reason });
        return burn;
      }),
  };
}
