import { escapeControl } from '../../base/text.ts';
import { writeCdText, readCdText } from '../cd-text-packs.ts';
import { SHEETS } from '../sheets/index.ts';
import type { DiscCheck } from './disc-check.ts';
import { readSmall, type DiscFolder } from './disc-folder.ts';
import { fault, type Fault } from './fault.ts';

/** Every sheet must be there and be, line for line, what disc.json makes it: so they agree with each other as well. */
export const sheetsCheck: DiscCheck = {
  id: 'sheets',
  isFor: ({ record }) => record !== null,
  find: async (folder) => {
    const { disc, texts, audio } = folder.record!;
    const faults: Fault[] = [];
    for (const { fileName, encoding, write } of SHEETS.filter((sheet) => sheet.isFor(audio))) {
      const bytes = await readSmall(folder, fileName);
      const wanted = write(disc, texts, audio);
      if (bytes === null) faults.push(fault(fileName, 'it is missing, or can not be read'));
      else if (!bytes.equals(Buffer.from(wanted, encoding))) {
        faults.push(fault(fileName, difference(bytes.toString(encoding), wanted)));
      }
    }
    return [...faults, ...(await cdTextFaults(folder, 'cdtext.cdt', writeCdText(disc, texts)))];
  },
};

/** The first line that differs. */
function difference(found: string, wanted: string): string {
  const [there, here] = [found.split('\n'), wanted.split('\n')];
  const line = there.findIndex((text, i) => text !== here[i]);
  if (line === -1) return `it ends after line ${there.length}`;
  const shown = (text: string | undefined): string =>
    text === undefined ? 'nothing' : `"${escapeControl(text.trim().slice(0, 120))}"`;
  return `line ${line + 1} is ${shown(there[line])} where disc.json makes it ${shown(here[line])}`;
}

/** What is wrong with a file of packs that should have these bytes. */
export async function cdTextFaults(folder: DiscFolder, name: string, wanted: Uint8Array | null): Promise<Fault[]> {
  const bytes = await readSmall(folder, name);
  if (bytes === null) return [fault(name, 'it is missing, or can not be read')];
  const { faults } = readCdText(bytes);
  const differs = wanted !== null && !bytes.equals(wanted) && faults.length === 0;
  return [...faults, ...(differs ? ['its texts are not those of disc.json'] : [])].map((text) => fault(name, text));
}
