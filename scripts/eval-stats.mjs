/** `npm run eval:stats` */
import { join } from 'node:path';
import { checkNode, ensurePackages, root, run } from './steps.mjs';

checkNode();
await ensurePackages();
const tsx = join(root, 'node_modules/.bin/tsx');
process.exit(
  await run(tsx, ['scripts/eval-stats/main.ts', ...process.argv.slice(2)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  }),
);
