/** A site on loopback that speaks one API, with fault switches. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault, FaultPlan } from './faults.ts';

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A page of a list before faults touch it, or any other answer. */
export type FakeReply =
  | {
      readonly entries: readonly unknown[];
      /** The whole answer around entries; a site that shows a single one bare gets it as it is. */
      readonly wrap: (entries: unknown) => unknown;
      /** Requested with a page token. */
      readonly paged: boolean;
      /** Which of the site's lists the page is of, where it has several: pages repeat within a list. */
      readonly list?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> };

export interface FakeApi {
  answer(request: FakeRequest): FakeReply;
  /** What the site answers with 200 when it means an error. */
  readonly errorBody: unknown;
  readonly contentType?: string;
  /** Text of an answer; JSON when absent. */
  readonly print?: (whole: unknown) => string;
  /** A page with one entry shows it without a list around it. */
  readonly bareSingles?: boolean;
}

export interface FakeSite {
  readonly url: string;
  /** Requests so far, without robots.txt. */
  readonly requests: () => number;
  close(): Promise<void>;
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

const shuffled = <T>(list: readonly T[]): T[] => list.map((_, i) => list[(i * 7 + 3) % list.length]!);

/** A step of 7 meets every place only where the length is no multiple of 7. */
function disorder<T>(list: readonly T[]): T[] {
  return list.length % 7 === 0 ? list.toReversed() : shuffled(list);
}

export async function fakeSite(api: FakeApi, plan?: FaultPlan): Promise<FakeSite> {
  const print = api.print ?? ((whole: unknown) => JSON.stringify(whole));
  const before = new Map<string, readonly unknown[]>();
  let requests = 0;

  function send(response: ServerResponse, status: number, body: string, headers = {}): void {
    const type = api.contentType ?? 'application/json';
    response.writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      ...headers,
    });
    response.end(body);
  }

  /** Entries as the fault has them; undefined where it does not fit this page. */
  function touched(fault: Fault, entries: readonly unknown[], list: string): readonly unknown[] | undefined {
    if (entries.length === 0) return undefined;
    const last = before.get(list) ?? [];
    if (fault === 'empty') return [];
    if (fault === 'repeated') return last.length > 0 ? last : undefined;
    if (fault === 'replayed') return [...last, ...entries];
    if (fault === 'disorder') return disorder(entries);
    if (fault === 'doubled') return entries.flatMap((entry) => [entry, entry]);
    return entries;
  }

  function fail(fault: Fault, whole: string, paged: boolean, response: ServerResponse): boolean {
    if (fault === 'too-many') send(response, 429, '', { 'retry-after': '7' });
    else if (fault === 'server-error') send(response, 500, 'oops');
    else if (fault === 'hang') return true;
    else if (fault === 'truncated') send(response, 200, whole.slice(0, Math.floor(whole.length * 0.6)));
    else if (fault === 'html') send(response, 200, '<!doctype html><title>Maintenance</title>');
    else if (fault === 'error-object') send(response, 200, print(api.errorBody));
    else if (fault === 'reset' && paged) send(response, 400, print(api.errorBody));
    else if (fault === 'kill') {
      response.writeHead(200, { 'content-length': Buffer.byteLength(whole) });
      response.write(whole.slice(0, whole.length / 2), () => response.socket?.destroy());
    } else return false;
    return true;
  }

  async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    if (url.pathname === '/robots.txt') return send(response, 404, '');
    requests += 1;
    const body = await bodyOf(request);
    const { method = 'GET', headers } = request;
    const answer = api.answer({ method, path: url.pathname, query: url.searchParams, headers, body });
    if (!('entries' in answer)) return send(response, answer.status, answer.body, answer.headers);
    const list = answer.list ?? '';
    const fault = plan?.next();
    const bare = api.bareSingles && answer.entries.length === 1;
    const whole = print(answer.wrap(bare ? answer.entries[0] : answer.entries));
    const entries = fault === undefined ? undefined : touched(fault, answer.entries, list);
    if (fault !== undefined) {
      const fits = entries !== undefined && (fault !== 'reset' || answer.paged);
      if (!fits) plan?.postpone(fault);
      else {
        plan?.done.set(fault, (plan.done.get(fault) ?? 0) + 1);
        if (fail(fault, whole, answer.paged, response)) return;
        return send(response, 200, print(answer.wrap(entries)), answer.headers);
      }
    }
    before.set(list, answer.entries);
    send(response, 200, whole, answer.headers);
  }

  const server = createServer((request, response) => {
    reply(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
