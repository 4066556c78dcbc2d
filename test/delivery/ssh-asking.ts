/** An SSH server on loopback that asks for a password as it is bid, and hands files over to the SFTP server of OpenSSH. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import ssh2, { type AuthContext, type Connection } from 'ssh2';
import type { Listening } from './listening.ts';

const SFTP_SERVER = ['/usr/lib/openssh/sftp-server', '/usr/libexec/openssh/sftp-server'].find(existsSync);
export const hasSftpServer = SFTP_SERVER !== undefined;

/** `judge` accepts or rejects each way in that a client tries; `home` is everybody's home. */
export async function startAskingSsh(
  hostKey: Buffer,
  home: string,
  judge: (attempt: AuthContext) => void,
): Promise<Listening> {
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (client: Connection) => {
    client.on('error', () => undefined);
    client.on('authentication', judge);
    client.on('session', (accept) => {
      accept().on('subsystem', (take) => {
        const channel = take();
        const files = spawn(SFTP_SERVER!, [], { cwd: home, stdio: ['pipe', 'pipe', 'ignore'] });
        channel.pipe(files.stdin).on('error', () => undefined);
        files.stdout.pipe(channel);
      });
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}
