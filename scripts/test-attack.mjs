/**
 * `npm run test:attack [-- FILE…]`: hostile input on every way in, hostile requests, load, and what other users of the
 * machine could read or write; all of it, where `npm test` tries a part. At most ten minutes.
 */
import { join } from 'node:path';
import { checkNode, ensureBuilt, ensurePackages, ensureSystem, root, run, TEST_PROGRAMS } from './steps.mjs';

checkNode();
await ensurePackages();
await ensureSystem([TEST_PROGRAMS.redis, TEST_PROGRAMS.postgres]);
await ensureBuilt();
process.exit(
  await run(
    join(root, 'node_modules/.bin/vitest'),
    ['run', '--project', 'attack', ...process.argv.slice(2)],
    { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, OUTCRY_ATTACK: 'long' } },
  ),
);
