import { oneLine } from '../../base/text.ts';
import { decodeText } from './decode-text.ts';
import type { PlaylistDocument, PlaylistEntries, PlaylistEntry, WritableFormat } from './format.ts';
import { formatLabel, parseLabel } from './label.ts';
import { formatSeconds, parseSeconds } from './length.ts';
import { lineToPath, pathToLine } from './location.ts';

/**
 * M3U with the extended directives that players agree on. Written in UTF-8 with LF. Read leniently, as M3U has no
 * standard: any line end, unknown directives, and a Windows code page where the bytes are not UTF-8.
 */
export const m3u8: WritableFormat = {
  id: 'm3u8',
  name: 'M3U8',
  extensions: ['m3u8'],
  write: (list) => `${m3uLines(list, ['#EXTENC:UTF-8']).join('\n')}\n`,
  read: readM3u,
};

/** The lines of an M3U, with `directives` below the first. */
export function m3uLines(list: PlaylistDocument, directives: readonly string[] = []): string[] {
  const lines = ['#EXTM3U', ...directives, `#PLAYLIST:${oneLine(list.title)}`];
  for (const track of list.tracks) {
    lines.push(`#EXTINF:${formatSeconds(track.lengthMs)},${formatLabel(track)}`);
    lines.push(pathToLine(track.location));
  }
  return lines;
}

export async function readM3u(data: Uint8Array, source: string): Promise<PlaylistEntries> {
  const entries: PlaylistEntry[] = [];
  let title = '';
  let info: Partial<PlaylistEntry> = {};
  for (const line of decodeText(data, 'M3U', source).split(/\r\n|\r|\n/)) {
    const [, directive, value = ''] = /^\s*#(EXTINF|EXTALB|PLAYLIST):(.*)$/is.exec(line) ?? [];
    if (directive !== undefined) {
      const kind = directive.toUpperCase();
      if (kind === 'PLAYLIST') title ||= oneLine(value);
      else info = { ...info, ...(kind === 'EXTALB' ? { album: oneLine(value) } : parseInfo(value)) };
    } else if (!/^\s*(#|$)/.test(line)) {
      entries.push({ title: '', artist: '', album: '', lengthMs: null, ...info, location: lineToPath(line) });
      info = {};
    }
  }
  return { title, entries };
}

/** `213.5 logo="a,b",Artist - Title`: seconds (0 or -1 where unknown), attributes in quotes, and a label. */
function parseInfo(value: string): Partial<PlaylistEntry> {
  const [, seconds = '', label = ''] = /^\s*([^\s,"]{0,20})(?:"[^"]*"|[^",])*,(.*)$/s.exec(value) ?? [];
  return { ...parseLabel(label), lengthMs: parseSeconds(seconds) };
}
