import { systemClock } from '../../base/clock.ts';
import { AppError, ExitCode } from '../../base/errors.ts';
import { burnLog } from '../../batch/burn-log.ts';
import { checkLoaded, pickBurner, planBurn, sizeText, type BurnPlan } from '../../discs/burning/burn-plan.ts';
import type { BurnStore } from '../../discs/burning/burn-store.ts';
import type { Copy } from '../../model/disc.ts';
import { burnCopies, isLeft, lockOf, openConfirm, type Burning } from '../burn-copies.ts';
import { isLocked } from '../../store/lock.ts';
import type { Command } from '../command.ts';
import { printAnswer, type Context } from '../context.ts';
import { KEY_OPTIONS } from '../keys.ts';
import { pickCopies } from '../pick-copies.ts';
import { pickDisc } from '../pick-disc.ts';
import { liveBlock } from '../reporters/live-block.ts';
import { withUnpacked } from '../unpacked-bundle.ts';
import { wholeNumber } from '../whole-number.ts';
import { withStore } from '../workspace.ts';

export const discBurn: Command = {
  parameters: '<disc>',
  explain: { disc: 'a bundle or its unpacked folder, the folder of a disc in it, or an image' },
  description:
    'Burns all copies of a disc, one after the other, with cdrdao (audio), xorriso (images) or cdrskin (both), whichever is there. It ' +
    'asks before it writes, and tells which copy to insert. What is burned is written down, each copy before it is begun, so the same ' +
    'command again burns only those left. A disc that is not blank, or too small, is refused. Exit code 4 where copies are left. ' +
    'JSON: {title, device, burner, sectors, simulated, burned, left}.',
  options: [
    { flags: '--device <device>', summary: 'drive, or stdio:FILE for a file that stands for one (default: /dev/sr0)' },
    { flags: '--with <program>', summary: 'cdrdao, xorriso or cdrskin (default: the first that is there)' },
    { flags: '--speed <number>', summary: 'burning speed, 8 for 8x (default: as the drive likes)' },
    { flags: '--disc <number>', summary: 'which disc of a bundle that has several' },
    { flags: '--simulate', summary: 'rehearse one copy with the laser off; nothing is asked or kept' },
    { flags: '--verify', summary: 'read each disc back and compare it; images only' },
    { flags: '--copy <number>', summary: 'only this copy, by its number or serial (repeatable)', repeatable: true },
    { flags: '--again', summary: 'also what was burned before' },
    { flags: '--yes', summary: 'ask nothing: burn as long as there are blank discs' },
    ...KEY_OPTIONS,
  ],
  examples: [
    ['mixpress disc burn jazz/disc-1', 'burn all of its copies, and ask for one disc after the other'],
    ['mixpress disc burn jazz.zip --disc 2', 'burn the second disc of a bundle that is not unpacked'],
    ['mixpress disc burn jazz/disc-1 --speed 8 --simulate', 'rehearse it'],
    ['mixpress disc burn mix.iso --device stdio:rehearsal.img --verify --yes', 'burn an image into a file'],
  ],
  run: (context, [path], options) =>
    withUnpacked([path as string], context, options, async ([place]) =>
      burnDisc(await pickDisc(place!, options['disc']), options, context),
    ),
};

async function burnDisc(path: string, options: Readonly<Record<string, unknown>>, context: Context): Promise<ExitCode> {
  const plan = await planBurn(path);
  const burning: Burning = {
    burner: await pickBurner(plan, (options['with'] as string | undefined) ?? null),
    device: deviceFrom(options['device']),
    speed: wholeNumber(options['speed'], '--speed', 1),
    verify: options['verify'] === true,
    yes: options['yes'] === true,
    again: options['again'] === true || !plan.isCounted,
  };
  if (burning.verify && plan.source.kind === 'audio') throw noAudioVerify();
  if (options['simulate'] === true) return rehearse(plan, burning, context);
  const confirm = burning.yes ? null : await openConfirm(context);
  return withStore(context, 'kept', async (store) => {
    const burns = burnLog(store, systemClock);
    const wanted = pickCopies(plan, options['copy']);
    const copies = wanted.filter((copy) => isLeft(copy, burning, burns));
    warnOfSpoiled(copies, burns, context);
    const burned = await burnCopies(plan, copies, burning, burns, confirm, context);
    const left = copies.filter((copy) => !burned.includes(copy) && isLeft(copy, burning, burns));
    tell(plan, burning, burned, left, false, context);
    return left.length === 0 ? ExitCode.done : ExitCode.waiting;
  });
}

function deviceFrom(value: unknown): string {
  if (value === undefined) return '/dev/sr0';
  const device = value as string;
  if (/^[\x20-\x7e]+$/.test(device) && !device.startsWith('-')) return device;
  throw new AppError('drive-unknown', `${JSON.stringify(device)} is no drive`, {
    hint: 'write --device /dev/sr0, or stdio:FILE',
    exitCode: ExitCode.usage,
  });
}

function noAudioVerify(): AppError {
  return new AppError(
    'verify-audio',
    'audio CDs can not be compared: every drive reads them with an offset of its own',
    {
      hint: 'leave --verify out, and rip the disc with a program that knows AccurateRip',
      exitCode: ExitCode.usage,
    },
  );
}

async function rehearse(plan: BurnPlan, burning: Burning, context: Context): Promise<ExitCode> {
  const { burner, device, speed } = burning;
  const { source } = plan;
  const line = await liveBlock(context);
  try {
    checkLoaded(await burner.examine(device, context.signal), plan, device);
    const show = (fraction: number): void => line.show(`rehearsing: ${Math.floor(fraction * 100)} %`);
    const reason = await burner.burn({ source, device, speed, simulate: true }, show, context.signal);
    if (reason !== null)
      throw new AppError('burn-failed', `the rehearsal failed: ${reason}`, {
        hint: 'try a lower --speed, or another drive',
      });
  } finally {
    line.stop();
  }
  tell(plan, burning, [], plan.copies, true, context);
  return ExitCode.done;
}

/** A try that was begun and did not end well has cost a disc. */
function warnOfSpoiled(copies: readonly Copy[], burns: BurnStore, context: Context): void {
  const { note, notePaint } = context;
  for (const copy of copies) {
    const { id, number, serial } = copy;
    const last = burns.last(id);
    if (last === null || last.state === 'done' || isLocked(lockOf(copy, context))) continue;
    note(
      `${notePaint.yellow('warning:')} ${serial || `copy ${number}`} was begun at ${last.begunAt} and not finished: take a new disc for it\n`,
    );
  }
}

function tell(
  plan: BurnPlan,
  { burner, device }: Burning,
  burned: readonly Copy[],
  left: readonly Copy[],
  simulated: boolean,
  context: Context,
): void {
  const { title, sectors } = plan;
  const answer = { title, device, burner: burner.id, sectors, simulated, burned, left };
  printAnswer(context, answer, [answer], () => {
    if (context.settings.quiet) return '';
    const size = sizeText(sectors, plan);
    if (simulated) return `${title} (${size}): the rehearsal on ${device} went well\n`;
    if (burned.length + left.length === 0) return `${title}: all copies are burned\n`;
    const rest = left.length === 0 ? '' : `; left: ${left.map(({ number, serial }) => serial || number).join(', ')}`;
    return `${title} (${size}): burned ${burned.length} of ${burned.length + left.length}${rest}\n`;
  });
}
