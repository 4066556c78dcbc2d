import { toAscii } from './ascii.ts';

const RESERVED = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

/**
 * Makes any title into a file name (without extension) that Windows, macOS, Linux, ISO 9660 level 2 and Joliet take as
 * it is: lower-case ASCII letters, digits and single hyphens, at most `maxLength` characters, never empty, never a
 * device name of Windows.
 */
export function safeFileName(title: string, maxLength = 40): string {
  const name = toAscii(title)
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['`]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, maxLength)
    .replace(/-+$/, '');
  if (name === '') return 'untitled';
  return RESERVED.test(name) ? `${name}-disc` : name;
}
