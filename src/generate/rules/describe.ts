import { formatDuration } from '../../base/duration.ts';
import { framesToMs } from '../../base/frames.ts';
import type { ListRule } from '../../model/list-rule.ts';

/** What a rule on lists asks for, in words: `at least 3 other tracks between two of one artist`. */
export function describeRule(rule: ListRule): string {
  switch (rule.kind) {
    case 'cap':
      return `at most ${tracks(rule.most)} of one ${rule.by}`;
    case 'gap': {
      const amount = rule.unit === 'tracks' ? tracks(rule.least, 'other ') : time(rule.least);
      return `at least ${amount} between two of one ${rule.by}`;
    }
    case 'window':
      return `at most ${tracks(rule.most)} of one ${rule.by} in any ${time(rule.frames)}, ${rule.inARow} in a row`;
    case 'quota':
      return `at ${rule.bound} ${rule.percent} % of the time for ${rule.of.name}`;
    case 'fresh':
      return `in no list for ${rule.days} ${rule.days === 1 ? 'day' : 'days'}`;
    case 'spread':
      return `${rule.by === 'year' ? 'years' : rule.by} at most ${rule.most} apart`;
  }
}

function tracks(count: number, kind = ''): string {
  return `${count} ${kind}${count === 1 ? 'track' : 'tracks'}`;
}

function time(frames: number): string {
  return formatDuration(framesToMs(frames));
}
