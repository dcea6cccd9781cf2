/**
 * `npm run test:changed [-- REF]`: verifies, builds where a test needs it, and runs the tests that import a file changed since
 * REF; by default what is not committed, and on a branch all that main does not have.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkNode, ensureBuilt, ensurePackages, root, run } from './steps.mjs';

const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' });

/** Where this branch left main, or the last commit where main is checked out or not known. */
function startOfWork() {
  const base = git('merge-base', 'HEAD', 'main').stdout.trim();
  return base === '' ? 'HEAD' : base;
}

checkNode();
await ensurePackages();
const since = process.argv[2] ?? startOfWork();
if ((await run(process.execPath, [join(root, 'scripts/verify.mjs')])) !== 0) process.exit(1);
await ensureBuilt();
const args = ['run', '--changed', since, '--passWithNoTests'];
process.exit(
  await run(join(root, 'node_modules/.bin/vitest'), args, { stdio: ['ignore', 'inherit', 'inherit'] }),
);
