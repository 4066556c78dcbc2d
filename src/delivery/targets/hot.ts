import { resolve } from 'node:path';
import { badTarget } from '../delivery-error.ts';
import { sendAside } from '../send-aside.ts';
import type { TargetKind } from '../target.ts';
import { localFolder, mustBeFolder } from './folder.ts';

/** Ends of the names of job tickets: PTBurn, TD Bridge, Rimage, CopyTrax. */
const TICKETS = /\.(jrq|jdf|nwp|dms)$/i;

/**
 * The hot folder of a disc robot: data first, tickets last, each by rename, so that the robot never sees half. It takes a
 * ticket away as soon as it sees it, so one that was placed and is gone counts as delivered.
 */
export const hot: TargetKind = {
  id: 'hot',
  form: 'hot:DIR',
  summary: 'hot folder of a disc robot; as a folder, and job tickets (.jrq .jdf .nwp .dms) after all data',
  secrets: {},
  claims: (address) => /^hot:/i.test(address),
  parse: (address) => {
    const path = address.slice('hot:'.length);
    if (path === '') throw badTarget('which hot folder?', 'write hot:DIR');
    return `hot:${resolve(path)}`;
  },
  rank: (name) => (TICKETS.test(name) ? 1 : 0),
  open: async (address) => {
    const path = address.slice('hot:'.length);
    await mustBeFolder(path);
    const far = localFolder(path);
    return {
      send: (parcel, sending) => sendAside(far, parcel, sending, TICKETS.test(parcel.name)),
      close: async () => undefined,
    };
  },
};
