import { expect, it } from 'vitest';
import { describeRule } from '../../../src/generate/rules/describe.ts';
import type { ListRule } from '../../../src/model/list-rule.ts';

it.each<[ListRule, string]>([
  [{ kind: 'cap', by: 'artist', most: 1 }, 'at most 1 track of one artist'],
  [{ kind: 'gap', by: 'artist', least: 3, unit: 'tracks' }, 'at least 3 other tracks between two of one artist'],
  [{ kind: 'gap', by: 'title', least: 135_000, unit: 'frames' }, 'at least 30:00 between two of one title'],
  [
    { kind: 'window', by: 'album', frames: 810_000, most: 3, inARow: 2 },
    'at most 3 tracks of one album in any 3:00:00, 2 in a row',
  ],
  [
    { kind: 'quota', of: { by: 'genre', name: 'Jazz' }, bound: 'least', percent: 40 },
    'at least 40 % of the time for Jazz',
  ],
  [{ kind: 'fresh', days: 1 }, 'in no list for 1 day'],
  [{ kind: 'spread', by: 'year', most: 10 }, 'years at most 10 apart'],
  [{ kind: 'spread', by: 'energy', most: 0.3 }, 'energy at most 0.3 apart'],
])('a rule says what it asks for: %j', (rule, text) => expect(describeRule(rule)).toBe(text));
