/** `npm run soak [-- MINUTES]`: memory and queue age under a steady load. */
import { join } from 'node:path';
import { checkNode, ensureBuilt, ensurePackages, root, run } from './steps.mjs';

checkNode();
await ensurePackages();
await ensureBuilt();
const tsx = join(root, 'node_modules/.bin/tsx');
process.exit(
  await run(tsx, ['test/chaos/soak.ts', ...process.argv.slice(2)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  }),
);
