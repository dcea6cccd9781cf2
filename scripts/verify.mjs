/** `npm run verify`: format, lint, types, docs. Seconds, no services. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { checkNode, ensurePackages, root } from './steps.mjs';

const CHECKS = [
  ['format', 'node_modules/.bin/biome', ['format', '.']],
  ['lint', 'node_modules/.bin/oxlint', ['-c', 'oxlint.config.mjs', '--type-aware', '--deny-warnings']],
  ['types', 'node_modules/.bin/tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['client types', 'node_modules/.bin/tsc', ['--noEmit', '-p', 'dashboard/client/tsconfig.json']],
  ['docs', process.execPath, ['scripts/check-docs.mjs']],
];

function check([name, command, args]) {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    let output = '';
    const child = spawn(command.startsWith('/') ? command : join(root, command), args, { cwd: root });
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('error', (error) => resolve({ name, ok: false, output: String(error), seconds: 0 }));
    child.on('exit', (code) => {
      const seconds = (performance.now() - startedAt) / 1000;
      resolve({ name, ok: code === 0, output, seconds });
    });
  });
}

checkNode();
await ensurePackages();
const results = await Promise.all(CHECKS.map(check));
for (const { name, ok, output, seconds } of results) {
  if (!ok) process.stdout.write(output);
  process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(1)} s)\n`);
}
process.exit(results.every((result) => result.ok) ? 0 : 1);
