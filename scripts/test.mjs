/**
 * `npm test`: installs what is missing (packages, Redis, Chromium, PostgreSQL), builds, verifies, runs every test.
 * The last line is `N passed, N failed`, with `, N skipped` where any were; above it stand the files that took longest.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureEncoder } from './train/encoder/fetch.mjs';
import {
  checkNode,
  ensureBuilt,
  ensurePackages,
  ensureSystem,
  root,
  run,
  say,
  TEST_PROGRAMS,
} from './steps.mjs';

const SLOWEST = 15;

/** Seconds and name of the files that took longest; what they do before their first test is not counted. */
function slowestFiles(testResults) {
  return testResults
    .map(({ name, startTime, endTime }) => ({
      name: relative(root, name),
      seconds: (endTime - startTime) / 1000,
    }))
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, SLOWEST)
    .map(({ name, seconds }) => `${seconds.toFixed(0).padStart(5)} s  ${name}`);
}

checkNode();
// One waits for the network and for a compiler, the other for the network and the disk.
await Promise.all([ensurePackages(), ensureEncoder(), ensureSystem(Object.values(TEST_PROGRAMS))]);
await ensureBuilt();

let passed = 0;
let failed = 0;
let skipped = 0;

const verify = spawnSync(process.execPath, [join(root, 'scripts/verify.mjs')], {
  cwd: root,
  stdio: [0, 2, 2],
});
if (verify.status === 0) passed += 1;
else failed += 1;

const folder = mkdtempSync(join(tmpdir(), 'outcry-test-'));
const report = join(folder, 'report.json');
const args = [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
];
const status = await run(join(root, 'node_modules/.bin/vitest'), args, {
  stdio: ['ignore', 'inherit', 'inherit'],
});
try {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  passed += result.numPassedTests;
  failed += result.numFailedTests;
  skipped += result.numPendingTests + result.numTodoTests;
  say(`\nThe files that took longest:\n${slowestFiles(result.testResults).join('\n')}`);
  // A file that cannot even be loaded has no tests to count.
  failed += result.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0).length;
} catch (error) {
  say(`The tests left no report (${error.message}).`);
}
rmSync(folder, { recursive: true, force: true });
if (status !== 0 && failed === 0) failed += 1;
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exit(failed === 0 ? 0 : 1);
