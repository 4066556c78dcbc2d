import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { deliveryError } from '../../../src/delivery/delivery-error.ts';
import { findTarget } from '../../../src/delivery/targets/index.ts';
import { itOnDiskAsync } from '../../cli/tmpfs.ts';
import { tempDir } from '../../outside.ts';
import { parcelOf, sendTo, worldWith } from '../sending.ts';

const dir = tempDir();
const far = join(dir, 'far');
const world = worldWith({});

beforeEach(() => {
  rmSync(far, { recursive: true, force: true });
  mkdirSync(far);
});

describe('a delivery to a folder', () => {
  it('takes a path or the address of a file', () => {
    expect(findTarget(pathToFileURL(far).href)).toMatchObject({ kind: { id: 'folder' }, address: far });
    expect(findTarget('discs').address).toBe(join(process.cwd(), 'discs'));
    expect(findTarget('C:\\discs').kind.id).toBe('folder');
    for (const address of ['file://elsewhere/x%00', 'ftp://host/x', 'mailto:a@b', 'hot:'])
      expect(() => findTarget(address)).toThrow(expect.objectContaining({ code: 'target-invalid', exitCode: 2 }));
  });

  it('never makes the folder: a share may not be mounted', async () => {
    const parcel = await parcelOf(dir, 'a.zip', Buffer.from('a'));
    await expect(sendTo(join(far, 'none'), parcel, world)).rejects.toMatchObject({
      ...{ code: 'target-unreachable', lasting: false, hint: 'make it, or mount the share' },
    });
    writeFileSync(join(far, 'file'), '');
    await expect(sendTo(join(far, 'file'), parcel, world)).rejects.toMatchObject({ code: 'target-unreachable' });
    expect(readdirSync(far)).toEqual(['file']);
  });

  it('never writes through links', async () => {
    const parcel = await parcelOf(dir, 'a.zip', Buffer.from('a'));
    symlinkSync(join(dir, 'elsewhere'), join(far, `.${parcel.key}.mixpress-partial`));
    await expect(sendTo(far, parcel, world)).rejects.toMatchObject({ code: 'ELOOP' });
    expect(existsSync(join(dir, 'elsewhere'))).toBe(false);
    rmSync(join(far, `.${parcel.key}.mixpress-partial`));
    symlinkSync(join(dir, 'elsewhere'), join(far, 'a.zip'));
    await expect(sendTo(far, parcel, world)).rejects.toMatchObject({ code: 'name-taken' });
    expect(existsSync(join(dir, 'elsewhere'))).toBe(false);
  });

  it.each(['while it is copied', 'before it gets its name'])('tells a folder that vanishes %s', async (when) => {
    const parcel = await parcelOf(dir, 'a.zip', Buffer.alloc(3 << 20, 1));
    const { kind, address } = findTarget(far);
    const unmount = (): void => rmSync(far, { recursive: true, force: true });
    const early = when === 'while it is copied';
    const { send } = await kind.open(address, world);
    const sending = send(parcel, {
      ...{ progress: null, signal: new AbortController().signal },
      onProgress: (bytes) => void (early && bytes > 0 && unmount()),
      keep: early ? () => undefined : unmount,
    });
    const failure: unknown = await sending.catch((error: unknown) => error);
    expect(deliveryError(failure, far)).toMatchObject({ lasting: false, message: expect.stringContaining(far) });
    expect(existsSync(far)).toBe(false);
    mkdirSync(far);
    expect(await sendTo(far, parcel, world)).toMatchObject({ found: false });
  });

  itOnDiskAsync('size=1m', 'tells a full disk, shows nothing, and goes on when there is room', async (disk) => {
    const bytes = Buffer.alloc(3 << 20, 1);
    const parcel = await parcelOf(dir, 'large.zip', bytes);
    await expect(sendTo(disk.path, parcel, world)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(readdirSync(disk.path)).not.toContain('large.zip');
    disk.remount('size=8m');
    expect(await sendTo(disk.path, parcel, world)).toMatchObject({ found: false });
    expect(readFileSync(join(disk.path, 'large.zip')).equals(bytes)).toBe(true);
  });

  itOnDiskAsync('size=1m', 'tells a disk that is read-only', async (disk) => {
    disk.remount('ro');
    const parcel = await parcelOf(dir, 'a.zip', Buffer.from('a'));
    await expect(sendTo(disk.path, parcel, world)).rejects.toMatchObject({ code: 'EROFS' });
  });
});

describe('a job ticket in a hot folder', () => {
  const hot = `hot:${far}`;

  it('counts as delivered where it was placed and the robot has taken it since', async () => {
    const parcel = await parcelOf(dir, 'job.JRQ', Buffer.from('JobID = 1\r\n'));
    const kept: unknown[] = [];
    await sendTo(hot, parcel, world, kept);
    rmSync(join(far, 'job.JRQ'));
    // The process died before it could write down that it was done.
    expect(await sendTo(hot, parcel, world, kept)).toMatchObject({ found: false });
    expect(readdirSync(far)).toEqual([]);
  });

  it('is placed where the process died just before', async () => {
    const parcel = await parcelOf(dir, 'job.jdf', Buffer.from('JOB_ID=1\n'));
    writeFileSync(join(far, `.${parcel.key}.mixpress-partial`), 'JOB_ID=1\n');
    await sendTo(hot, parcel, world, [{ placing: true }]);
    expect(readdirSync(far)).toEqual(['job.jdf']);
  });

  it('is not data, which is sent anew where it is gone', async () => {
    const parcel = await parcelOf(dir, 'disc.iso', Buffer.from('data'));
    await sendTo(hot, parcel, world, [{ placing: true }]);
    expect(readdirSync(far)).toEqual(['disc.iso']);
  });
});
