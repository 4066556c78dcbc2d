import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codes, chunks, readAll, readText } from './read.ts';

const HEADER = 'title,artist,duration\n';
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('delimited text', () => {
  it('is read with any delimiter, line end and encoding', async () => {
    const lines = ['Name,Artist,Length', 'Déjà vu,Beyoncé,4:00', '“Heroes”,David Bowie,6:07'];
    const csv = `${lines.join('\n')}\n`;
    const files: Readonly<Record<string, string | Uint8Array>> = {
      csv,
      'with a mark': `\ufeff${csv}`,
      'Windows line ends': csv.replaceAll('\n', '\r\n'),
      'old Mac line ends': csv.replaceAll('\n', '\r'),
      'no last line end': csv.trimEnd(),
      'empty lines': `\n\n${csv.replaceAll('\n', '\n\n')}`,
      semicolons: `sep=;\n${csv.replaceAll(',', ';')}`,
      tabs: csv.replaceAll(',', '\t'),
      bars: csv.replaceAll(',', '|'),
      quotes: csv.replace(/[^,\n]+/g, '"$&"'),
      'UTF-16LE': utf16(csv),
      'UTF-16BE': utf16(csv).swap16(),
      'UTF-16 without a mark': utf16(csv).subarray(2),
    };
    for (const [name, content] of Object.entries(files)) {
      const { rows, problems } = await readText(content);
      const told = rows.map(({ title, artist, lengthMs }) => [title, artist, lengthMs]);
      expect([name, problems, told]).toEqual([
        name,
        [],
        [
          ['Déjà vu', 'Beyoncé', 240_000],
          ['“Heroes”', 'David Bowie', 367_000],
        ],
      ]);
    }
  });

  it('is read alike in chunks of any size', async () => {
    const csv = `\ufeff${HEADER}"Rock, ""n"" Roll",Led Zeppelin,3:40\r\n"two\r\nlines",Beyoncé,4:00\r\n`;
    const whole = await readText(csv);
    expect(whole.rows.map(({ title, line }) => [title, line])).toEqual([
      ['Rock, "n" Roll', 2],
      ['two lines', 3],
    ]);
    for (const size of [1, 2, 3, 7]) expect((await readAll(chunks(csv, size))).rows).toEqual(whole.rows);
  });

  it('takes lines that are no UTF-8 for Windows-1252, and only these', async () => {
    const lines = [HEADER, 'Beyoncé,A,3:00\n', Buffer.from('Motörhead’s,B,3:00\n'.replace('’', '\x92'), 'latin1')];
    const { rows, problems } = await readText(Buffer.concat(lines.map((line) => Buffer.from(line as string))));
    expect(rows.map(({ title }) => title)).toEqual(['Beyoncé', 'Motörhead’s']);
    expect(problems).toMatchObject([
      { code: 'catalogue-encoding', message: 'a line is not UTF-8; it was read as Windows-1252' },
    ]);
  });

  it('reads on behind a quote that is wrong or never closed', async () => {
    const csv = `${HEADER}"Weird Al" Yankovic,x,3:00\nOne,"a,3:00\nTwo,b,3:00\n`;
    const { rows, problems } = await readText(csv);
    expect(rows.map(({ title, artist, line }) => [title, artist, line])).toEqual([
      ['"Weird Al" Yankovic', 'x', 2],
      ['One', '"a', 3],
      ['Two', 'b', 4],
    ]);
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ['csv-quotes', 2],
      ['csv-quotes', 3],
    ]);
    const long = await readText(`${HEADER}One,"a,3:00\n${'Two,b,3:00\n'.repeat(20_000)}`);
    expect([long.rows.length, codes(long.problems)]).toEqual([20_001, { 'csv-quotes': 1 }]);
  });

  it('passes over the row in whose quote the file was cut off', async () => {
    const { rows, problems } = await readText(`${HEADER}a,b,3:00\nc,"d`);
    expect(rows.map(({ title }) => title)).toEqual(['a']);
    expect(problems).toMatchObject([{ code: 'csv-quotes', severity: 'error', line: 3 }]);
    const stray = await readText(`${HEADER}a,b,3:00\nc,"d,3:00\ne,f,3:00\n`);
    expect(stray.rows.map(({ title }) => title)).toEqual(['a', 'c', 'e']);
    expect(stray.problems).toMatchObject([{ code: 'csv-quotes', severity: 'error', line: 3 }]);
  });

  it('takes quotes between tabs as they are', async () => {
    const { rows, problems } = await readText('Name\tArtist\n12" mix\t"Weird Al" Yankovic\n"Rock, ""n"" Roll"\t"x\n');
    expect(problems).toEqual([]);
    expect(rows.map(({ title, artist }) => [title, artist])).toEqual([
      ['12" mix', '"Weird Al" Yankovic'],
      ['Rock, "n" Roll', '"x'],
    ]);
  });

  it('tells of rows that are too wide, too narrow, empty or without a title', async () => {
    const { rows, problems } = await readText(`${HEADER}a,b,3:00,c\na,b,3:00,,\n,,\n\na,b\n,b,3:00\n`);
    expect(rows.map(({ title, row, line }) => [title, row, line])).toEqual([
      ['a', 1, 3],
      ['a', 2, 6],
    ]);
    expect(problems.map(({ code, severity, row, line }) => [code, severity, row, line])).toEqual([
      ['extra-cells', 'error', null, 2],
      ['missing-cells', 'warning', null, 6],
      ['title-missing', 'error', 3, 7],
    ]);
  });

  it('lets go of a line that never ends', async () => {
    const { rows, problems } = await readText(`${HEADER}a,b,3:00\n${'x'.repeat(3_000_000)}\nc,d,3:00\n`);
    expect(rows.map(({ title, line }) => [title, line])).toEqual([
      ['a', 2],
      ['c', 4],
    ]);
    expect(problems).toMatchObject([{ code: 'row-too-long', line: 3 }]);
  });

  it('reads back whatever is written by the standard', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', '\n', ';', 'é') });
    const row = fc.tuple(
      cell.map((text) => `t${text}t`),
      cell,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), fc.integer({ min: 1, max: 50 }), async (written, size) => {
        const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const csv = `title,album\n${written.map((cells) => `${cells.map(quote).join(',')}\n`).join('')}`;
        const { rows, problems } = await readAll(chunks(csv, size));
        const clean = (text: string): string => text.replace(/\s+/g, ' ').trim();
        expect(problems).toEqual([]);
        expect(rows.map(({ title, album }) => [title, album])).toEqual(written.map((cells) => cells.map(clean)));
      }),
    );
  });
});
