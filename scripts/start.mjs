/** `npm start`: installs what is missing, builds what has changed, runs everything. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { checkNode, ensureBuilt, ensurePackages, root } from './steps.mjs';

checkNode();
await ensurePackages();
await ensureBuilt();
const child = spawn(
  process.execPath,
  [join(root, 'dist/src/cli/main.js'), 'start', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
