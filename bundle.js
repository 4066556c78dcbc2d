// The command starts in half the time where it is made of few files instead of thousands, packages included. Threads and the
// decoder's process are entries of their own, found beside whoever starts them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'rolldown';

const DIR = 'dist/command';
/** Packages that bring programs or data of their own, and one that starts slower within. */
const KEPT_OUTSIDE = ['better-sqlite3', 'better-sqlite3-napi', 'bwip-js', 'dejavu-fonts-ttf', 'node-av', 'ssh2'];

process.chdir(import.meta.dirname);
const { output } = await build({
  input: {
    main: './src/cli/main.ts',
    'decoder-main': './src/audio/embedded/decoder-main.ts',
    'copy-thread': './src/discs/copy-thread.ts',
    'reading-thread': './src/library/reading-thread.ts',
  },
  platform: 'node',
  external: KEPT_OUTSIDE.map((name) => new RegExp(`^${name}(/|$)`)),
  output: { dir: DIR, cleanDir: true },
});

const modules = output.flatMap((chunk) => chunk.moduleIds ?? []);
const packages = new Set(modules.flatMap((id) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id) ?? []));
writeFileSync(`${DIR}/LICENSES.txt`, [...packages].sort().map(licenseOf).join('\n'));

/** What a package says of itself and its license, for its code is part of the command. */
function licenseOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  return `${name} ${version} (${license})\n\n${texts.map((file) => readFileSync(`${folder}/${file}`, 'utf8')).join('\n')}`;
}
