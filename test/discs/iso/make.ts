/** Images for tests, and the folders that they are made of. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DiscFile } from '../../../src/discs/copy-files.ts';
import { planImage, type ImageOptions, type ImagePlan } from '../../../src/discs/iso/plan.ts';
import { writeImage } from '../../../src/discs/iso/write.ts';

export const OPTIONS: ImageOptions = {
  volumeId: 'Träume 1',
  date: new Date('2001-02-03T04:05:06Z'),
  plain: false,
};

/** Writes files below a folder. */
export function writeFiles(folder: string, contents: Readonly<Record<string, string>>): DiscFile[] {
  return Object.entries(contents).map(([path, text]) => {
    const source = join(folder, path);
    mkdirSync(dirname(source), { recursive: true });
    writeFileSync(source, text);
    return { path, bytes: Buffer.byteLength(text), content: { path: source } };
  });
}

/** Files whose contents are in memory. */
export function filesOf(contents: Readonly<Record<string, string>>): DiscFile[] {
  return Object.entries(contents).map(([path, text]) => ({
    path,
    bytes: Buffer.byteLength(text),
    content: { late: () => Buffer.from(text) },
  }));
}

/** Writes the image of files and returns its plan. */
export async function makeImage(
  path: string,
  files: readonly DiscFile[],
  options: Partial<ImageOptions> = {},
): Promise<ImagePlan> {
  const plan = planImage(files, { ...OPTIONS, ...options });
  await writeImage(path, files, plan);
  return plan;
}

/** 700 files in folders of 99, with names that are long, foreign, and alike but for their ends or their capitals. */
export function manyFiles(): Record<string, string> {
  const words = [
    'Ünïcode',
    '東京の夜の音楽',
    'Танец феи Драже',
    'שלום',
    'Ωμέγα',
    'plain ascii',
    'Café, naïve',
    'a.b.c',
  ];
  return Object.fromEntries(
    Array.from({ length: 700 }, (_, i) => {
      const folder = `${String(Math.floor(i / 99) * 99 + 1).padStart(3, '0')} disc`;
      const name = `${words[i % words.length]!.repeat(1 + (i % 3))} ${i % 2 ? 'SAME' : 'same'}`.slice(0, 44);
      return [`${folder}/${name} ${String(i).padStart(3, '0')}.mp3`, `content ${i} `.repeat((i * 37) % 400)];
    }),
  );
}
