import type { SaxesParser } from 'saxes';
import { AppError } from '../../base/errors.ts';
import { problem } from '../../base/problem.ts';
import { escapeControl } from '../../base/text.ts';
import type { RecordBatch, TableRecord } from './catalogue.ts';

export type Attributes = Readonly<Record<string, string | undefined>>;

/** What is listened to. `path` has the names of the open elements, from the root to the one that it is about. */
export interface ElementListener {
  /** Whether a record begins with the element. */
  opened(path: readonly string[], attributes: Attributes): boolean;
  /** The cells of the record that ends with the element, if one does. `text` is what stands behind the last tag in it. */
  closed(path: readonly string[], text: string): readonly string[] | null;
}

const MAX_DEPTH = 100;
const MAX_PIECE = 1 << 20;

/**
 * Reads XML in blocks, strictly, and expands no entity but the five of XML itself. Where it breaks, or is nested more
 * than 100 deep, or has a piece of more than a MiB without a tag, the rest is given up with a problem.
 */
export async function* xmlRecords(text: AsyncIterable<string>, listener: ElementListener): AsyncGenerator<RecordBatch> {
  const { SaxesParser } = await import('saxes');
  const parser = new SaxesParser({ xmlns: false });
  let records: TableRecord[] = [];
  let piece = 0;
  listen(
    parser,
    listener,
    (record) => records.push(record),
    () => (piece = 0),
  );
  try {
    for await (const block of text) {
      piece += block.length;
      parser.write(block);
      if (piece > MAX_PIECE) throw new AppError('xml-syntax', 'a piece of it is longer than a MiB');
      yield { records, problems: [] };
      records = [];
    }
    parser.close();
    yield { records, problems: [] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const broken = problem(error.code, `the XML breaks here, the rest is not read: ${error.message}`, {
      line: parser.line,
      hint: 'export it again; the tracks before this line were read',
    });
    yield { records, problems: [broken] };
  }
}

function listen(
  parser: SaxesParser,
  listener: ElementListener,
  take: (record: TableRecord) => void,
  alive: () => void,
): void {
  const path: string[] = [];
  let content = '';
  let line = 1;
  parser.on('error', (error) => {
    throw new AppError('xml-syntax', escapeControl(error.message.replace(/^\d+:\d+: |\.$/g, '').slice(0, 200)));
  });
  parser.on('opentag', ({ name, attributes }) => {
    alive();
    if (path.length === MAX_DEPTH) throw new AppError('xml-syntax', 'it is nested too deeply');
    path.push(name);
    content = '';
    if (listener.opened(path, attributes)) line = parser.line;
  });
  const add = (part: string): void => {
    content = content.length < MAX_PIECE ? content + part : content;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    alive();
    const cells = listener.closed(path, content);
    if (cells !== null) take({ line, cells });
    path.pop();
    content = '';
  });
}
