/**
 * Outbound HTTP: public addresses only, few redirects, a time limit, a size limit. The address is checked when it is
 * connected to, so a host name cannot resolve differently after the check.
 */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Agent } from 'undici';
import { decodeAnswer } from './charset.ts';
import { checkTarget, FetchRefusedError, guardedLookup } from './target.ts';

export { FetchRefusedError };

const MAX_REDIRECTS = 3;
const TIMEOUT_MS = 10_000;
const MAX_BYTES = 5 * 1024 * 1024;

export interface FetchedPage {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  /** In the encoding that the answer names; see charset.ts. */
  readonly body: string;
  /** Where it came from after redirects. */
  readonly url: string;
}

export interface GuardedFetchOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Allows private addresses and any port, for intranets and tests. */
  readonly allowPrivate?: boolean;
  readonly signal?: AbortSignal;
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
  /** For the whole answer; 10 s when absent. */
  readonly timeoutMs?: number;
}

/** Connects to public addresses only, and to all; loaded with the first request, so that commands without one do not wait. */
async function loadClient() {
  const undici = await import('undici');
  const publicOnly: Agent = new undici.Agent({
    connect: { lookup: guardedLookup as never, timeout: TIMEOUT_MS },
  });
  return {
    fetch: undici.fetch,
    publicOnly,
    anywhere: new undici.Agent({ connect: { timeout: TIMEOUT_MS } }),
  };
}

let client: ReturnType<typeof loadClient> | undefined;

const tooLarge = () => new FetchRefusedError(`the answer is larger than ${MAX_BYTES} bytes`);

async function readLimited(body: AsyncIterable<Uint8Array> | null): Promise<Uint8Array> {
  if (!body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const unpack = promisify(gunzip);

/** The bytes of a file that is served packed without a header that says so, as `feed.xml.gz` is. */
async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  if (!(bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8)) return bytes;
  try {
    return await unpack(bytes, { maxOutputLength: MAX_BYTES });
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw error;
  }
}

/** Headers that may go to another origin after a redirect: no key, no cookie. */
const CARRIED = new Set(['accept', 'accept-language', 'user-agent']);

function carriedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => CARRIED.has(name.toLowerCase())));
}

/**
 * Fetches `address` as text. Throws FetchRefusedError for what the rules forbid, and network errors unchanged. Only
 * harmless headers go to another origin; a POST follows no redirect.
 */
export async function guardedFetch(address: string, options: GuardedFetchOptions = {}): Promise<FetchedPage> {
  const allowPrivate = options.allowPrivate ?? false;
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  const { method = 'GET', body: sent } = options;
  let headersOut = options.headers ?? {};
  let url = new URL(address);
  const { fetch, publicOnly, anywhere } = await (client ??= loadClient());
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    checkTarget(url, ['http:', 'https:'], allowPrivate);
    const response = await fetch(url, {
      redirect: 'manual',
      signal,
      dispatcher: allowPrivate ? anywhere : publicOnly,
      method,
      headers: headersOut,
      ...(sent === undefined ? {} : { body: sent }),
    });
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && response.status !== 304 && location) {
      await response.body?.cancel();
      if (method !== 'GET') throw new FetchRefusedError(`${url.host} redirects a POST`);
      const next = new URL(location, url);
      if (next.origin !== url.origin) headersOut = carriedHeaders(headersOut);
      url = next;
      continue;
    }
    const headers = new Map<string, string>();
    response.headers.forEach((value, name) => headers.set(name, value));
    const bytes = await unpacked(await readLimited(response.body as AsyncIterable<Uint8Array> | null));
    const body = await decodeAnswer(bytes, headers.get('content-type'));
    return { status: response.status, headers, body, url: url.href };
  }
  throw new FetchRefusedError(`more than ${MAX_REDIRECTS} redirects`);
}
