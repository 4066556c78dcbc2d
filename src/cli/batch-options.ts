import { ENGINES } from '../audio/engines/index.ts';
import { DEFAULT_MP3_BITRATE, MP3_BITRATES } from '../audio/mp3/size.ts';
import { AUDIO_OPTIONS } from './audio-options.ts';
import { CAPACITY_OPTION } from './capacity.ts';
import { PACKING_OPTIONS } from './packing.ts';
import { PRIORITIES } from '../model/order.ts';
import type { CommandOption } from './command.ts';

/** What can be asked of a batch, by whatever command. */
export const BATCH_OPTIONS: readonly CommandOption[] = [
  {
    flags: '--library <dir>',
    summary: 'folder of music, scanned first; by default all scanned before (repeatable)',
    repeatable: true,
  },
  { flags: '--out <dir>', summary: 'folder that receives the bundles' },
  {
    flags: '--deliver <target>',
    summary: 'where the bundles go then: see mixpress bundle send (repeatable)',
    repeatable: true,
  },
  { flags: '--keep-going', summary: 'take the sound rows of a manifest with problems (exit 3)' },
  { flags: '--distinct [lists]', summary: 'no recording in two lists of a manifest, or in more than so many' },
  {
    flags: '--treat-unknown-as <advice>',
    summary: 'where explicit tracks are forbidden, take those that nobody marked for clean, or for explicit (default)',
  },
  { flags: '--seed <number>', summary: 'makes other lists of the rows that tell no seed of their own' },
  {
    flags: '--priority <priority>',
    summary: `how soon workers make the orders that tell no priority: ${PRIORITIES.join(', ')}; by default normal`,
  },
  ...PACKING_OPTIONS,
  ...AUDIO_OPTIONS,
  CAPACITY_OPTION,
  {
    flags: '--data-form <form>',
    summary: 'discs of files as ISO images (iso, default), or as the tree of their files (tree)',
  },
  {
    flags: '--mp3 <kbit/s>',
    summary: `bitrate of the MP3s that are made for an mp3-cd: ${MP3_BITRATES.join(', ')}; by default ${DEFAULT_MP3_BITRATE}`,
  },
  { flags: '--no-insert', summary: 'no booklets, tray cards and labels in the bundles' },
  { flags: '--paper <paper>', summary: 'paper that they are printed on: a4 (default) or letter' },
  { flags: '--insert-font <file>', summary: 'TrueType or OpenType font that they are set in; by default DejaVu Sans' },
  {
    flags: '--engine <engine>',
    summary: `decoder: ${Object.entries(ENGINES)
      .map(([id, { summary }]) => `${id} (${summary})`)
      .join(' or ')}; by default embedded`,
  },
];
