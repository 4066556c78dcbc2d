import { AppError, ExitCode } from '../base/errors.ts';
import { checkLoaded, compareBurned, type BurnPlan } from '../discs/burning/burn-plan.ts';
import type { BurnStore } from '../discs/burning/burn-store.ts';
import type { Copy } from '../model/disc.ts';
import type { Burner } from '../tools/burner.ts';
import type { Context } from './context.ts';
import { interrupted } from './context.ts';
import { takeLock, type Lock } from '../store/lock.ts';
import { liveBlock, type LiveBlock } from './reporters/live-block.ts';
import { workspaceOf } from './workspace.ts';

/** How discs are burned. */
export interface Burning {
  readonly burner: Burner;
  readonly device: string;
  readonly speed: number | null;
  readonly verify: boolean;
  /** Whether nothing is asked. */
  readonly yes: boolean;
  /** Whether copies that were burned before are burned again. */
  readonly again: boolean;
}

/** A question to be answered with yes or no, on the terminal. */
export type Confirm = (question: string) => Promise<boolean>;

/** Asks on the terminal. Throws AppError `no-terminal` where there is none. */
export async function openConfirm(context: Context): Promise<Confirm> {
  if (context.stdin.isTTY !== true || context.stdout.isTTY !== true)
    throw new AppError('no-terminal', 'burning asks before it writes, and this is no terminal', {
      hint: 'add --yes to burn without questions, or --simulate',
      exitCode: ExitCode.usage,
    });
  const { openPrompts } = await import('./new/prompts.ts');
  const prompts = await openPrompts(context, interrupted);
  return (question) => prompts.confirm(question, true);
}

/** Whether a copy is still to be burned, as far as it is known. */
export function isLeft({ id }: Copy, { again }: Burning, burns: BurnStore): boolean {
  return again || burns.last(id)?.state !== 'done';
}

/** The lock that is held by who burns a copy. */
export function lockOf({ id }: Copy, context: Context): string {
  return workspaceOf(context.settings.home).lock(`burn-${id}`);
}

/**
 * Burns one copy after the other, each written down before it is begun, without those that another drive is at, or has been
 * at meanwhile. Returns those that were burned: all, or as far as somebody said yes, or, where nobody is asked, as far as there were
 * blank discs.
 *
 * @throws AppError `burn-failed`, and where not even the first disc can be burned, as checkLoaded and the program do
 */
export async function burnCopies(
  plan: BurnPlan,
  copies: readonly Copy[],
  burning: Burning,
  burns: BurnStore,
  confirm: Confirm | null,
  context: Context,
): Promise<Copy[]> {
  const { burner, device } = burning;
  const burned: Copy[] = [];
  let lock: Lock | null = null;
  const line = await liveBlock(context);
  try {
    for (const copy of copies) {
      const serial = copy.serial === '' ? '' : `, serial ${copy.serial}`;
      const which = `disc ${copy.number} of ${plan.copies.length}${serial}`;
      if (plan.isCounted) {
        lock?.release();
        lock = takeLock(lockOf(copy, context));
        if (lock === null) line.note(`${which} is being burned elsewhere\n`);
        if (lock === null || !isLeft(copy, burning, burns)) continue;
      }
      const question =
        burned.length === 0
          ? `burn ${plan.title} on ${device} with ${burner.id}: ${which}?`
          : `insert ${which}, and go on?`;
      if (confirm !== null && !(await confirm(question))) return burned;
      try {
        checkLoaded(await burner.examine(device, context.signal), plan, device);
      } catch (error) {
        if (burned.length === 0 || confirm !== null || !(error instanceof AppError)) throw error;
        line.note(`${error.message}: insert ${which}, and run the same command again\n`);
        return burned;
      }
      await burnOne(plan, copy, which, burning, burns, line, context.signal);
      burned.push(copy);
      if (!context.settings.quiet) line.note(`burned ${which}\n`);
    }
    return burned;
  } finally {
    lock?.release();
    line.stop();
  }
}

async function burnOne(
  plan: BurnPlan,
  copy: Copy,
  which: string,
  { burner, device, speed, verify }: Burning,
  burns: BurnStore,
  line: LiveBlock,
  signal: AbortSignal,
): Promise<void> {
  const { source } = plan;
  const show = (what: string) => (fraction: number) => line.show(`${what} ${which}: ${Math.floor(fraction * 100)} %`);
  const id = burns.begin(copy.id, device, burner.id);
  let reason: string | null = 'it was stopped';
  try {
    show('burning')(0);
    reason = await burner.burn({ source, device, speed, simulate: false }, show('burning'), signal);
    if (reason === null && verify && source.kind === 'image') {
      reason = 'it was stopped while it was read back';
      reason = await compareBurned(source.path, device, show('reading back'), signal);
    }
  } finally {
    burns.end(id, reason);
  }
  if (reason !== null)
    throw new AppError('burn-failed', `${which} came out badly: ${reason}`, {
      hint: 'put a new blank disc in, and run the same command again: it goes on with this copy',
    });
}
