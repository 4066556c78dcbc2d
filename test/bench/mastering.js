/** How fast a disc is mastered, against the system's ffmpeg decoding the same files through the same filters. */
import { rmSync } from 'node:fs';
import { conversionOf, filterChain } from '../../dist/audio/conversion.js';
import { openEngine } from '../../dist/audio/engine.js';
import { masterDisc } from '../../dist/audio/master.js';
import { FRAMES_PER_SECOND } from '../../dist/base/frames.js';
import { trackFrames } from '../../dist/model/track.js';
import { figure, interleave } from './measure.js';
import { musicOf } from './music.js';
import { scratchPath } from './place.js';
import { row } from './table.js';
import { runTool, withTool } from './tools.js';

export async function mastering({ quick }) {
  const tracks = await musicOf(quick ? 20 : 45);
  const disc = discOf(tracks);
  const engine = await openEngine('embedded');
  await engine.describe();
  const master = (atATime) => async (round) => {
    const path = scratchPath(`mastering-${round}-${atATime}.wav`);
    await masterDisc(disc, path, engine, { atATime });
    return () => rmSync(path);
  };
  const seconds = await interleave(quick ? 2 : 3, {
    one: master(1),
    two: master(2),
    inTurn: withTool('ffmpeg', () => tracks.forEach((track) => decodeWithFfmpeg([track]))),
    together: withTool('ffmpeg', () => decodeWithFfmpeg(tracks)),
  });
  await engine.close();

  const audioSeconds = disc.frames / FRAMES_PER_SECOND;
  const speed = (name) => figure(seconds[name], (s) => audioSeconds / s);
  const minutes = `${Math.round(audioSeconds / 60)} min in all formats`;
  const line = { bench: 'mastering', unit: 'x real time' };
  return ['one', 'two'].flatMap((name) => [
    row({ ...line, what: `${minutes}, ${name} at a time`, ours: speed(name), peer: 'ffmpeg, a file after the other', theirs: speed('inTurn') }),
    row({ ...line, what: `${minutes}, ${name} at a time`, ours: speed(name), peer: 'ffmpeg, all files in one go', theirs: speed('together') }),
  ]);
}

function discOf(tracks) {
  const onDisc = [];
  let frames = 0;
  for (const track of tracks) {
    onDisc.push({ number: onDisc.length + 1, track, startFrame: frames, frames: trackFrames(track) });
    frames += trackFrames(track);
  }
  return { tracks: onDisc, frames };
}

/** Decodes the files in one process, each through the filters that mixpress uses for it, into a file of its own. */
function decodeWithFfmpeg(tracks) {
  const inputs = tracks.flatMap(({ path }) => ['-i', path]);
  const outputs = tracks.flatMap((track, i) => {
    const filters = filterChain(conversionOf(track));
    return ['-map', `${i}:a:0`, '-af', filters, '-f', 's16le', scratchPath('ffmpeg', `${i}.raw`)];
  });
  runTool('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...inputs, ...outputs]);
}
