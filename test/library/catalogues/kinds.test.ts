import { describe, expect, it } from 'vitest';
import { CATALOGUE_KINDS } from '../../../src/library/catalogues/index.ts';
import { chunks, readAll, readText } from './read.ts';

/** A track of each kind, in the least that says so, without a line end. */
const LEAST: Readonly<Record<string, string>> = {
  'rekordbox-xml': '<DJ_PLAYLISTS><COLLECTION><TRACK Name="One" TotalTime="200"/></COLLECTION></DJ_PLAYLISTS>',
  'itunes-xml':
    '<?xml version="1.0"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "x.dtd">\n<!-- a > b -->\n<plist><dict><key>Tracks</key><dict>' +
    '<key>1</key><dict><key>Name</key><string>One</string><key>Total Time</key><integer>200000</integer></dict></dict></dict></plist>',
  'traktor-nml': '<NML><COLLECTION><ENTRY TITLE="One"><INFO PLAYTIME="200"/></ENTRY></COLLECTION></NML>',
  json: '[{"title":"One","seconds":"x","durationMs":200000}]',
  delimited: 'title,length\nOne,3:20',
};

describe('every kind of catalogue', () => {
  it.each(CATALOGUE_KINDS)('has an id, a name and a file that only it recognises: $id', async ({ id, name }) => {
    const text = LEAST[id]!;
    expect(name).not.toBe('');
    expect(CATALOGUE_KINDS.find((kind) => kind.recognises(text))?.id).toBe(id);
    const catalogue = await readText(text);
    expect(catalogue).toMatchObject({
      kind: id,
      name,
      problems: [],
      rows: [{ title: 'One', lengthMs: 200_000, row: 1 }],
    });
  });

  it.each(CATALOGUE_KINDS)('is read alike byte by byte, and with a mark before it: $id', async ({ id }) => {
    const whole = await readText(LEAST[id]!);
    expect(await readAll(chunks(LEAST[id]!, 1))).toEqual(whole);
    expect(await readText(`\ufeff${LEAST[id]!}`)).toEqual(whole);
    expect(await readText(Buffer.from(`\ufeff${LEAST[id]!}`, 'utf16le'))).toEqual(whole);
  });
});
