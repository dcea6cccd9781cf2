/**
 * Bluesky's stream at 2,000 events a second with 5,000 brand terms into SQLite, in one process: how far it lags, what
 * it takes of a core, and whether its memory grows. The server is a process of its own.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../../config/env.ts';
import { systemClock } from '../../src/domain/clock.ts';
import { sourceSchema } from '../../src/source/registry.ts';
import { listen } from '../../workers/stream.ts';
import { brandOf, openTestInstallation } from '../../test/support/installation.ts';

export interface StreamBench {
  readonly events: number;
  readonly perSecond: number;
  readonly mentions: number;
  /** Posts about the brand that are not in the database. */
  readonly missed: number;
  readonly lagMs: { readonly p50: number; readonly p99: number; readonly most: number };
  /** CPU seconds a second, of this process. */
  readonly cores: number;
  /** Resident memory after a sixth of the time and at the end, MB. */
  readonly memory: { readonly partialHour: number; readonly end: number };
}

const TERMS = 5_000;

async function startServer(perSecond: number, seconds: number) {
  const script = join(packageRoot, 'scripts/bench/stream-server.ts');
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', script, String(perSecond), String(seconds), 'Fernway'],
    {
      cwd: packageRoot,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { url, child };
}

export async function benchStream(perSecond = 2_000, seconds = 60): Promise<StreamBench> {
  const dir = mkdtempSync(join(tmpdir(), 'outcry-stream-'));
  const others = Array.from({ length: TERMS / 5 - 1 }, (_, i) =>
    brandOf(`other-${i}`, `Other${i}`, {
      terms: [`othra${i}x`, `qu${i}ven`, `zim${i} music`, `${i}tal app`, `#stop${i}now`],
    }),
  );
  const brands = [brandOf('fernway', 'Fernway', { terms: ['Fernway'] }), ...others];
  const { url, child } = await startServer(perSecond, seconds);
  const installation = await openTestInstallation({
    dir,
    env: { OUTCRY_FETCH_PRIVATE: '1' },
    config: {
      brands,
      sources: [sourceSchema.parse({ slug: 'bluesky', type: 'bluesky', endpoints: [url] })],
    },
  });
  const end = new AbortController();
  const listening = listen(installation.ctx, installation.config.sources[0]!, end.signal);
  const lags: number[] = [];
  const memory: number[] = [];
  const cpu = process.cpuUsage();
  const from = performance.now();
  const state = () => installation.store.read.sources.state('bluesky');
  while (performance.now() - from < seconds * 1000) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const until = (await state())?.completeUntil;
    if (until !== undefined) lags.push(systemClock() - until);
    memory.push(process.memoryUsage.rss() / 1e6);
  }
  const used = process.cpuUsage(cpu);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  end.abort();
  await listening;
  child.kill('SIGTERM');
  const { pending } = await installation.store.read.mentions.countByState();
  await installation.close();
  rmSync(dir, { recursive: true, force: true });
  const sorted = lags.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  const events = perSecond * seconds;
  return {
    events,
    perSecond,
    mentions: pending,
    missed: Math.floor(events / 100) - pending,
    lagMs: { p50: at(0.5), p99: at(0.99), most: at(1) },
    cores: (used.user + used.system) / 1e6 / seconds,
    memory: {
      partialHour: Math.round(memory[Math.floor(memory.length / 6)] ?? 0),
      end: Math.round(memory.at(-1) ?? 0),
    },
  };
}
