import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/base/errors.ts';
import { openCatalogue } from '../../../src/library/catalogues/index.ts';
import { chunks, codes, readAll, readText } from './read.ts';

/** A file that has no end, and how much of it was taken. */
function endless(block: string, head = ''): { bytes: AsyncGenerator<Uint8Array>; taken(): number; closed(): boolean } {
  let taken = 0;
  let closed = false;
  async function* produce(): AsyncGenerator<Uint8Array> {
    try {
      for (let part = head + block; ; part = block) {
        taken += part.length;
        yield Buffer.from(part);
      }
    } finally {
      closed = true;
    }
  }
  return { bytes: produce(), taken: () => taken, closed: () => closed };
}

describe('a catalogue that is none', () => {
  it('is refused by its head, however long it is, and closed', async () => {
    const line = 'Jan  1 00:00:00 host kernel: [    0.000000] something happened, and went on\n';
    const files: Readonly<Record<string, ReturnType<typeof endless>>> = {
      'catalogue-no-title': endless(line.repeat(1000)),
      'catalogue-not-recognised': endless('x'.repeat(1 << 16)),
      'catalogue-binary': endless('\0\x01\x02\x03'.repeat(1 << 14)),
    };
    for (const [code, { bytes, taken, closed }] of Object.entries(files)) {
      await expect(readAll(bytes)).rejects.toMatchObject({ code, exitCode: 2 });
      expect(taken()).toBeLessThan(3 << 20);
      expect(closed()).toBe(true);
    }
    const blank = endless('\n'.repeat(1 << 16));
    await expect(readAll(blank.bytes)).rejects.toMatchObject({ code: 'catalogue-not-recognised' });
    expect(blank.taken()).toBeLessThan(3 << 20);
  });

  it('is given up where its first ten thousand rows are no tracks', async () => {
    for (const line of ['one,two,three,four\n', ',two\n']) {
      const { bytes, taken, closed } = endless(line.repeat(5000), 'title,artist\n');
      await expect(readAll(bytes)).rejects.toMatchObject({ code: 'catalogue-not-recognised' });
      expect(taken()).toBeLessThan(3 << 20);
      expect(closed()).toBe(true);
    }
  });

  it('is refused where it is empty', async () => {
    for (const text of ['', '\ufeff', ' \n\n']) {
      await expect(readText(text)).rejects.toMatchObject({
        code: expect.stringMatching(/^catalogue-(empty|not-recognised)$/),
      });
    }
  });
});

describe('a catalogue that goes on and on', () => {
  it('is closed where its reader breaks off', async () => {
    const { bytes, taken, closed } = endless('a,b\n'.repeat(10_000), 'title,artist\n');
    const { batches } = await openCatalogue(bytes, { source: 'x.csv' });
    for await (const batch of batches) {
      expect(batch.rows[0]).toMatchObject({ title: 'a', row: 1 });
      break;
    }
    expect(closed()).toBe(true);
    expect(taken()).toBeLessThan(3 << 20);
  });

  it('is closed where its head is wrong', async () => {
    const { bytes, closed } = endless('a,b\n'.repeat(10_000), 'title,artist\n');
    const map = [{ field: 'title', column: 'nowhere', unit: null }] as const;
    await expect(openCatalogue(bytes, { source: 'x.csv', map })).rejects.toMatchObject({ code: 'map-unknown-column' });
    expect(closed()).toBe(true);
  });
});

const SAMPLES: readonly string[] = [
  'title,artist,"genre",duration_ms\n"a, b",c,"x;y",200000\n"d ""e""",f,,1\n',
  'Name\tTime\tLocation\r\n"a\t5:55\tMac:Users:x\r\n',
  '[{"title": "a", "artists": [{"name": "b"}]}, {"title": "c"}]',
  '{"title": "a"}\n{"title": "b"}\n',
  '<?xml version="1.0"?><plist><dict><key>Tracks</key><dict><key>1</key><dict><key>Name</key><string>a</string></dict></dict></dict></plist>',
  '<DJ_PLAYLISTS><COLLECTION><TRACK Name="a" TotalTime="9"/></COLLECTION></DJ_PLAYLISTS>',
  '<NML><COLLECTION><ENTRY TITLE="a"><TEMPO BPM="1"/></ENTRY></COLLECTION></NML>',
];

describe('any bytes', () => {
  const outcome = async (bytes: Uint8Array, size: number): Promise<string> => {
    try {
      const { rows, problems } = await readAll(chunks(bytes, size));
      expect(rows.every(({ title, lengthMs }) => title !== '' && (lengthMs === null || lengthMs > 1000))).toBe(true);
      return `${rows.length} ${JSON.stringify(codes(problems))}`;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return error.code;
    }
  };

  it('end in rows and problems, or in an error with a code', async () => {
    const noise = fc.uint8Array({ maxLength: 200 });
    const text = fc.string({ unit: 'binary' }).map((part) => Buffer.from(part));
    await fc.assert(
      fc.asyncProperty(fc.oneof(noise, text), fc.integer({ min: 1, max: 64 }), async (bytes, size) => {
        expect(await outcome(bytes, size)).not.toBe('');
      }),
      { numRuns: 200 },
    );
  });

  it('do so where they damage a sound catalogue, and are read alike in any chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SAMPLES),
        fc.nat({ max: 200 }),
        fc.nat({ max: 20 }),
        fc.oneof(
          fc.uint8Array({ maxLength: 8 }),
          fc.constantFrom('"', '\n', '{', ']', '<', '&x;', ',').map(Buffer.from),
        ),
        async (sample, at, drop, noise) => {
          const whole = Buffer.from(sample);
          const bytes = Buffer.concat([whole.subarray(0, at), noise, whole.subarray(at + drop)]);
          expect(await outcome(bytes, 7)).toBe(await outcome(bytes, 1 << 16));
        },
      ),
      { numRuns: 300 },
    );
  });
});
