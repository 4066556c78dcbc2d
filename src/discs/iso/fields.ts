/** Fields as ECMA-119 (ISO 9660) writes them, at a place in a buffer. */
import { SECTOR_BYTES } from '../../model/medium.ts';

/** A number in both byte orders (7.2.3). */
export function both16(buffer: Buffer, at: number, value: number): void {
  buffer.writeUInt16LE(value, at);
  buffer.writeUInt16BE(value, at + 2);
}

/** A number in both byte orders (7.3.3). */
export function both32(buffer: Buffer, at: number, value: number): void {
  buffer.writeUInt32LE(value, at);
  buffer.writeUInt32BE(value, at + 4);
}

/** A moment in UTC in 7 bytes (9.1.5). */
export function shortDate(buffer: Buffer, at: number, date: Date): void {
  const fields = [
    date.getUTCFullYear() - 1900,
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    0,
  ];
  buffer.set(fields, at);
}

/** A moment in UTC in 17 bytes (8.4.26.1). */
export function longDate(buffer: Buffer, at: number, date: Date): void {
  buffer.write(`${date.toISOString().replace(/\D/g, '').slice(0, 14)}00\0`, at, 'latin1');
}

/** Text in big-endian UCS-2, as Joliet has it. */
export function ucs2(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

/** Sectors that so many bytes take. */
export function sectorsOf(bytes: number): number {
  return Math.ceil(bytes / SECTOR_BYTES);
}
