/** Packs a file as a bundle does, and prints the most memory that this took, in MB: `packing-main.js ARCHIVE FILE MADE`. */
import { packArchive } from '../../dist/bundle/archive.js';

const [archive, path, made] = process.argv.slice(2);
await packArchive(made, 'bench', [{ name: 'disc-1/disc.wav', source: { path }, store: true }], { archive });
process.stdout.write(String((process.resourceUsage().maxRSS * 1024) / 1e6));
