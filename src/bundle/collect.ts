/**
 * What a bundle holds, and in which order: texts for people and programs first, then disc by disc. In come finished
 * records and files, out come the entries that archive.ts packs; it adds SHA256SUMS.
 */
import { describeBundle, discFolder, INSERT_FILE_NAME } from './bundle-json.ts';
import type { BundleDisc, BundleInput } from './bundle-input.ts';
import type { BundleEntry, TextFile } from './entry.ts';
import { readmeText } from './readme-text.ts';

/** The entries of a bundle. Pure: the same input gives the same entries. */
export function collectBundle(input: BundleInput): BundleEntry[] {
  return [
    textEntry({ fileName: 'README.txt', text: readmeText(input) }),
    textEntry({ fileName: 'bundle.json', text: jsonText(describeBundle(input)) }),
    ...input.playlistFiles.map((file) => textEntry(file)),
    ...(input.insert ? [{ name: INSERT_FILE_NAME, source: { path: input.insert.path }, store: false }] : []),
    ...input.discs.flatMap(discEntries),
  ];
}

function discEntries({ disc, record, files }: BundleDisc): BundleEntry[] {
  const folder = `${discFolder(disc.number)}/`;
  return [
    ...files.map((file) => ({ ...file, name: folder + file.name })),
    textEntry({ fileName: 'disc.json', text: jsonText(record) }, folder),
  ];
}

function textEntry({ fileName, text }: TextFile, folder = ''): BundleEntry {
  return { name: folder + fileName, source: { text }, store: false };
}

/** Lone surrogates, which JSON could carry but most readers refuse, become U+FFFD. */
function jsonText(value: unknown): string {
  const sound = (_key: string, v: unknown): unknown => (typeof v === 'string' ? v.toWellFormed() : v);
  return `${JSON.stringify(value, sound, 2)}\n`;
}
