import { needed } from '../credentials.ts';
import { badTarget } from '../delivery-error.ts';
import type { TargetKind, TargetWorld } from '../target.ts';
import type { S3Account } from './s3-client.ts';
import { readUrl } from './web-address.ts';

const FORM = 's3://bucket/prefix[?endpoint=https://host&region=REGION]';
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Storage that speaks the protocol of Amazon S3. */
export const s3: TargetKind = {
  id: 's3',
  form: FORM,
  summary:
    'storage that speaks S3; in parts with SHA-256 checksums that the storage verifies, goes on with a broken upload, only where nothing has the name',
  secrets: {
    AWS_ACCESS_KEY_ID: 'id of the access key',
    AWS_SECRET_ACCESS_KEY: 'the access key',
    AWS_SESSION_TOKEN: 'token, for temporary keys',
  },
  claims: (address) => /^s3:/i.test(address),
  parse: (address) => {
    const url = readUrl(address, ['s3'], FORM);
    if (!BUCKET.test(url.hostname) || url.port !== '' || url.username !== '') {
      throw badTarget(`${JSON.stringify(url.host)} is not the name of a bucket`, `write ${FORM}`);
    }
    const unknown = [...url.searchParams.keys()].find((key) => key !== 'endpoint' && key !== 'region');
    if (unknown !== undefined) throw badTarget(`S3 takes no ${JSON.stringify(unknown)}`, `write ${FORM}`);
    const endpoint = url.searchParams.get('endpoint');
    if (endpoint !== null) url.searchParams.set('endpoint', readUrl(endpoint, ['http', 'https'], FORM).origin);
    url.pathname = url.pathname.replace(/\/*$/, '');
    return url.href;
  },
  check: (address, world) => void accountFor(address, world),
  open: async (address, world) => {
    const account = accountFor(address, world);
    const { sendObject } = await import('./s3-upload.ts');
    const base = baseOf(new URL(address), account.region);
    return {
      send: (parcel, sending) => {
        const object = new URL(base + encodeURIComponent(parcel.name).replace(/'/g, '%27'));
        return sendObject(object, account, parcel, sending, world.patienceMs);
      },
      close: async () => undefined,
    };
  },
};

function accountFor(address: string, { secrets }: TargetWorld): S3Account {
  const url = new URL(address);
  const secret = (name: string): string => needed(secrets, name, `s3://${url.hostname}`);
  return {
    accessKeyId: secret('AWS_ACCESS_KEY_ID'),
    secretAccessKey: secret('AWS_SECRET_ACCESS_KEY'),
    sessionToken: secrets('AWS_SESSION_TOKEN'),
    region: url.searchParams.get('region') ?? 'us-east-1',
  };
}

/** What the names of objects are added to. Names of buckets with dots fit no certificate of Amazon's hosts. */
function baseOf(url: URL, region: string): string {
  const bucket = url.hostname;
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const prefix = parts.map((part) => `${encodeURIComponent(decodePart(part))}/`).join('');
  const endpoint = url.searchParams.get('endpoint');
  if (endpoint !== null) return `${endpoint}/${bucket}/${prefix}`;
  const host = `s3.${region}.amazonaws.com`;
  return bucket.includes('.') ? `https://${host}/${bucket}/${prefix}` : `https://${bucket}.${host}/${prefix}`;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
