import { badTarget } from '../delivery-error.ts';

/** Reads an address as a URL of one of these schemes, without a password in it. Throws AppError `target-invalid`. */
export function readUrl(address: string, schemes: readonly string[], form: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  const shown = withoutPassword(address);
  if (url === null || url.hostname === '')
    throw badTarget(`${JSON.stringify(shown)} is not an address`, `write ${form}`);
  if (!schemes.includes(url.protocol.slice(0, -1))) {
    throw badTarget(`${JSON.stringify(shown)} is not for ${schemes.join(' or ')}`, `write ${form}`);
  }
  if (url.password !== '') {
    throw badTarget(
      `the address ${shown} has a password in it, where others can read it`,
      'take it out, and set it in the environment or in the file credentials of the workspace',
    );
  }
  return url;
}

/** An address as it may be shown: what could be a password is left out. */
function withoutPassword(address: string): string {
  return address.replace(/:[^:/@]*@/, ':...@');
}
