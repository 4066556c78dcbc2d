import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonObjects } from '../../../src/library/catalogues/json-objects.ts';
import { readText } from './read.ts';

/** Names of growing length with whatever is hard to cut, so that blocks of the file end anywhere in them. */
const TITLES = Array.from({ length: 15_000 }, (_, i) => `№ ${i} "é" 🍸, {x} _${'ab'.repeat(i % 37)}`);

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const escaped = (text: string): string => text.replaceAll('"', '&quot;');

describe('a catalogue of many blocks', () => {
  const csv = `title;album\n${TITLES.map((title) => `${quoted(title)};"two\nlines"\n`).join('')}`;
  const songs = TITLES.map((title) => ({ title, album: { name: 'two  lines' } }));
  const files: Readonly<Record<string, string | Uint8Array>> = {
    csv,
    'csv in UTF-16': Buffer.from(`\ufeff${csv}`, 'utf16le'),
    'JSON on one line': JSON.stringify({ albums: songs.slice(0, 10_000).map(({ album }) => album), tracks: songs }),
    'JSON on many lines': JSON.stringify(songs, null, 1),
    NDJSON: songs.map((song) => `${JSON.stringify(song)}\n`).join(''),
    'XML on one line': `<NML><COLLECTION>${TITLES.map((title) => `<ENTRY TITLE="${escaped(title)}"><ALBUM TITLE="two lines"/></ENTRY>`).join('')}</COLLECTION></NML>`,
  };

  for (const [name, content] of Object.entries(files)) {
    it(`is read to its end: ${name}`, async () => {
      const { rows, problems } = await readText(content);
      expect(problems).toEqual([]);
      expect(rows.length).toBe(TITLES.length);
      expect(rows.find(({ title }, i) => title !== TITLES[i])).toBeUndefined();
      expect(rows.every(({ album, row }, i) => album === 'two lines' && row === i + 1)).toBe(true);
      if (name.startsWith('csv')) expect(rows.every(({ line }, i) => line === 2 + 2 * i)).toBe(true);
    });
  }

  it('has the same objects wherever its JSON is cut', () => {
    const value = fc.jsonValue({ maxDepth: 2 });
    const objects = fc.array(fc.dictionary(fc.string({ maxLength: 5 }), value), { maxLength: 5 });
    fc.assert(
      fc.property(objects, fc.integer({ min: 1, max: 20 }), fc.nat({ max: 2 }), (list, size, indent) => {
        const text = JSON.stringify({ other: [1, '{', ['[']], list }, null, indent);
        const finder = jsonObjects((open, name) => open === '{[' && name === 'list');
        const parts = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
          text.slice(i * size, (i + 1) * size),
        );
        const found = parts.flatMap((part) => finder.push(part));
        expect(found.map((object) => JSON.parse(object.text!) as unknown)).toEqual(JSON.parse(JSON.stringify(list)));
        expect(finder.end()).toBeNull();
      }),
    );
  });
});
