/** `npm run bench`; `npm run bench -- --ten-million` asks the dashboard's questions of a database of that size too. */
import { join } from 'node:path';
import { checkNode, ensureBuilt, ensurePackages, root, run } from './steps.mjs';

checkNode();
await ensurePackages();
await ensureBuilt();
const tsx = join(root, 'node_modules/.bin/tsx');
process.exit(
  await run(tsx, ['scripts/bench/main.ts', ...process.argv.slice(2)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  }),
);
