// The command starts in two thirds of the time where it is made of few files instead of hundreds. Packages stay what they are, and
// so do threads and the decoder's process: each is an entry, found beside whoever starts it.
import { isAbsolute } from 'node:path';
import { build } from 'rolldown';

await build({
  input: {
    main: './src/cli/main.ts',
    'decoder-main': './src/audio/embedded/decoder-main.ts',
    'copy-thread': './src/discs/copy-thread.ts',
    'reading-thread': './src/library/reading-thread.ts',
  },
  cwd: import.meta.dirname,
  platform: 'node',
  external: (id) => !id.startsWith('.') && !isAbsolute(id),
  output: { dir: 'dist/command', cleanDir: true },
});
