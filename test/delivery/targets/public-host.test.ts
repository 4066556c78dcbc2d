import { describe, expect, it } from 'vitest';
import { isPrivateAddress, lookUpPublic, namesPrivateHost } from '../../../src/delivery/targets/public-host.ts';

describe('isPrivateAddress', () => {
  it.each([
    ...[
      '127.0.0.1',
      '127.9.9.9',
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '0.0.0.0',
    ],
    ...['100.64.0.1', '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fd00::1', 'ff02::1'],
    ...['::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::a00:1'],
  ])('%s is', (address) => expect(isPrivateAddress(address)).toBe(true));

  it.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '100.128.0.1', '2606:4700::1', '::ffff:8.8.8.8'])(
    '%s is not',
    (address) => expect(isPrivateAddress(address)).toBe(false),
  );
});

describe('namesPrivateHost', () => {
  it.each(['localhost', 'nas', 'nas.local', 'nas.lan.', 'a.home.arpa', '127.0.0.1', '[::1]', '192.168.0.4'])(
    '%s does',
    (host) => expect(namesPrivateHost(host)).toBe(true),
  );
  it.each(['example.org', 'localhost.example.org', '8.8.8.8', '[2606:4700::1]', 'local.example'])(
    '%s does not',
    (host) => expect(namesPrivateHost(host)).toBe(false),
  );
});

it('looks up names that mean machines nearby', async () => {
  const found = await new Promise((resolve) => {
    lookUpPublic('localhost', { all: true }, (error, addresses) => resolve(error ?? addresses));
  });
  expect(found).toEqual(
    expect.arrayContaining([expect.objectContaining({ address: expect.stringMatching(/^127\.|^::1$/) })]),
  );
});
