/**
 * `npm run verify`: format, lint, types, documents; no services. What needs no types comes first and ends it at once
 * where something is wrong; the type check keeps what it knows in `.cache`, so that a second run is quicker.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, ensurePackages, root } from './steps.mjs';

const CACHE = join(root, '.cache/types');
const lint = ['-c', 'oxlint.config.mjs', '--deny-warnings'];
const types = (name, config) => [
  '--noEmit',
  '--incremental',
  '--tsBuildInfoFile',
  join(CACHE, `${name}.tsbuildinfo`),
  '-p',
  config,
];

/** Checks of one step run side by side; a step that fails is the last. */
const STEPS = [
  [
    ['format', 'node_modules/.bin/biome', ['format', '.']],
    ['lint', 'node_modules/.bin/oxlint', lint],
    ['docs', process.execPath, ['scripts/check-docs.mjs']],
  ],
  [
    ['types', 'node_modules/.bin/tsc', types('main', 'tsconfig.json')],
    ['client types', 'node_modules/.bin/tsc', types('client', 'dashboard/client/tsconfig.json')],
    ['lint with types', 'node_modules/.bin/oxlint', [...lint, '--type-aware']],
  ],
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
mkdirSync(CACHE, { recursive: true });
for (const step of STEPS) {
  const results = await Promise.all(step.map(check));
  for (const { name, ok, output, seconds } of results) {
    if (!ok) process.stdout.write(output);
    process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(1)} s)\n`);
  }
  if (!results.every((result) => result.ok)) process.exit(1);
}
