/** Many readers at once, open live streams, and a health check beside them: what was answered, and when. */
import { Agent, request } from 'node:http';

export interface LoadOptions {
  readonly url: string;
  readonly token: string;
  readonly readers: number;
  readonly streams: number;
  /** Paths of heavy pages; every reader asks for all of them again and again, each from another place on. */
  readonly paths: readonly string[];
  /** Ends when this resolves; what is under way then is waited for. */
  readonly until: Promise<unknown>;
  /** A request without an answer for so long counts as lost. */
  readonly patienceMs: number;
}

export interface Percentiles {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

export interface LoadResult {
  readonly byStatus: Readonly<Record<string, number>>;
  /** Requests without a whole answer, with the reason. */
  readonly lost: readonly string[];
  /** Milliseconds. */
  readonly pages: Percentiles;
  readonly health: Percentiles;
  /** Live streams that were opened. */
  readonly open: number;
}

export function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), most: at(1) };
}

interface Asked {
  readonly agent: Agent;
  readonly token: string;
  readonly patienceMs: number;
}

/** The status of a whole answer; rejects where the connection breaks or nothing comes. */
export function askWhole(url: string, { agent, token, patienceMs }: Asked): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    const sent = request(url, { agent, headers, timeout: patienceMs }, (answer) => {
      answer.on('data', () => {});
      answer.on('end', () => {
        if (answer.complete) resolve(answer.statusCode ?? 0);
        else reject(new Error('half an answer'));
      });
      answer.on('error', reject);
      answer.on('close', () => reject(new Error('half an answer')));
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer in ${patienceMs} ms`)));
    sent.on('error', reject);
    sent.end();
  });
}

/** Opens `/live` and holds it; how to close it. Streams beyond the allowed number are refused. */
function openStream(url: string, token: string): Promise<{ status: number; close(): void }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    const sent = request(`${url}/live`, { agent: new Agent(), headers }, (answer) => {
      answer.on('data', () => {});
      answer.on('error', () => {});
      resolve({ status: answer.statusCode ?? 0, close: () => sent.destroy() });
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Loads the server until the end. */
export async function loadServer(options: LoadOptions): Promise<LoadResult> {
  const { url, token, readers, streams, paths, patienceMs } = options;
  let over = false;
  void options.until.then(() => {
    over = true;
  });
  const byStatus: Record<string, number> = {};
  const lost: string[] = [];
  const pages: number[] = [];
  const health: number[] = [];
  const read = async (path: string, times: number[], asked: Asked) => {
    const from = performance.now();
    try {
      const status = await askWhole(`${url}${path}`, asked);
      if (times === pages) byStatus[status] = (byStatus[status] ?? 0) + 1;
    } catch (error) {
      lost.push(`${path}: ${(error as Error & { code?: string }).code ?? (error as Error).message}`);
    }
    times.push(performance.now() - from);
  };
  const live = await Promise.all(Array.from({ length: streams }, () => openStream(url, token)));
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const asked = { agent, token, patienceMs };
  const reader = async (i: number) => {
    for (let n = i; !over; n += 1) await read(paths[n % paths.length]!, pages, asked);
  };
  const checker = async () => {
    while (!over) {
      await read('/healthz', health, asked);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await Promise.all([checker(), ...Array.from({ length: readers }, (_, i) => reader(i))]);
  for (const one of live) one.close();
  agent.destroy();
  const open = live.filter(({ status }) => status === 200).length;
  return { byStatus, lost, pages: percentiles(pages), health: percentiles(health), open };
}

/** The heavy pages of the two example incidents. */
export const HEAVY_PATHS: readonly string[] = [
  '/',
  '/brands/spotify',
  '/brands/whatsapp?range=all&bucket=day',
  '/incidents/spotify-2015',
  '/compare?incident=spotify-2015&incident=whatsapp-2016',
  '/compare/file?incident=spotify-2015&incident=whatsapp-2016&format=png',
  '/mentions?brand=spotify',
  '/mentions?brand=spotify&q=privacy',
  '/brands/spotify/chart?format=png',
  '/brands/spotify/chart?format=svg',
  '/mentions/export?brand=whatsapp&format=csv',
  '/reports/week?brand=spotify',
  '/reports/incidents/spotify-2015',
  '/api/v1/brands/spotify/series',
  '/api/v1/compare?incident=spotify-2015&incident=whatsapp-2016',
];
