/**
 * One stage of an order's way. `key` says what the result depends on; `plan` is pure; `apply` has the effects outside
 * of the database, each atomic. A decision has none; `record` has those inside of it and shares one transaction with the
 * receipt and the event. So a step whose receipt is there has happened as a whole, and one without it can simply be done again.
 */
import { isoTime } from '../base/clock.ts';
import { canonicalJson, sha256 } from '../base/hash.ts';
import type { EventData, EventKind } from '../model/events.ts';
import type { Ports } from './ports.ts';

/** An event that is told beside that of a step. */
export type Told = { readonly [Kind in EventKind]: readonly [kind: Kind, data: EventData[Kind]] }[EventKind];

export interface Step<Input, Plan, Output> {
  readonly name: string;
  readonly event: EventKind;
  /** Everything that the output depends on, as plain data. */
  key(input: Input): unknown;
  plan(input: Input): Plan;
  /** Returns what the receipt keeps and later steps get: plain data. */
  apply(plan: Plan, ports: Ports): Promise<Output>;
  /** Whether what a receipt speaks of is still there; where absent, it always is. */
  intact?(output: Output, ports: Ports): Promise<boolean>;
  /** What the event tells. */
  tell(output: Output): EventData[EventKind];
  /** What else has happened, told before it. */
  also?(output: Output): readonly Told[];
}

/**
 * A stage without effects outside of the database: it is decided and recorded in one transaction, at once, so that many
 * of them can share one.
 */
export interface Decision<Input, Plan, Output> extends Pick<
  Step<Input, Plan, Output>,
  'name' | 'event' | 'key' | 'plan' | 'tell' | 'also'
> {
  /** What the receipt keeps and later steps get: plain data. */
  output(plan: Plan): Output;
  /** `spentMs` is what deciding took. */
  record(plan: Plan, ports: Ports, spentMs: number): void;
}

/** An order on its way: who is asking for a step, and whether any work was done for it yet. */
export interface Errand {
  readonly batch: string;
  readonly row: number;
  /** Called when a step is going to have effects; not at all where every receipt is there. */
  begin(): void;
}

/** Does a step, or returns what its receipt says where it was done before with the same key. */
export async function perform<I, P, O>(step: Step<I, P, O>, input: I, errand: Errand, ports: Ports): Promise<O> {
  const key = keyOf(step, input);
  const receipt = await findReceipt(step, key, ports);
  if (receipt !== null) return receipt;
  ports.signal.throwIfAborted();
  const plan = step.plan(input);
  errand.begin();
  const output = await step.apply(plan, { ...ports, signal: ports.atOnce ?? ports.signal });
  ports.store.transaction(() => {
    record(step, key, output, errand, ports);
  });
  return output;
}

/** Makes a decision, or returns what its receipt says where it was made before with the same key. */
export function decide<I, P, O>(decision: Decision<I, P, O>, input: I, errand: Errand, ports: Ports): O {
  const key = keyOf(decision, input);
  const receipt = ports.receipts.find(decision.name, key) as O | undefined;
  if (receipt !== undefined) return receipt;
  ports.signal.throwIfAborted();
  const start = ports.clock();
  const plan = decision.plan(input);
  const spentMs = Math.max(0, ports.clock() - start);
  errand.begin();
  const output = decision.output(plan);
  ports.store.transaction(() => {
    decision.record(plan, ports, spentMs);
    record(decision, key, output, errand, ports);
  });
  return output;
}

/** Keeps the receipt of a step and tells of it. */
function record<I, P, O>(
  step: Pick<Step<I, P, O>, 'name' | 'event' | 'tell' | 'also'>,
  key: string,
  output: O,
  { batch, row }: Errand,
  { receipts, events, clock }: Ports,
): void {
  receipts.put(step.name, key, output, isoTime(clock()), batch);
  for (const [kind, data] of step.also?.(output) ?? []) events.append(batch, kind, row, data);
  events.append(batch, step.event, row, step.tell(output));
}

/** What a step's receipt says, or null where it has to be done (again). */
export async function done<I, P, O>(step: Step<I, P, O>, input: I, ports: Ports): Promise<O | null> {
  return findReceipt(step, keyOf(step, input), ports);
}

function keyOf<I, P, O>(step: Pick<Step<I, P, O>, 'key'>, input: I): string {
  return sha256(canonicalJson(step.key(input)));
}

async function findReceipt<I, P, O>(step: Step<I, P, O>, key: string, ports: Ports): Promise<O | null> {
  const output = ports.receipts.find(step.name, key) as O | undefined;
  if (output === undefined) return null;
  return (await step.intact?.(output, ports)) === false ? null : output;
}
