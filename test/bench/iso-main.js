/** Writes the image of a folder in a process of its own, and prints the most memory that took, in bytes. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { planImage } from '../../dist/discs/iso/plan.js';
import { writeImage } from '../../dist/discs/iso/write.js';

const [folder, image] = process.argv.slice(2);
const files = readdirSync(folder).map((path) => {
  const source = join(folder, path);
  return { path, bytes: statSync(source).size, content: { path: source } };
});
const plan = planImage(files, { volumeId: 'BENCH', date: new Date(0), plain: false });
await writeImage(image, files, plan);
process.stdout.write(String(process.resourceUsage().maxRSS * 1024));
