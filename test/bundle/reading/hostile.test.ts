/** Archives that somebody made to do harm, by Python's own hand, and what becomes of them. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/base/hash.ts';
import { LIMITS } from '../../../src/bundle/reading/trusted-files.ts';
import { hasTool, itWith, runTool, tempDir } from '../../outside.ts';
import { bundleEntries, faultsOf, FOLDER, NO_KEYS, pack, text, unpack } from '../packed.ts';

const dir = tempDir();

/**
 * Lets lines of Python write archives, each by its path; `z` is a zipfile, `t` a tarfile, `info` and `add` make entries of
 * it. One process makes them all.
 */
function python(lines: Readonly<Record<string, string>>): void {
  const program = `import io,json,sys,tarfile,warnings,zipfile
warnings.simplefilter('ignore')
def info(name,kind=None,link=''):
  i=tarfile.TarInfo(name); i.linkname=link
  if kind: i.type=kind
  return i
def add(t,name,data=b'x'):
  i=tarfile.TarInfo(name); i.size=len(data); t.addfile(i,io.BytesIO(data))
sums=('0'*64+'  a.txt\\n').encode()
for path,line in json.load(sys.stdin).items():
  if path.endswith('.zip'):
    z=t=zipfile.ZipFile(path,'w',zipfile.ZIP_DEFLATED)
    z.writestr('m/SHA256SUMS',sums)
  else:
    t=tarfile.open(path,'w:gz' if path.endswith('gz') else 'w',format=tarfile.PAX_FORMAT)
    add(t,'m/SHA256SUMS',sums)
  exec(line)
  t.close()`;
  const run = runTool('python3', ['-c', program], { input: JSON.stringify(lines) });
  if (run.status !== 0) throw new Error(run.stderr);
}

const zips: readonly (readonly [string, string, RegExp])[] = [
  ['a way out', "z.writestr('m/../../evil','x')", /leads out/],
  ['an absolute name', "z.writestr('/etc/evil','x')", /absolute/],
  ['a name of Windows', "z.writestr('m/C:evil','x')", /no name should have/],
  ['backslashes', "i=zipfile.ZipInfo('x'); i.filename='m\\\\..\\\\evil'; z.writestr(i,'x')", /no name should have/],
  ['a control character', "i=zipfile.ZipInfo('x'); i.filename='m/a\\x1b[2J'; z.writestr(i,'x')", /no name should have/],
  [
    'a link',
    "i=zipfile.ZipInfo('m/link'); i.create_system=3; i.external_attr=0o120777<<16; z.writestr(i,'/etc')",
    /a link/,
  ],
  ['a name twice', "z.writestr('m/a.txt','x'); z.writestr('m/a.txt','y')", /twice/],
  ['a name twice but for case', "z.writestr('m/a.txt','x'); z.writestr('m/A.TXT','y')", /twice/],
  ['a file in a file', "z.writestr('m/a.txt','x'); z.writestr('m/a.txt/b','y')", /twice/],
  ['a strange method', "z.writestr('m/a.txt','x',compress_type=zipfile.ZIP_BZIP2)", /method 12/],
  ['files in each other', "z.writestr('m/a.txt','x'*99); z.filelist[-1].header_offset=0", /lie in each other|header/],
];

const tars: readonly (readonly [string, string, RegExp])[] = [
  ['a way out', "add(t,'../evil')", /leads out/],
  ['an absolute name', "add(t,'/tmp/evil')", /absolute/],
  ['a long way out', "add(t,'../'*60+'evil')", /leads out/],
  ['a link', "t.addfile(info('m/link',tarfile.SYMTYPE,'/etc'))", /a link/],
  ['a hard link', "t.addfile(info('m/link',tarfile.LNKTYPE,'/etc/passwd'))", /a link/],
  ['a device', "t.addfile(info('m/null',tarfile.CHRTYPE))", /neither a file nor a folder/],
  ['a pipe', "t.addfile(info('m/fifo',tarfile.FIFOTYPE))", /neither a file nor a folder/],
  ['a name twice', "add(t,'m/a.txt'); add(t,'m/A.txt')", /twice/],
];

const kinds = [
  ['zip', zips],
  ['tar', tars],
  ['tar.gz', tars],
] as const;

/** Where one of them lies: nothing else may come into being, not even in `deep/out`. */
const nestOf = (extension: string, what: string): string => join(dir, `${extension}-${what.replaceAll(' ', '-')}`);
const many = join(dir, 'many.zip');
const liars = ['bomb', 'liar'].map((name) => join(dir, `${name}.zip`)) as [string, string];

beforeAll(() => {
  if (!hasTool('python3')) return;
  const lines: Record<string, string> = { [many]: "[z.writestr('m/%d'%i,'') for i in range(200)]" };
  for (const path of liars) lines[path] = "z.writestr('m/a.txt',b'\\0'*900_000)";
  for (const [extension, cases] of kinds) {
    for (const [what, line] of cases) {
      mkdirSync(join(nestOf(extension, what), 'deep/out'), { recursive: true });
      lines[join(nestOf(extension, what), `evil.${extension}`)] = line;
    }
  }
  python(lines);
  for (const [path, bytes] of [
    [liars[0], 150_000_000],
    [liars[1], 10],
  ] as const) {
    const zip = readFileSync(path);
    zip.writeUInt32LE(bytes, zip.lastIndexOf(Buffer.from('504b0102', 'hex')) + 24);
    writeFileSync(path, zip);
  }
});

