/** Paths as URIs (RFC 3986, RFC 8089) and as lines of text, and back. */

/**
 * A path with `/` as a URI reference: `file:` for an absolute one, one with a drive letter and one on a share
 * (`//host/...`), else relative, with all but plain characters escaped.
 */
export function pathToUri(path: string): string {
  const escaped = path.toWellFormed().split('/').map(encodeURIComponent).join('/');
  if (isShare(path)) return `file:${escaped}`;
  if (/^[a-z]:\//i.test(path)) return `file:///${path.slice(0, 2)}${escaped.slice('C%3A'.length)}`;
  return path.startsWith('/') ? `file://${escaped}` : escaped;
}

function isShare(path: string): boolean {
  return /^\/\/(?!localhost\/)[\w.-]+\//i.test(path);
}

/** The path that a `file:` URI or a relative reference means; any other URI is given back as it is. */
export function uriToPath(uri: string): string {
  const [, host = '', absolute] = /^file:(?:\/\/([^/]*))?(\/.*)$/is.exec(uri) ?? [];
  if (absolute !== undefined) {
    const share = /^$|^localhost$/i.test(host) ? '' : `//${host}`;
    return decode(share + (share === '' ? absolute.replace(/^\/(?=[a-z]:)/i, '') : absolute));
  }
  return /^[a-z][a-z0-9+.-]*:/i.test(uri) ? uri : decode(uri);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray % shows that the writer never escaped anything.
    return text;
  }
}

/** A path on a line of its own, `unmistakable`. Line breaks have no way to be said. */
export function pathToLine(path: string): string {
  return unmistakable(path.toWellFormed().replace(/[\0\r\n]+/g, ' '));
}

/** A path that a reader would take for a directive, a blank or a URI, led in with `./`. */
export function unmistakable(path: string): string {
  return MISLEADING.test(path) ? `./${path}` : path;
}

/** The path that anybody may have written as text; a URI that is not `file:` as it is. */
export function lineToPath(line: string): string {
  if (/^file:/i.test(line)) return uriToPath(line);
  return line.startsWith('./') && MISLEADING.test(line.slice(2)) ? line.slice(2) : line;
}

const MISLEADING = /^(#|\s|file:)/i;
