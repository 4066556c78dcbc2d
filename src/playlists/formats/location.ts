/** Paths as URIs (RFC 3986, RFC 8089) and back. */

/** A path with `/` as a URI reference: `file:` for an absolute one, else relative, with all but plain characters escaped. */
export function pathToUri(path: string): string {
  const escaped = path.toWellFormed().split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${escaped}` : escaped;
}

/** The path that a `file:` URI or a relative reference means; any other URI is given back as it is. */
export function uriToPath(uri: string): string {
  const absolute = /^file:(?:\/\/[^/]*)?(\/.*)$/is.exec(uri)?.[1];
  if (absolute !== undefined) return decode(absolute.replace(/^\/(?=[a-z]:)/i, ''));
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
