/** One of several writer processes of the contract test: `tsx store-writer.ts URL NAME COUNT`. */
import { packageRoot } from '../../config/env.ts';
import { openStore } from '../../src/store/open.ts';
import { insertOf, scoreOf } from '../support/mentions.ts';

const [url = '', name = '', count = '0'] = process.argv.slice(2);
const store = await openStore(url, packageRoot);
let failures = 0;
let accepted = 0;
const times: number[] = [];
for (let i = 0; i < Number(count); i += 1) {
  const began = performance.now();
  try {
    accepted += await store.tx(async (tx) => {
      const brand = await tx.brands.bySlug('acme');
      const own = insertOf(i, [brand!.id], { externalId: `${name}-${i}` });
      const shared = insertOf(i, [brand!.id], { externalId: `shared-${i}` });
      const { ids } = await tx.mentions.insert([own, shared]);
      await tx.mentions.saveScores(ids.map((id) => ({ id, score: scoreOf(i), version: 'v' })));
      return ids.length;
    });
  } catch (error) {
    failures += 1;
    process.stderr.write(`${String(error)}\n`);
  }
  times.push(performance.now() - began);
}
await store.close();
times.sort((a, b) => a - b);
const p99Ms = Math.round(times[Math.floor(times.length * 0.99)] ?? 0);
process.stdout.write(`${JSON.stringify({ failures, accepted, p99Ms })}\n`);
