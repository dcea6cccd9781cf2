/** What only several processes on one database can show, whatever its driver. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { openStore } from '../../src/store/open.ts';
import { startNode } from '../support/cli.ts';
import { makeBrands } from './store-opened.ts';

const SCRIPT = join(packageRoot, 'test/contract/store-writer.ts');
const WRITERS = 4;

/**
 * The cases; `place` gives the address of a new database that was never opened, `whole` looks at one that was written and
 * closed.
 */
export function processCases(
  name: string,
  place: () => Promise<string>,
  whole: (url: string) => void = () => undefined,
  transactions = 500,
): void {
  const write = (url: string, writer: string, count: number) =>
    startNode(['--import', 'tsx', SCRIPT, url, writer, String(count)], {}).exited;

  it(`${name} survives 4 writer processes × ${transactions} transactions: 0 failures, exact sums`, async () => {
    const url = await place();
    const store = await openStore(url, packageRoot);
    const [acme = 0] = await makeBrands(store, 'acme');
    const results = await Promise.all(
      Array.from({ length: WRITERS }, (_, i) => write(url, `w${i}`, transactions)),
    );
    expect(results.map((r) => r.stderr)).toEqual(results.map(() => ''));
    const reports = results.map(
      (r) => JSON.parse(r.stdout) as { failures: number; accepted: number; p99Ms: number },
    );
    process.stderr.write(`writers, ${name}: ${JSON.stringify(reports)}\n`);
    expect(reports.map((r) => r.failures)).toEqual([0, 0, 0, 0]);
    // Each writer's own mentions, and those that all four tried to insert once in all.
    const all = WRITERS * transactions + transactions;
    expect(reports.reduce((sum, r) => sum + r.accepted, 0)).toBe(all);
    const range = { brandId: acme, widthMs: 36e5, from: 0, to: Number.MAX_SAFE_INTEGER };
    const buckets = await store.read.counts.buckets(range);
    expect(buckets.reduce((sum, b) => sum + b.all, 0)).toBe(all);
    expect(await store.read.counts.audit()).toEqual([]);
    await store.close();
    whole(url);
  });

  it(`three processes may open and migrate a new database at the same time, ${name}`, async () => {
    const url = await place();
    const results = await Promise.all([write(url, 'w', 0), write(url, 'w', 0), write(url, 'w', 0)]);
    expect(results.map((r) => [r.code, r.stderr])).toEqual(results.map(() => [0, '']));
  });
}
