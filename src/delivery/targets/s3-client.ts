import { AwsV4Signer } from 'aws4fetch';
import { lasting, passing, refused } from '../delivery-error.ts';
import { httpCall, type HttpAnswer, type HttpCall } from './http-call.ts';
import { statusError } from './http-put.ts';

export interface S3Account {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | null;
  readonly region: string;
}

/** SHA-256 of nothing. */
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export interface S3Call extends Omit<HttpCall, 'body'> {
  readonly body?: Uint8Array;
  /** Lower-case hex, of the body. */
  readonly sha256?: string;
}

/** Makes one call with a Signature Version 4 on it, which covers the body too. */
export async function s3Call(account: S3Account, call: S3Call): Promise<HttpAnswer> {
  const { accessKeyId, secretAccessKey, sessionToken, region } = account;
  const headers = { ...call.headers, 'x-amz-content-sha256': call.sha256 ?? EMPTY };
  const signer = new AwsV4Signer({
    ...{ method: call.method, url: call.url.href, headers, accessKeyId, secretAccessKey, region, service: 's3' },
    ...(sessionToken === null ? {} : { sessionToken }),
  });
  const signed = await signer.sign();
  return httpCall({ ...call, headers: Object.fromEntries(signed.headers) });
}

/** The text of the first element of that name in an answer of S3; null where there is none. */
export function elementOf(xml: string, name: string): string | null {
  const from = xml.indexOf(`<${name}>`);
  const to = xml.indexOf(`</${name}>`, from);
  return from < 0 || to < 0 ? null : decodeEntities(xml.slice(from + name.length + 2, to));
}

function decodeEntities(text: string): string {
  const named: Readonly<Record<string, string>> = {
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    amp: '&',
    '#34': '"',
    '#39': "'",
  };
  return text.replace(/&(lt|gt|quot|apos|amp|#34|#39);/g, (_all, name: string) => named[name]!);
}

/** What an answer means that isn't the wanted one. S3 tells errors also in answers of status 200. */
export function s3Error(answer: HttpAnswer, url: URL): Error {
  const code = elementOf(answer.text, 'Code');
  const said = code === null ? '' : ` (${code})`;
  switch (code) {
    case 'NoSuchBucket':
      return lasting('target-refused', `${url.host} has no such bucket${said}`, { hint: 'make it, or check its name' });
    case 'InvalidAccessKeyId':
    case 'SignatureDoesNotMatch':
    case 'AccessDenied':
      return refused(`${url.host} refuses the credentials${said}`, 'check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
    case 'ConditionalRequestConflict':
      return passing('target-unreachable', `somebody else is putting ${url.href}${said}`, { hint: 'try again later' });
    case 'NotImplemented':
      return lasting('target-refused', `${url.host} can't promise that nothing is overwritten${said}`, {
        hint: 'deliver to another storage',
      });
    case 'PermanentRedirect':
    case 'AuthorizationHeaderMalformed':
      return lasting('target-refused', `the bucket is in another region${said}`, { hint: 'add ?region=REGION' });
    default:
      return statusError({ ...answer, status: answer.status === 200 ? 500 : answer.status }, url);
  }
}
