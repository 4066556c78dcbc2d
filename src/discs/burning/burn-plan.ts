import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { AppError, ExitCode, systemErrorReason } from '../../base/errors.ts';
import { formatDuration } from '../../base/duration.ts';
import { formatBytes } from '../../base/bytes.ts';
import { framesToMs } from '../../base/frames.ts';
import { contentId } from '../../base/ids.ts';
import { escapeControl } from '../../base/text.ts';
import type { Copy } from '../../model/disc.ts';
import type { Burner, BurnSource, LoadedDisc } from '../../tools/burner.ts';
import { BURNERS } from '../../tools/burners.ts';
import { hasImage, hasTracks, lackOfAudio } from '../made-audio.ts';
import { readMadeDisc, type MadeDisc } from '../made-disc.ts';
import { FLAC_FILE_NAME } from '../sheets/sheet.ts';

/** A disc that is to be burned. */
export interface BurnPlan {
  readonly title: string;
  readonly source: BurnSource;
  /** Of 2352 bytes for audio, else of 2048. */
  readonly sectors: number;
  readonly copies: readonly Copy[];
  /** Whether it is known which copies there are: an image alone may be burned as often as anybody likes. */
  readonly isCounted: boolean;
}

const IMAGE_SECTOR_BYTES = 2048;

/**
 * What there is to burn at `path`: the folder of a disc, or an image, which is one copy unless it lies beside its disc.json.
 *
 * @throws AppError `no-disc`, `disc-damaged`, `disc-compressed`, `disc-too-large`, `disc-is-tree`
 */
export async function planBurn(path: string): Promise<BurnPlan> {
  const disc = await readMadeDisc(path);
  if (disc === null) return planImage(resolve(path));
  if (disc.sectors > disc.capacitySectors)
    throw new AppError('disc-too-large', `${escapeControl(disc.title)} needs more than a ${disc.media} has`, {
      hint: 'make it for a larger medium',
      exitCode: ExitCode.usage,
    });
  return planMade(disc);
}

async function planMade(disc: MadeDisc): Promise<BurnPlan> {
  const { folder, sectors, copies, content } = disc;
  const title = escapeControl(disc.title);
  if (content.kind === 'tree')
    throw new AppError('disc-is-tree', `${title} is a folder of files, and images are burned`, {
      hint: 'make it without --data-form tree',
      exitCode: ExitCode.usage,
    });
  if (content.kind === 'audio') {
    const [toc, sheet] = ['disc.toc', 'disc.cue'];
    await sizeOf(join(folder, toc));
    // Where each track is a file of its own there is no cue sheet; where there is a FLAC, that is what it names.
    const isThere = async (name: string): Promise<boolean> =>
      (await stat(join(folder, name)).catch(() => null)) !== null;
    const isImage = await isThere(sheet);
    if (!(await (isImage ? hasImage(disc) : hasTracks(disc, content)))) throw await lackOfAudio(disc);
    const cue = isImage && !(await isThere(FLAC_FILE_NAME)) ? sheet : null;
    return { title, sectors, copies, isCounted: true, source: { kind: 'audio', folder, toc, cue } };
  }
  const plan = await planImage(join(folder, content.name));
  if (plan.sectors !== sectors)
    throw new AppError('disc-damaged', `${content.name} is not as long as its disc.json says`, {
      hint: 'unpack its bundle again, or make it anew',
      exitCode: ExitCode.damaged,
    });
  return { ...plan, title, copies, isCounted: true };
}

async function planImage(path: string): Promise<BurnPlan> {
  const bytes = await sizeOf(path);
  return {
    title: escapeControl(basename(path)),
    source: { kind: 'image', path },
    sectors: Math.ceil(bytes / IMAGE_SECTOR_BYTES),
    copies: [{ id: contentId('image', path, bytes), number: 1, serial: '' }],
    isCounted: false,
  };
}

async function sizeOf(path: string): Promise<number> {
  const info = await stat(path).catch((error: unknown) => systemErrorReason(error));
  if (typeof info !== 'string' && info.isFile() && info.size > 0) return info.size;
  throw new AppError(
    'disc-damaged',
    `can't burn ${path}: ${typeof info === 'string' ? info : 'it is empty, or no file'}`,
    {
      hint: 'unpack its bundle again, or make it anew',
      exitCode: ExitCode.damaged,
    },
  );
}

/** The program that burns it: the one that was asked for, or the first that is there. Throws AppError `no-burner`. */
export async function pickBurner({ source }: BurnPlan, asked: string | null): Promise<Burner> {
  const able = BURNERS.filter(({ takes }) => takes(source));
  const wanted = asked === null ? able : able.filter(({ id }) => id === asked);
  if (wanted.length === 0)
    throw new AppError(
      'no-burner',
      `${escapeControl(asked!)} can't burn ${source.kind === 'audio' ? 'such audio CDs' : 'images'}`,
      {
        hint: `choose ${able.map(({ id }) => id).join(' or ')}`,
        exitCode: ExitCode.usage,
      },
    );
  for (const burner of wanted) if (await burner.isThere()) return burner;
  throw new AppError('no-burner', `none of ${wanted.map(({ id }) => id).join(', ')} is installed`, {
    hint: `install ${wanted[0]!.id}`,
  });
}

/** Throws AppError `disc-not-blank` or `disc-too-small` where the disc in the drive can't take the plan. */
export function checkLoaded({ isBlank, sectors, name }: LoadedDisc, plan: BurnPlan, device: string): void {
  const what = name === null ? 'the disc' : `the disc (${escapeControl(name)})`;
  if (!isBlank)
    throw new AppError('disc-not-blank', `${what} in ${device} is not blank`, {
      hint: 'put a blank disc in, or blank a rewritable one, and run the same command again',
    });
  if (sectors !== null && sectors < plan.sectors)
    throw new AppError(
      'disc-too-small',
      `${what} in ${device} has room for ${sizeText(sectors, plan)}, and ${plan.title} needs ${sizeText(plan.sectors, plan)}`,
      { hint: 'put a larger disc in, and run the same command again' },
    );
}

/** A number of sectors for people. */
export function sizeText(sectors: number, { source }: Pick<BurnPlan, 'source'>): string {
  return source.kind === 'audio'
    ? formatDuration(framesToMs(sectors), { fraction: true })
    : formatBytes(sectors * IMAGE_SECTOR_BYTES);
}

/**
 * Reads an image back from where it was burned and compares it; null where all is well, else what differs. A drive reads audio
 * with an offset of its own, so audio can't be compared like this.
 */
export async function compareBurned(
  image: string,
  device: string,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<string | null> {
  const path = device.replace(/^stdio:/, '');
  const burned = await open(path, 'r').catch((error: unknown) => systemErrorReason(error));
  if (typeof burned === 'string') return `it can't be read back from ${path}: ${burned}`;
  try {
    const { size } = await stat(image);
    const buffer = Buffer.alloc(1 << 20);
    let at = 0;
    for await (const piece of createReadStream(image, { highWaterMark: buffer.length }) as AsyncIterable<Buffer>) {
      signal.throwIfAborted();
      const { bytesRead } = await burned.read(buffer, 0, piece.length, at);
      if (bytesRead < piece.length || !buffer.subarray(0, bytesRead).equals(piece))
        return `what is read back differs from the image within the sectors from ${Math.floor(at / IMAGE_SECTOR_BYTES)}`;
      at += bytesRead;
      onProgress(at / size);
    }
    return null;
  } catch (error) {
    signal.throwIfAborted();
    return `it can't be read back from ${path}: ${systemErrorReason(error)}`;
  } finally {
    await burned.close();
  }
}