describe.each(kinds)('a %s', (extension, cases) => {
  for (const [what, , reason] of cases) {
    itWith(['python3'], `with ${what} is refused before anything is written`, async () => {
      const nest = nestOf(extension, what);
      const path = join(nest, `evil.${extension}`);
      const asked = unpack(path, join(nest, 'deep/out'));
      await expect(asked).rejects.toMatchObject({ exitCode: 7, message: expect.stringMatching(reason) });
      expect(await faultsOf(path)).toEqual([expect.stringMatching(/bundle-(refused|damaged)$/)]);
      const left = readdirSync(nest, { recursive: true, encoding: 'utf8' });
      expect(left.sort()).toEqual(['deep', 'deep/out', `evil.${extension}`]);
      expect(existsSync('/tmp/evil') || existsSync('/etc/evil')).toBe(false);
    });
  }
});

describe('a bomb', () => {
  itWith(['python3'], 'is refused by what it tells of itself, before it goes off', async () => {
    expect(await faultsOf(liars[0])).toEqual(['- bundle-refused']);
    const asked = unpack(liars[0], join(dir, 'bomb'));
    await expect(asked).rejects.toMatchObject({ hint: expect.stringContaining('--max-ratio') });
    expect(await faultsOf(many, NO_KEYS, { ...LIMITS, files: 200 })).toEqual(['- bundle-refused']);
    expect(await faultsOf(many, NO_KEYS, { ...LIMITS, files: 201 })).not.toContain('- bundle-refused');
    expect(await faultsOf(many, NO_KEYS, { ...LIMITS, bytes: 10 })).toEqual(['- bundle-refused']);
  });

  itWith(['python3'], 'that tells too little of itself is found out', async () => {
    expect(await faultsOf(liars[1])).toContain('a.txt bundle-file-damaged');
  });

  it('of zeros behind the end of a tar is not read to its end', async () => {
    const packed = await pack(join(dir, 'plain.tar'), bundleEntries(dir), { archive: 'tar' });
    const padded = join(dir, 'padded.tar.gz');
    writeFileSync(padded, gzipSync(Buffer.concat([readFileSync(packed), Buffer.alloc(3_000_000)])));
    expect(await faultsOf(padded)).toEqual(['- bundle-refused']);
  });
});

describe('a folder to unpack into', () => {
  it('is left where a link in it would lead elsewhere', async () => {
    const packed = await pack(join(dir, 'good.zip'), bundleEntries(dir));
    const [out, elsewhere] = [join(dir, 'linked'), join(dir, 'elsewhere')];
    mkdirSync(out);
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, join(out, FOLDER));
    await expect(unpack(packed, out)).rejects.toMatchObject({ code: 'file-in-the-way' });
    expect(readdirSync(elsewhere)).toEqual([]);
  });
});

describe('what is not a bundle', () => {
  it.each([
    ['nothing', ''],
    ['text', 'title,genre\n'],
    ['a ZIP without its end', 'PK\u0003\u0004'],
    ['an empty ZIP', Buffer.from(`504b0506${'0'.repeat(36)}`, 'hex')],
    ['gzip of text', gzipSync('hello')],
    ['the start of age', 'age-encryption.org/v1\n-> X25519'],
    ['zeros', Buffer.alloc(2048)],
  ])('is told: %s', async (_what, content) => {
    const path = join(dir, 'strange');
    writeFileSync(path, content);
    const faults = await faultsOf(path);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.join()).toMatch(/bundle-(unknown|damaged)|sums-missing/);
  });

  it('is told of files that are no archives at all', async () => {
    await expect(faultsOf(join(dir, 'nowhere'))).rejects.toMatchObject({ code: 'bundle-unreadable', exitCode: 2 });
    await expect(faultsOf('/dev/null')).rejects.toMatchObject({ code: 'bundle-unreadable' });
  });
});

describe('a list of checksums', () => {
  const [a, b] = [`${sha256('a')}  a.txt\n`, `${sha256('b')}  b.txt\n`];
  const cases: readonly (readonly [list: string, faults: readonly string[]])[] = [
    [a, []],
    [`${sha256('b')}  a.txt\n`, ['a.txt sum-wrong']],
    [a + b, ['b.txt file-missing']],
    ['', ['a.txt file-unlisted']],
    ['nonsense\n', ['SHA256SUMS sums-broken']],
    [a + a, ['SHA256SUMS sums-broken']],
  ];

  itWith(['python3'], 'that lies, lacks or repeats is told', async () => {
    const path = (n: number): string => join(dir, `sums-${n}.tar`);
    const line = (list: string): string =>
      `t.close(); t=tarfile.open(path,'w'); add(t,'m/a.txt',b'a'); add(t,'m/SHA256SUMS',${JSON.stringify(list)}.encode())`;
    python(Object.fromEntries(cases.map(([list], n) => [path(n), line(list)])));
    for (const [n, [, faults]] of cases.entries()) expect(await faultsOf(path(n))).toEqual(faults);
  });
});

it('finds sheets and JSON that name what is not there', async () => {
  const entries = bundleEntries(dir).filter(({ name }) => !/\.(?:json|cue|toc)$/.test(name));
  const packed = await pack(join(dir, 'sheets.zip'), [
    ...entries,
    text('bundle.json', '{"discs":[{"folder":"disc-1"},{"folder":"disc-2"}]}'),
    text('disc-1/disc.cue', 'FILE "other.wav" WAVE\r\n'),
    text('disc-1/disc.toc', 'CD_DA\nFILE "disc.wav" 0\n'),
    text('disc-1/disc.json', '{"title":'),
  ]);
  expect(await faultsOf(packed)).toEqual([
    'bundle.json disc-missing',
    'disc-1/disc.cue sheet-broken',
    'disc-1/disc.json json-broken',
  ]);
});
