import { escapeControl } from '../../base/text.ts';
import type { Context } from '../context.ts';

/** Tells beforehand what can't be met. A quiet run tells it of the orders themselves, when they have come out. */
export function noteForecast(lines: readonly string[], context: Context): void {
  if (context.settings.quiet) return;
  for (const line of lines) context.note(`${context.notePaint.yellow('warning:')} ${escapeControl(line)}\n`);
}
