/** Rock Ridge (RRIP 1.09, SUSP 1.09): what a record of the ISO tree says beyond ISO 9660: the true name, mode, time. */
import { both32, shortDate } from './fields.ts';

/** Of a record without its own names: no record is longer than 254 bytes. */
const MOST_RECORD_BYTES = 254;
const CE_BYTES = 28;
/** A name in one entry: its length, with 5 bytes of head, is told in one byte. */
const MOST_NAME_BYTES = 250;

/** What stands in the record itself, and what in the continuation area. */
export interface SystemUse {
  /** With room left for an entry that tells where the rest is, where there is a rest. */
  readonly inline: Buffer;
  readonly rest: Buffer;
}

/** What Rock Ridge says of a file, a folder, or (without a name) of a folder's own record and that of its parent. */
export function systemUse(
  {
    name,
    isRoot,
    folders,
  }: { readonly name: string | null; readonly isRoot: boolean; readonly folders: number | null },
  date: Date,
  recordBytes: number,
): SystemUse {
  const fixed = [...(isRoot ? [sharingEntry()] : []), modeEntry(folders), timeEntry(date)];
  const further = [...(name === null ? [] : nameEntries(name)), ...(isRoot ? [standardEntry()] : [])];
  const inline = Buffer.concat([...fixed, ...further]);
  if (recordBytes + inline.length <= MOST_RECORD_BYTES) return { inline, rest: Buffer.alloc(0) };
  return { inline: Buffer.concat([...fixed, Buffer.alloc(CE_BYTES)]), rest: Buffer.concat(further) };
}

/** Writes the entry that tells where the rest is, at the end of what stands in a record. */
export function writeContinuation(record: Buffer, sector: number, offset: number, length: number): void {
  const at = record.length - CE_BYTES;
  entryHead(record, at, 'CE', CE_BYTES);
  both32(record, at + 4, sector);
  both32(record, at + 12, offset);
  both32(record, at + 20, length);
}

function entryHead(buffer: Buffer, at: number, signature: string, length: number): void {
  buffer.write(signature, at, 'latin1');
  buffer.set([length, 1], at + 2);
}

function entry(signature: string, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  entryHead(buffer, 0, signature, length);
  return buffer;
}

/** SP: system use entries begin with the record's first byte. */
function sharingEntry(): Buffer {
  const sp = entry('SP', 7);
  sp.set([0xbe, 0xef, 0], 4);
  return sp;
}

/** ER: these entries are those of Rock Ridge. */
function standardEntry(): Buffer {
  const id = 'RRIP_1991A';
  const what = 'THE ROCK RIDGE INTERCHANGE PROTOCOL PROVIDES SUPPORT FOR POSIX FILE SYSTEM SEMANTICS';
  const where =
    'PLEASE CONTACT DISC PUBLISHER FOR SPECIFICATION SOURCE.  SEE PUBLISHER IDENTIFIER IN PRIMARY VOLUME DESCRIPTOR FOR CONTACT INFORMATION.';
  const er = entry('ER', 8 + id.length + what.length + where.length);
  er.set([id.length, what.length, where.length, 1], 4);
  er.write(id + what + where, 8, 'latin1');
  return er;
}

/** PX: readable by all, owned by root; the links of a folder are its names. */
function modeEntry(folders: number | null): Buffer {
  const px = entry('PX', 36);
  both32(px, 4, folders === null ? 0o100444 : 0o40555);
  both32(px, 12, folders === null ? 1 : folders + 2);
  return px;
}

/** TF: the time of the last change. */
function timeEntry(date: Date): Buffer {
  const tf = entry('TF', 12);
  tf[4] = 2;
  shortDate(tf, 5, date);
  return tf;
}

/** NM: the name, in several entries where it is too long for one. */
function nameEntries(name: string): Buffer[] {
  const bytes = Buffer.from(name);
  const entries: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += MOST_NAME_BYTES) {
    const part = bytes.subarray(from, from + MOST_NAME_BYTES);
    const nm = entry('NM', 5 + part.length);
    nm[4] = from + part.length < bytes.length ? 1 : 0;
    nm.set(part, 5);
    entries.push(nm);
  }
  return entries;
}
