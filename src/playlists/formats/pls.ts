import { oneLine } from '../../base/text.ts';
import { decodeText } from './decode-text.ts';
import { unreadable, type PlaylistDocument, type PlaylistEntries, type WritableFormat } from './format.ts';
import { formatLabel, parseLabel } from './label.ts';
import { formatSeconds, parseSeconds } from './length.ts';
import { lineToPath, pathToLine } from './location.ts';

/**
 * PLS version 2, as Winamp made it: one section of numbered keys. The title of the list has the key that GNOME's players
 * gave it. Read in any order and case.
 */
export const pls: WritableFormat = {
  id: 'pls',
  name: 'PLS',
  extensions: ['pls'],
  write,
  read,
};

function write(list: PlaylistDocument): string {
  const lines = ['[playlist]', `X-GNOME-Title=${oneLine(list.title)}`];
  for (const [i, track] of list.tracks.entries()) {
    lines.push(`File${i + 1}=${pathToLine(track.location)}`);
    lines.push(`Title${i + 1}=${formatLabel(track)}`);
    lines.push(`Length${i + 1}=${formatSeconds(track.lengthMs)}`);
  }
  return [...lines, `NumberOfEntries=${list.tracks.length}`, 'Version=2', ''].join('\n');
}

async function read(data: Uint8Array, source: string): Promise<PlaylistEntries> {
  const lines = decodeText(data, 'PLS', source).split(/\r\n|\r|\n/);
  const first = lines.findIndex((line) => line.trim() !== '');
  if (!/^\s*\[playlist\]\s*$/i.test(lines[first] ?? '')) {
    throw unreadable('PLS', source, first + 1, 'it does not begin with [playlist]');
  }
  let title = '';
  const files = new Map<number, string>();
  const labels = new Map<number, string>();
  const lengths = new Map<number, string>();
  const columns: Readonly<Record<string, Map<number, string>>> = { file: files, title: labels, length: lengths };
  for (const line of lines) {
    const [, key, number = '', value = ''] =
      /^\s*(file|title|length|x-gnome-title)(\d{0,9})\s*=\s*(.*)$/is.exec(line) ?? [];
    if (key === undefined) continue;
    if (number !== '') columns[key.toLowerCase()]?.set(Number(number), value);
    else if (/^x-/i.test(key)) title ||= oneLine(value);
  }
  const numbers = [...files.keys()].filter((number) => files.get(number)!.trim() !== '').sort((a, b) => a - b);
  const entries = numbers.map((number) => ({
    location: lineToPath(files.get(number)!),
    ...parseLabel(labels.get(number) ?? ''),
    album: '',
    lengthMs: parseSeconds(lengths.get(number) ?? ''),
  }));
  return { title, entries };
}
