/**
 * `npm run test:long [-- FILE…]`: the tests of which `npm test` runs a short form, in full: every payload against every page
 * in Chromium, axe in all sizes and colours, kills and crashes as often as the guarantees promise. An hour or more.
 */
import { join } from 'node:path';
import { checkNode, ensureBuilt, ensurePackages, ensureSystem, root, run, TEST_PROGRAMS } from './steps.mjs';

checkNode();
await ensurePackages();
await ensureSystem(Object.values(TEST_PROGRAMS));
await ensureBuilt();
const words = process.argv.slice(2);
const files = words.length > 0 ? words : ['test/browser', 'test/chaos', 'test/contract', 'test/integration'];
process.exit(
  await run(join(root, 'node_modules/.bin/vitest'), ['run', '--project', 'integration', ...files], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, LONG: '1' },
  }),
);
