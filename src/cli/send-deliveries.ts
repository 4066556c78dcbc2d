import { formatBytes } from '../base/bytes.ts';
import { ExitCode } from '../base/errors.ts';
import { escapeControl } from '../base/text.ts';
import type { Courier } from '../delivery/courier.ts';
import type { Delivery } from '../delivery/outbox-store.ts';
import { sendAll } from '../delivery/send-all.ts';
import { describeError, printAnswer, type Context } from './context.ts';
import { describeDelivery } from './reporters/deliveries.ts';
import { liveBlock } from './reporters/live-block.ts';

/** Sends what was written down, tells how it goes, and returns the exit code: that of the first failure. */
export async function sendDeliveries(
  deliveries: readonly Delivery[],
  courier: Courier,
  context: Context,
): Promise<ExitCode> {
  const line = await liveBlock(context);
  const sent: Delivery[] = [];
  let code: ExitCode = ExitCode.done;
  let shown = -1;
  const tell = ({ name, bytes, target }: Delivery, reached: number): void => {
    const percent = bytes === 0 ? 100 : Math.floor((100 * reached) / bytes);
    if (percent !== shown) line.show(`sending ${escapeControl(name)} to ${escapeControl(target)}: ${percent} %`);
    shown = percent;
  };
  try {
    for await (const { delivery, failure } of sendAll(courier, deliveries, tell)) {
      line.stop();
      sent.push(delivery);
      if (failure === null) {
        if (context.settings.format === 'text' && !context.settings.quiet) context.print(sentLine(delivery));
        continue;
      }
      if (code === ExitCode.done) code = failure.exitCode;
      context.note(describeError(failure, context.notePaint));
    }
  } finally {
    line.stop();
  }
  const answer = sent.map(describeDelivery);
  if (context.settings.format !== 'text') printAnswer(context, answer, answer, () => '');
  return code;
}

function sentLine({ name, bytes, target, proof }: Delivery): string {
  const was = proof?.found === true ? 'was there before' : `proved by ${proof?.by ?? 'nothing'}`;
  return `${escapeControl(name)} is at ${escapeControl(target)} (${formatBytes(bytes)}, ${was})\n`;
}
