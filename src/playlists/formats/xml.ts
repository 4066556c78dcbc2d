/** XML of any origin: bytes in, elements by their path out, no entity ever expanded. And text made safe to be XML. */
import type { AppError } from '../../base/errors.ts';
import { oneLine } from '../../base/text.ts';
import { decodeWindows1252 } from '../../base/windows-1252.ts';
import { markedEncoding } from './decode-text.ts';
import { unreadable } from './format.ts';

export interface XmlVisitor {
  /** The one element that a file may begin with. */
  readonly root: string;
  /** Elements of another one have the name `?`, but those of none count as of this one. Without it, there are none. */
  readonly namespace?: string;
  /** At the start of an element, `path` being the names from the root on with `/` between; `refuse` adds the line. */
  open?(path: string, attribute: (name: string) => string, refuse: (reason: string) => AppError): void;
  /** At its end, with the text that follows its last child: all of it where it has none. */
  close?(path: string, text: string): void;
}

const MAX_DEPTH = 100;

/** @throws AppError `playlist-unreadable` with the line, where the XML is not well-formed or begins with another root */
export async function readXml(data: Uint8Array, format: string, source: string, visitor: XmlVisitor): Promise<void> {
  const text = decodeXml(data, format, source);
  const { SaxesParser } = await import('saxes');
  const { namespace } = visitor;
  const parser = new SaxesParser({ xmlns: namespace !== undefined });
  const refuse = (reason: string) => unreadable(format, source, parser.line, reason);
  const paths: string[] = [];
  let content = '';

  parser.on('error', (error) => {
    throw refuse(error.message.replace(/^\d+:\d+: |\.$/g, ''));
  });
  parser.on('opentag', (tag) => {
    const name = namespace === undefined ? tag.name : tag.uri === '' || tag.uri === namespace ? tag.local! : '?';
    if (paths.length === 0 && name !== visitor.root) {
      throw refuse(`it begins with <${oneLine(tag.name)}>, not with <${visitor.root}>`);
    }
    if (paths.length === MAX_DEPTH) throw refuse('it is nested too deeply');
    const path = paths.length === 0 ? name : `${paths.at(-1)!}/${name}`;
    paths.push(path);
    content = '';
    visitor.open?.(path, (attribute) => valueOf(tag.attributes[attribute]), refuse);
  });
  parser.on('text', (part) => (content += part));
  parser.on('cdata', (part) => (content += part));
  parser.on('closetag', () => {
    visitor.close?.(paths.pop()!, content);
    content = '';
  });
  parser.write(text).close();
}

function valueOf(attribute: string | { readonly value: string } | undefined): string {
  return typeof attribute === 'object' ? attribute.value : (attribute ?? '');
}

/** XML is UTF-8 unless a mark or its declaration says otherwise. */
function decodeXml(data: Uint8Array, format: string, source: string): string {
  const head = Buffer.from(data.subarray(0, 200)).toString('latin1');
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1];
  const encoding = markedEncoding(data) ?? declared ?? 'utf-8';
  if (/^(windows-1252|iso-8859-1)$/i.test(encoding)) return decodeWindows1252(data);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(data);
  } catch {
    throw unreadable(format, source, null, `it can't be decoded as ${encoding}`);
  }
}

/** One line of text between tags. */
export function xmlText(text: string): string {
  return escapeXml(oneLine(text));
}

/** Attributes with their values, exact but for the characters that XML can't say, with a blank before each. */
export function xmlAttributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(value.toWellFormed()).replace(/["\t\n\r]/g, reference)}"`)
    .join('');
}

function escapeXml(text: string): string {
  return text
    .replace(/[\0-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
