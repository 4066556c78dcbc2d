import { BYTES_PER_FRAME } from '../../base/frames.ts';
import { checkIdentifier, checkPqList, readMap } from '../ddp/read.ts';
import { writeDdp } from '../ddp/write.ts';
import { LEAD_PAUSE } from '../pq.ts';
import type { DiscCheck } from './disc-check.ts';
import { readBytes, readSmall, type DiscFolder } from './disc-folder.ts';
import { fault, type Fault } from './fault.ts';
import { cdTextFaults } from './sheets.ts';

/** A DDP fileset, in the folder itself or in `ddp/`: all that the files say of each other, and of the disc beside. */
export const ddpCheck: DiscCheck = {
  id: 'ddp',
  isFor: ({ files, record }) => files.has('DDPID') || files.has('ddp/DDPID') || record?.audio.ddp === true,
  find: async (folder) => {
    const at = folder.files.has('DDPID') ? '' : 'ddp/';
    const identifier = await readSmall(folder, `${at}DDPID`);
    const map = readMap((await readSmall(folder, `${at}DDPMS`)) ?? Buffer.alloc(0));
    const faults: Fault[] = [
      ...checkIdentifier(identifier ?? Buffer.alloc(0)).map((text) => fault(`${at}DDPID`, text)),
      ...(folder.files.has(`${at}CHECKSUM.MD5`) ? [] : [fault(`${at}CHECKSUM.MD5`, 'it is missing')]),
      ...map.faults.map((text) => fault(`${at}DDPMS`, text)),
    ];
    const find = (type: string, content: string) =>
      map.value.find((packet) => packet.type === type && packet.content === content);
    const audio = find('D0', '');
    const pq = find('S0', 'PQ DESCR');
    if (audio === undefined) faults.push(fault(`${at}DDPMS`, 'it names no audio'));
    if (pq === undefined) faults.push(fault(`${at}DDPMS`, 'it names no PQ list'));
    for (const { type, length, file } of map.value) {
      const wanted = type === 'D0' ? length * BYTES_PER_FRAME : length;
      const bytes = folder.files.get(at + file);
      if (bytes !== wanted) faults.push(fault(at + file, `it has ${bytes ?? 'no'} bytes where DDPMS tells ${wanted}`));
    }
    if (pq !== undefined && audio !== undefined) {
      const bytes = (await readSmall(folder, at + pq.file)) ?? Buffer.alloc(0);
      faults.push(...checkPqList(bytes, audio.length).map((text) => fault(at + pq.file, text)));
    }
    const texts = find('S0', 'CDTEXT');
    if (texts !== undefined) faults.push(...(await cdTextFaults(folder, at + texts.file, null)));
    if (audio !== undefined && folder.files.has(at + audio.file))
      faults.push(...(await pauseFaults(folder, at + audio.file)));
    return faults.length > 0 ? faults : recordFaults(folder, at);
  },
};

/** What begins the audio is the pause before track 1. */
async function pauseFaults(folder: DiscFolder, file: string): Promise<Fault[]> {
  let left = LEAD_PAUSE * BYTES_PER_FRAME;
  for await (const bytes of readBytes(folder, file)) {
    const pause = bytes.subarray(0, left);
    if (pause.some((byte) => byte !== 0)) return [fault(file, 'there is sound in the pause before track 1')];
    left -= pause.length;
    if (left === 0) return [];
  }
  return [fault(file, 'it ends in the pause before track 1')];
}

/** A sound fileset may still be another one than the disc's. */
async function recordFaults(folder: DiscFolder, at: string): Promise<Fault[]> {
  if (folder.record === null) return [];
  const faults: Fault[] = [];
  for (const { fileName, bytes } of writeDdp(folder.record.disc, folder.record.texts, '')) {
    if (fileName === 'CHECKSUM.MD5') continue;
    const found = await readSmall(folder, at + fileName);
    if (found?.equals(bytes) !== true) faults.push(fault(at + fileName, 'it is not what disc.json makes it'));
  }
  return faults;
}
