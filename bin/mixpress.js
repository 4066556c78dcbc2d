#!/usr/bin/env node
import { existsSync } from 'node:fs';

const built = new URL('../dist/command/main.js', import.meta.url);
if (!existsSync(built)) {
  process.stderr.write('error: mixpress is not built\nhint: run npm ci, or npm run build\n');
  process.exit(1);
}
const { main } = await import(built.href);
await main(process.argv.slice(2));
