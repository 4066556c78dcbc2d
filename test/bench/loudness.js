/** How fast loudness is measured, against the meter of the system's ffmpeg on the same files. */
import { openEngine } from '../../dist/audio/engine.js';
import { FRAMES_PER_SECOND } from '../../dist/base/frames.js';
import { trackFrames } from '../../dist/model/track.js';
import { figure, interleave } from './measure.js';
import { musicOf } from './music.js';
import { row } from './table.js';
import { runAtATime, withTool } from './tools.js';

export async function loudness({ quick }) {
  const tracks = await musicOf(quick ? 14 : 28);
  const engine = await openEngine('embedded');
  await Promise.all([engine.measure(tracks[0].path), engine.measure(tracks[0].path)]);
  const measure = (atATime) => async () => {
    const waiting = [...tracks];
    const work = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await engine.measure(next.path);
    };
    await Promise.all(Array.from({ length: atATime }, work));
  };
  const ffmpeg = (atATime) => withTool('ffmpeg', () => runAtATime(atATime, 'ffmpeg', tracks.map(measuring)));
  const seconds = await interleave(quick ? 1 : 3, {
    'one at a time': measure(1),
    'two at a time': measure(2),
    'ffmpeg, file by file': ffmpeg(1),
    'ffmpeg, two files at a time': ffmpeg(2),
  });
  await engine.close();

  const audioSeconds = tracks.reduce((sum, track) => sum + trackFrames(track), 0) / FRAMES_PER_SECOND;
  const speed = (name) => figure(seconds[name], (s) => audioSeconds / s);
  return [
    ['one at a time', 'ffmpeg, file by file'],
    ['two at a time', 'ffmpeg, two files at a time'],
  ].map(([name, peer]) =>
    row({
      bench: 'loudness',
      what: `${Math.round(audioSeconds / 60)} min with true peaks, all formats, ${name}`,
      unit: 'x real time',
      ours: speed(name),
      peer,
      theirs: speed(peer),
    }),
  );
}

/** The arguments by which ffmpeg measures a file. */
function measuring({ path }) {
  const meter = 'ebur128=peak=true:framelog=verbose';
  return ['-nostdin', '-v', 'error', '-i', path, '-af', meter, '-f', 'null', '-'];
}
