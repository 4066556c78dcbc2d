import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inGroups } from '../../src/base/in-groups.ts';

it('numbers are grouped as English writes them', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (count) => {
      expect(inGroups(count)).toBe(count.toLocaleString('en'));
    }),
  );
});
