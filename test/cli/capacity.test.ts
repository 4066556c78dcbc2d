import { describe, expect, it } from 'vitest';
import { parseCapacities } from '../../src/cli/capacity.ts';

describe('a capacity', () => {
  it.each([
    ['dvd+r=4.7GB', { 'dvd+r': 2_294_921 }],
    ['dvd+r=2295104', { 'dvd+r': 2_295_104 }],
    ['data-cd-80=79:57:71', { 'data-cd-80': 359_846 }],
    ['DVD+R = 1 GiB', { 'dvd+r': 524_288 }],
    ['79:57', { 'cd-80': 359_775 }],
    ['cd-80=846MB', { 'cd-80': 359_693 }],
  ])('%s is read', (text, sectors) => expect(parseCapacities([text], ['cd-80', 'cd-80'])).toEqual(sectors));

  it.each([
    ['100', /the orders have several media/, 'write --capacity cd-80=100'],
    ['dvd+r=x', /is no size/, /write sectors/],
    ['dvd+r=', /is no size/, /write sectors/],
    ['dvd+r=-5', /is no size/, /write sectors/],
    ['dvd+r=1B', /is not from 300 to 4294967295 sectors/, /write sectors/],
    ['cd-80=99:58', /is not from 300 to 449849 sectors/, /write sectors/],
    ['dvd=1GB', /there is no medium "dvd"/, /./],
    ['__proto__=1GB', /there is no medium "__proto__"/, /./],
  ])('%s is refused', (text, message, hint) =>
    expect(() => parseCapacities([text], ['cd-80', 'dvd+r'])).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(message),
        hint: expect.stringMatching(hint),
        exitCode: 2,
      }),
    ),
  );
});
