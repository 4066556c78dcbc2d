const MOST_NAME_CHARACTERS = 1000;
const MOST_PART_BYTES = 255;
const UNWANTED = /[\u0000-\u001f\u007f\\:]/;

/**
 * Why the name of a file in an archive must not become a path below a folder, in words; null where it may: parts with `/`
 * between them, none of which leads anywhere but down, on any system.
 */
export function faultOfName(name: string): string | null {
  if (name === '') return 'it is empty';
  if (name.length > MOST_NAME_CHARACTERS) return `it has more than ${MOST_NAME_CHARACTERS} characters`;
  if (name.startsWith('/')) return 'it is absolute';
  if (UNWANTED.test(name)) return 'it has a character that no name should have';
  if (!name.isWellFormed()) return 'it is not sound Unicode';
  for (const part of name.split('/')) {
    if (part === '..') return 'it leads out of the folder';
    if (part === '' || part === '.') return 'it has an empty part';
    if (Buffer.byteLength(part) > MOST_PART_BYTES) return `a part of it takes more than ${MOST_PART_BYTES} bytes`;
  }
  return null;
}

/** Equal for names that are one file on a system that knows no case or joins accents with their letters. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC');
}
