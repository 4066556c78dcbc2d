import type { Context } from '../context.ts';

/** Tells that it takes a while to stop; to nobody where the one who is told has left. */
export function noteStopping({ settings, atOnce, note }: Context): void {
  if (settings.quiet || atOnce.aborted) return;
  note('stopping when what is being made is whole; Ctrl-C once more stops at once\n');
}
