/** `npm run test:hosts`: several hosts in network namespaces of this machine; needs root. */
import { join } from 'node:path';
import { checkNode, ensureBuilt, ensurePackages, ensureSystem, root, run } from './steps.mjs';

checkNode();
await ensurePackages();
await ensureSystem([
  ['redis-server', 'redis-server'],
  ['ip', 'iproute2'],
  [['pg_ctlcluster', 'initdb'], 'postgresql'],
]);
await ensureBuilt();
process.exit(
  await run(join(root, 'node_modules/.bin/tsx'), ['test/hosts/main.ts'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  }),
);
