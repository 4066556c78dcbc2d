import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeBundle, stampOf, type Stamp } from '../../src/bundle/place.ts';
import { tempDir } from '../outside.ts';

const dir = tempDir();
const path = (name: string): string => join(dir, name);

/** Places a file, or a folder with files by their names. */
function place(
  at: string,
  content: string | Readonly<Record<string, string>>,
  made: readonly Stamp[] = [],
): Promise<Stamp> {
  const fill = async (partial: string): Promise<void> => write(partial, content);
  return placeBundle(at, fill, made, () => undefined);
}

function write(at: string, content: string | Readonly<Record<string, string>>): void {
  if (typeof content === 'string') return writeFileSync(at, content);
  mkdirSync(at);
  for (const [name, inner] of Object.entries(content)) writeFileSync(join(at, name), inner);
}

describe('a bundle', () => {
  it('takes its name where nothing is there', async () => {
    const stamp = await place(path('new'), 'bundle');
    expect(readFileSync(path('new'), 'utf8')).toBe('bundle');
    expect(stamp).toEqual(await stampOf(path('new')));
    expect(stamp.bytes).toBe(6);
  });

  it.each([
    ['the same', 'bundle'],
    ['the beginning of it', 'bun'],
    ['nothing at all', ''],
  ])('takes the place of what is %s', async (what, there) => {
    writeFileSync(path(what), there);
    await place(path(what), 'bundle');
    expect(readFileSync(path(what), 'utf8')).toBe('bundle');
  });

  it.each([
    ['something else', 'bungle'],
    ['longer', 'bundles'],
    ['a folder', { a: 'x' }],
  ])('does not take the place of what is %s', async (what, there) => {
    write(path(what), there);
    const before = await stampOf(path(what));
    await expect(place(path(what), 'bundle')).rejects.toMatchObject({
      code: 'bundle-exists',
      message: `${path(what)} is there already and holds something else`,
    });
    expect(await stampOf(path(what))).toEqual(before);
    expect(readdirSync(dir).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('takes the place of one that we made before, unless somebody has touched it', async () => {
    const stamps: Stamp[] = [];
    await placeBundle(
      path('ours'),
      async (partial) => write(partial, 'first'),
      [],
      (stamp) => stamps.push(stamp),
    );
    await place(path('ours'), 'second', stamps);
    expect(readFileSync(path('ours'), 'utf8')).toBe('second');
    writeFileSync(path('ours'), 'touch!');
    await expect(place(path('ours'), 'third', [...stamps, { bytes: 6, writtenAt: '1' }])).rejects.toMatchObject({
      code: 'bundle-exists',
    });
  });

  it('that is a folder takes the place of a part of it, and of nothing more', async () => {
    write(path('part'), { a: 'x', b: '' });
    await place(path('part'), { a: 'xy', b: 'z', c: '' });
    expect(readdirSync(path('part')).sort()).toEqual(['a', 'b', 'c']);
    expect(await stampOf(path('part'))).toMatchObject({ bytes: 3 });
    await expect(place(path('part'), { a: 'xy', b: 'z' })).rejects.toMatchObject({ code: 'bundle-exists' });
    writeFileSync(join(path('part'), 'b'), 'q');
    await expect(place(path('part'), { a: 'xy', b: 'z', c: '' })).rejects.toMatchObject({ code: 'bundle-exists' });
    expect(readFileSync(join(path('part'), 'b'), 'utf8')).toBe('q');
  });

  it('is told of where its folder vanishes in the middle', async () => {
    const fill = async (partial: string): Promise<void> => {
      write(partial, 'x');
      rmSync(path('gone'), { recursive: true });
    };
    await expect(placeBundle(join(path('gone'), 'x.zip'), fill, [], () => undefined)).rejects.toMatchObject({
      code: 'bundle-unwritable',
      message: expect.stringContaining(path('gone')),
    });
  });

  it('is recorded before it is there', async () => {
    let wasThere: boolean | null = null;
    const record = (): void => void (wasThere = existsSync(path('late')));
    await placeBundle(path('late'), async (partial) => write(partial, 'x'), [], record);
    expect(wasThere).toBe(false);
  });
});
