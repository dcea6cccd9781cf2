/** `npm run bench` */
import { join } from 'node:path';
import { checkNode, ensurePackages, root, run } from './steps.mjs';

checkNode();
await ensurePackages();
const tsx = join(root, 'node_modules/.bin/tsx');
process.exit(await run(tsx, ['test/bench/main.ts'], { stdio: ['ignore', 'inherit', 'inherit'] }));
