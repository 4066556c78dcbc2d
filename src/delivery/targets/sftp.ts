import { badTarget } from '../delivery-error.ts';
import { sendAside } from '../send-aside.ts';
import type { TargetKind } from '../target.ts';
import { connectSftp, sftpCredentials } from './sftp-connection.ts';
import { sftpFolder } from './sftp-folder.ts';
import { readUrl } from './web-address.ts';

const FORM = 'sftp://user@host[:port]/path[?fingerprint=SHA256:...]';

/** A folder of a server that speaks SFTP (SSH File Transfer Protocol 3); a path that begins with `/~/` is from the user's home there. */
export const sftp: TargetKind = {
  id: 'sftp',
  form: FORM,
  summary:
    'SFTP; the key of the server must be known or its fingerprint named; copied aside, flushed, read back, renamed, goes on with a broken upload',
  secrets: {
    MIXPRESS_SFTP_PASSWORD: 'password',
    MIXPRESS_SFTP_KEY: 'path of the private key; by default an agent, or ~/.ssh/id_ed25519, id_ecdsa or id_rsa',
    MIXPRESS_SFTP_PASSPHRASE: 'passphrase of the private key',
    MIXPRESS_SFTP_KNOWN_HOSTS: 'path of another known_hosts file',
  },
  claims: (address) => /^sftp:/i.test(address),
  parse: (address) => {
    const url = readUrl(address, ['sftp'], FORM);
    if (url.username === '') throw badTarget(`who is the user at ${url.hostname}?`, `write ${FORM}`);
    const unknown = [...url.searchParams.keys()].find((key) => key !== 'fingerprint');
    if (unknown !== undefined) throw badTarget(`SFTP takes no ${JSON.stringify(unknown)}`, `write ${FORM}`);
    const fingerprint = fingerprintIn(url);
    if (fingerprint !== null && !/^SHA256:[A-Za-z0-9+/]{43}$/.test(fingerprint)) {
      throw badTarget(
        `${JSON.stringify(fingerprint)} is not a fingerprint`,
        'write what ssh-keygen -lf shows: SHA256:...',
      );
    }
    const place = `sftp://${url.username}@${url.host}${url.pathname.replace(/\/*$/, '')}/`;
    return fingerprint === null ? place : `${place}?fingerprint=${fingerprint}`;
  },
  check: (_address, world) => void sftpCredentials(world),
  open: async (address, world) => {
    const url = new URL(address);
    const connection = await connectSftp(url, fingerprintIn(url), world);
    const far = sftpFolder(connection, pathOf(url), `sftp://${url.username}@${url.host}`);
    return { send: (parcel, sending) => sendAside(far, parcel, sending), close: connection.close };
  },
};

/** In a query `+` is a space; in a fingerprint there is none. */
function fingerprintIn(url: URL): string | null {
  return url.searchParams.get('fingerprint')?.replaceAll(' ', '+') ?? null;
}

function pathOf({ pathname }: URL): string {
  const path = decodeURIComponent(pathname).replace(/\/+$/, '');
  if (path === '/~') return '.';
  return path.startsWith('/~/') ? path.slice(3) : path;
}
