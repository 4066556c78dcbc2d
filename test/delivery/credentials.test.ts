import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { needed, readPrivateFile, secretsFrom } from '../../src/delivery/credentials.ts';
import { tempDir } from '../outside.ts';

const dir = tempDir();

function file(name: string, text: string, mode = 0o600): string {
  const path = join(dir, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

describe('secretsFrom', () => {
  it('takes the environment before the file, and an empty variable for none', () => {
    const path = file('both', '# mine\r\nA=from file\n\nB=x=y \nC=\n');
    const secrets = secretsFrom({ A: 'from environment', B: '' }, path, true);
    expect([secrets('A'), secrets('B'), secrets('C'), secrets('D')]).toEqual(['from environment', 'x=y ', null, null]);
  });

  it.each([0o640, 0o604, 0o660, 0o644, 0o620])('refuses a file of mode %o', (mode) => {
    const secrets = secretsFrom({ A: 'a' }, file('open', 'B=secret', mode), true);
    expect(secrets('A')).toBe('a');
    expect(() => secrets('B')).toThrow(
      expect.objectContaining({ code: 'credentials-unsafe', exitCode: 5, hint: expect.stringContaining('chmod 600') }),
    );
  });

  it('needs no file where nobody has named one', () => {
    expect(secretsFrom({}, join(dir, 'none'), false)('A')).toBeNull();
    expect(() => secretsFrom({}, join(dir, 'none'), true)('A')).toThrow(
      expect.objectContaining({ code: 'credentials-unusable', exitCode: 2 }),
    );
    expect(() => secretsFrom({}, dir, true)('A')).toThrow(expect.objectContaining({ code: expect.any(String) }));
  });

  it('tells which entry is none without showing it', () => {
    try {
      secretsFrom({}, file('wrong', 'A=1\nhunter2\n'), true)('A');
      expect.unreachable();
    } catch (error) {
      expect(String(error)).toContain('its entry 2 is not NAME=VALUE');
      expect(String(error)).not.toContain('hunter2');
    }
  });
});

it('names what is missing', () => {
  expect(() => needed(() => null, 'AWS_ACCESS_KEY_ID', 's3://discs')).toThrow('s3://discs needs AWS_ACCESS_KEY_ID');
  expect(readPrivateFile(join(dir, 'none'))).toBeNull();
});
