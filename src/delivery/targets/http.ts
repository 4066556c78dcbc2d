import { badTarget, refused } from '../delivery-error.ts';
import type { Secrets } from '../credentials.ts';
import type { TargetKind } from '../target.ts';
import { httpCall } from './http-call.ts';
import { putFile } from './http-put.ts';
import { namesPrivateHost } from './public-host.ts';
import { readUrl } from './web-address.ts';

const FORM = 'https://host/folder/';

/** PUT to a web server (RFC 9110), by way of another name where it speaks WebDAV (RFC 4918). */
export const http: TargetKind = {
  id: 'http',
  form: FORM,
  summary:
    'HTTP PUT to a folder of a web server, only where nothing has the name; read back where the server allows it; by WebDAV aside, then moved',
  secrets: {
    MIXPRESS_HTTP_TOKEN: 'bearer token',
    MIXPRESS_HTTP_USER: 'name for basic authentication',
    MIXPRESS_HTTP_PASSWORD: 'its password',
  },
  claims: (address) => /^https?:/i.test(address),
  parse: (address) => {
    const url = readUrl(address, ['http', 'https'], FORM);
    if (url.search !== '' || url.hash !== '' || url.username !== '') {
      throw badTarget(
        `${url.origin} can't be put to with a user, a query or a fragment in the address`,
        `write ${FORM}`,
      );
    }
    return url.href.endsWith('/') ? url.href : `${url.href}/`;
  },
  check: (address, { secrets }) => void authorization(address, secrets),
  open: async (address, { secrets, patienceMs }) => {
    const credentials = authorization(address, secrets);
    return {
      send: (parcel, sending) =>
        putFile(new URL(encodeURIComponent(parcel.name), address), parcel, sending, (call) =>
          httpCall({ ...call, headers: { ...call.headers, ...credentials }, patienceMs, signal: sending.signal }),
        ),
      close: async () => undefined,
    };
  },
};

function authorization(address: string, secrets: Secrets): Readonly<Record<string, string>> {
  const token = secrets('MIXPRESS_HTTP_TOKEN');
  const user = secrets('MIXPRESS_HTTP_USER');
  if (token === null && user === null) return {};
  const { protocol, hostname } = new URL(address);
  if (protocol === 'http:' && !namesPrivateHost(hostname)) {
    throw refused(`credentials would go to ${hostname} for all to read`, 'write https:// instead of http://');
  }
  const basic = (): string => Buffer.from(`${user}:${secrets('MIXPRESS_HTTP_PASSWORD') ?? ''}`).toString('base64');
  return { authorization: token === null ? `Basic ${basic()}` : `Bearer ${token}` };
}
