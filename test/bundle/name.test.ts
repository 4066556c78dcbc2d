import { expect, it } from 'vitest';
import { bundleName } from '../../src/bundle/name.ts';

it.each([
  ['Late Night Jazz', 'late-night-jazz-4kq7zt01'],
  ['../../etc/passwd', 'etc-passwd-4kq7zt01'],
  ['🎵', 'untitled-4kq7zt01'],
])('a bundle of %j is named %s', (title, name) => {
  expect(bundleName(title, '4kq7zt01abcdefgh')).toMatch(
    title === '🎵' ? /^[a-z0-9-]+-4kq7zt01$/ : new RegExp(`^${name}$`),
  );
});
