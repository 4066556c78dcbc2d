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
import { runAtATime, withTool } from './tools.js';

export async function mastering({ quick }) {
  const tracks = await musicOf(quick ? 28 : 45);
  const disc = discOf(tracks);
  const engine = await openEngine('embedded');
  // The time that a decoder takes to start is the same for every disc: it is not what is measured here.
  await Promise.all([engine.measure(tracks[0].path), engine.measure(tracks[0].path)]);
  const master = (atATime) => async () => {
    const path = scratchPath('mastering', 'disc.wav');
    await masterDisc(disc, path, engine, { atATime });
    return () => rmSync(path);
  };
  const ffmpeg = (atATime, lists) =>
    withTool('ffmpeg', () => runAtATime(atATime, 'ffmpeg', lists.map(decodingBy(tracks))));
  const ofEach = tracks.map((track) => [track]);
  const seconds = await interleave(quick ? 1 : 3, {
    'one at a time': master(1),
    'two at a time': master(2),
    'ffmpeg, file by file': ffmpeg(1, ofEach),
    'ffmpeg, two files at a time': ffmpeg(2, ofEach),
    'ffmpeg, all in one process': ffmpeg(1, [tracks]),
  });
  await engine.close();
  rmSync(scratchPath('ffmpeg'), { recursive: true, force: true });

  const audioSeconds = disc.frames / FRAMES_PER_SECOND;
  const speed = (name) => figure(seconds[name], (s) => audioSeconds / s);
  const what = `disc of ${Math.round(audioSeconds / 60)} min, all formats`;
  return [
    ['one at a time', 'ffmpeg, file by file'],
    ['two at a time', 'ffmpeg, two files at a time'],
    ['two at a time', 'ffmpeg, all in one process'],
  ].map(([name, peer]) =>
    row({
      bench: 'mastering',
      what: `${what}, ${name}`,
      unit: 'x real time',
      ours: speed(name),
      peer,
      theirs: speed(peer),
    }),
  );
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

/** The arguments by which ffmpeg decodes some files, each through the filters that mixpress uses for it, into a file of its own. */
const decodingBy = (tracks) => (files) => {
  const inputs = files.flatMap(({ path }) => ['-i', path]);
  const outputs = files.flatMap((track, i) => {
    const filters = filterChain(conversionOf(track));
    const output = scratchPath('ffmpeg', `${tracks.indexOf(track)}.raw`);
    return ['-map', `${i}:a:0`, '-af', filters, '-f', 's16le', output];
  });
  return ['-nostdin', '-v', 'error', '-y', ...inputs, ...outputs];
};
