// The command starts in half the time where it is made of few files instead of thousands, packages included. Threads and the
// decoder's process are entries of their own, found beside whoever starts them.
import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';

/** Packages that bring programs or data of their own, and one that starts slower within. */
const KEPT_OUTSIDE = ['better-sqlite3', 'better-sqlite3-napi', 'bwip-js', 'dejavu-fonts-ttf', 'node-av', 'ssh2'];

export default defineConfig({
  input: {
    main: './src/cli/main.ts',
    'decoder-main': './src/audio/embedded/decoder-main.ts',
    'catalogue-thread': './src/library/catalogue-thread.ts',
    'copy-thread': './src/discs/copy-thread.ts',
    'reading-thread': './src/library/reading-thread.ts',
  },
  platform: 'node',
  external: KEPT_OUTSIDE.map((name) => new RegExp(`^${name}(/|$)`)),
  output: { dir: 'dist/command', cleanDir: true },
  plugins: [{ name: 'licenses', generateBundle: emitLicenses }],
});

/** Writes beside the command what the packages that are a part of it say of their licenses. */
function emitLicenses() {
  const packages = [...this.getModuleIds()].flatMap(
    (id) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id) ?? [],
  );
  const source = [...new Set(packages)].sort().map(licenseOf).join('\n');
  this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source });
}

function licenseOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  return `${name} ${version} (${license})\n\n${texts.map((file) => readFileSync(`${folder}/${file}`, 'utf8')).join('\n')}`;
}
