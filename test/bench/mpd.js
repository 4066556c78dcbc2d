/** The Music Player Daemon, as far as it reads a folder of music. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { environment } from './tools.js';

export const MPD = 'mpd';
const LOOK_EVERY_MS = 5;

/**
 * Starts it on a folder, with its files in another one, which is made. Without a database it reads all as it starts.
 * What is returned waits until the database holds so many tracks, has it look for what has changed, and ends it.
 */
export async function startMpd(music, home) {
  mkdirSync(home, { recursive: true });
  const [settings, socket] = [join(home, 'mpd.conf'), join(home, 'socket')];
  const lines = [
    `music_directory "${music}"`,
    `db_file "${join(home, 'database')}"`,
    `log_file "${join(home, 'log')}"`,
    `bind_to_address "${socket}"`,
    'audio_output { \n type "null"\n name "none"\n }\n',
  ];
  writeFileSync(settings, lines.join('\n'));
  const server = spawn(MPD, ['--no-daemon', settings], { stdio: 'ignore', env: environment() });
  const gone = once(server, 'exit');
  while (!existsSync(socket)) await oneOf(gone, wait(LOOK_EVERY_MS));
  const ask = await talkTo(socket);
  const read = async (tracks) => {
    while (/^updating_db:/m.test(await oneOf(gone, ask('status')))) await wait(LOOK_EVERY_MS);
    const found = Number(/^songs: (\d+)$/m.exec(await ask('stats'))?.[1]);
    if (found !== tracks) throw new Error(`mpd has found ${found} tracks where there are ${tracks}`);
  };
  return {
    read,
    readAgain: async (tracks) => {
      await ask('update');
      await read(tracks);
    },
    end: async () => {
      server.kill();
      await gone;
    },
  };
}

/** Whatever comes first; that the server ends is a failure. */
function oneOf(gone, other) {
  const ended = gone.then(([code]) => {
    throw new Error(`mpd ended with ${code}`);
  });
  return Promise.race([ended, other]);
}

/** Sends a command and gives the answer, as far as `OK`. */
async function talkTo(socket) {
  const line = connect(socket).setEncoding('utf8');
  const answer = async () => {
    let text = '';
    while (!/^(?:OK.*|ACK.*)\n$/m.test(text)) text += (await once(line, 'data'))[0];
    return text;
  };
  await answer();
  return (command) => {
    line.write(`${command}\n`);
    return answer();
  };
}
