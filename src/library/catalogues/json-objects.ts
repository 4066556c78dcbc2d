/** An object in a JSON text; the text is null where it is too long to be a track. */
export interface FoundObject {
  readonly line: number;
  readonly text: string | null;
}

export interface ObjectFinder {
  push(block: string): FoundObject[];
  /** The line of an object, or of the list around them, that the text ended in; null where all were closed. */
  end(): number | null;
}

const MAX_OBJECT = 1 << 18;
const KEPT_DEPTH = 4;
const MARK = /["[\]{}\n]/g;
const TAIL = 100;
const NAME = /"([^"]{1,60})"\s*:\s*\[$/;
const STRING_MARK = /["\\\n]/g;

/**
 * Finds the objects of a list in a JSON text that comes in blocks. It minds strings and brackets only; whether the
 * objects are sound is for the parser to say. Linear in time, and holds one object.
 *
 * @param isListed whether objects are wanted that stand within these open brackets, e.g. `{[` for those in an array in
 * the root's object; `name` is that of the array in the root's object
 */
export function jsonObjects(isListed: (open: string, name: string) => boolean): ObjectFinder {
  /** The outermost open brackets, and how many there are in all. */
  let open = '';
  let depth = 0;
  let listName = '';
  /** The end of the block before, for a name that stands across. */
  let tail = '';
  let inString = false;
  let skipNext = false;
  let line = 1;
  let parts = '';
  let startLine = 1;
  let startDepth = -1;
  let found: FoundObject[] = [];

  function push(block: string): FoundObject[] {
    let start = 0;
    let at = skipNext ? 1 : 0;
    skipNext = false;
    while (at < block.length) {
      const mark = inString ? STRING_MARK : MARK;
      mark.lastIndex = at;
      const match = mark.exec(block);
      if (match === null) break;
      at = match.index + 1;
      const c = match[0];
      if (c === '\n') line++;
      else if (c === '\\') {
        at++;
        skipNext = at > block.length;
      } else if (c === '"') inString = !inString;
      else if (c === '{' || c === '[') {
        if (startDepth < 0 && c === '{' && isListed(open, listName)) {
          startDepth = depth;
          startLine = line;
          start = at - 1;
          parts = '';
        }
        if (c === '[' && open === '{')
          listName = NAME.exec((at < TAIL ? tail : '') + block.slice(Math.max(0, at - TAIL), at))?.[1] ?? '';
        if (depth < KEPT_DEPTH) open += c;
        depth++;
      } else {
        depth = Math.max(0, depth - 1);
        open = open.slice(0, depth);
        if (depth === startDepth) {
          found.push({ line: startLine, text: parts.length > MAX_OBJECT ? null : parts + block.slice(start, at) });
          startDepth = -1;
          parts = '';
        }
      }
    }
    if (startDepth >= 0 && parts.length <= MAX_OBJECT) parts += block.slice(start);
    tail = (tail + block).slice(-TAIL);
    const result = found;
    found = [];
    return result;
  }

  return { push, end: () => (depth === 0 ? null : startDepth >= 0 ? startLine : line) };
}
