/** `npm run test:hosts`: several hosts in network namespaces of this machine; needs root. */
import { join } from 'node:path';
import { checkNode, ensureBuilt, ensurePackages, ensureSystem, root, run, TEST_PROGRAMS } from './steps.mjs';

checkNode();
await ensurePackages();
await ensureSystem([TEST_PROGRAMS.redis, TEST_PROGRAMS.postgres, ['ip', 'iproute2']]);
await ensureBuilt();
process.exit(
  await run(join(root, 'node_modules/.bin/tsx'), ['test/hosts/main.ts'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  }),
);
