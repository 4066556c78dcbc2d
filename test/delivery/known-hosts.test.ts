import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf, knownKeys, typeOf } from '../../src/delivery/targets/known-hosts.ts';
import { itWith, runTool, tempDir } from '../outside.ts';

const KEY = 'AAAAC3NzaC1lZDI1NTE5AAAAIGvz+jdMjJQ8bzV0mYcNCu4m0bnFRmz6rFp5D8YgfPnb';
const dir = tempDir();

describe('knownKeys', () => {
  it.each([
    ['press.example', 22, `press.example ssh-ed25519 ${KEY}`, true],
    ['PRESS.example', 22, `press.EXAMPLE,10.0.0.7 ssh-ed25519 ${KEY} a comment`, true],
    ['10.0.0.7', 22, `press.example,10.0.0.7\tssh-ed25519\t${KEY}`, true],
    ['press.example', 2222, `press.example ssh-ed25519 ${KEY}`, false],
    ['press.example', 2222, `[press.example]:2222 ssh-ed25519 ${KEY}`, true],
    ['a.press.example', 22, `*.press.example ssh-ed25519 ${KEY}`, true],
    ['a.press.example', 22, `*.press.example,!a.* ssh-ed25519 ${KEY}`, false],
    ['press.example', 22, `pres?.ex*le ssh-ed25519 ${KEY}`, true],
    ['press.example', 22, `# press.example ssh-ed25519 ${KEY}`, false],
    ['press.example', 22, `@cert-authority press.example ssh-ed25519 ${KEY}`, false],
    ['press.example', 22, 'press.example ssh-ed25519', false],
  ])('%s port %d by %j: %s', (host, port, line, isKnown) => {
    expect(knownKeys(`\n${line}\r\n`.replace('\r', ''), host, port)).toHaveLength(isKnown ? 1 : 0);
  });

  it('marks keys that are revoked', () => {
    expect(knownKeys(`@revoked * ssh-ed25519 ${KEY}`, 'any', 22)).toEqual([
      { type: 'ssh-ed25519', key: KEY, revoked: true },
    ]);
  });

  it('takes any text without failing, and patterns in linear time', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, host) => {
        expect(Array.isArray(knownKeys(text, host, 22))).toBe(true);
      }),
    );
    expect(knownKeys(`${'*a'.repeat(20_000)}b ssh-ed25519 ${KEY}`, 'a'.repeat(200), 22)).toEqual([]);
  });

  itWith(['ssh-keygen'], 'reads what ssh-keygen hashes, and shows keys as it does', () => {
    const path = join(dir, 'known');
    writeFileSync(path, `press.example ssh-ed25519 ${KEY}\n[press.example]:2222 ssh-ed25519 ${KEY}\n`);
    expect(runTool('ssh-keygen', ['-H', '-f', path]).status).toBe(0);
    const hashed = readFileSync(path, 'utf8');
    expect(hashed).not.toContain('press');
    expect(knownKeys(hashed, 'press.example', 22)).toHaveLength(1);
    expect(knownKeys(hashed, 'press.example', 2222)).toHaveLength(1);
    expect(knownKeys(hashed, 'other.example', 22)).toEqual([]);
    writeFileSync(join(dir, 'key.pub'), `ssh-ed25519 ${KEY}\n`);
    const wire = Buffer.from(KEY, 'base64');
    expect(runTool('ssh-keygen', ['-lf', join(dir, 'key.pub')]).stdout).toContain(` ${fingerprintOf(wire)} `);
    expect(typeOf(wire)).toBe('ssh-ed25519');
  });
});

it('takes the type of any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(typeOf(bytes).length).toBeLessThanOrEqual(64);
    }),
  );
});
