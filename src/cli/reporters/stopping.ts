import type { Context } from '../context.ts';

/** Tells that it takes a while to stop; to nobody where the one who is told has left. */
export function noteStopping({ settings, atOnce, note }: Context): void {
  if (settings.quiet || atOnce.aborted) return;
  note('stopping as soon as what is being made is whole; once more (Ctrl-C) stops at once\n');
}
