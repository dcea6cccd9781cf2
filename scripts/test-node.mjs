/**
 * `npm run test:node24 [-- WORDS]`: the tests on Node 24, in a copy of this checkout with packages of its own, since compiled
 * ones belong to one version. The npm packages `node-…` bring the program and the headers that the database driver is compiled
 * against. WORDS go to vitest, e.g. `--project unit`.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { giveUp, root, run, say } from './steps.mjs';

const VERSION = '24.21.0';
const system = { linux: 'linux', darwin: 'darwin' }[process.platform];
if (!system) giveUp(`There is no package of Node ${VERSION} for ${process.platform} that this script knows.`);
const name = `node-${system}-${process.arch}`;

const folder = mkdtempSync(join(tmpdir(), 'outcry-node24-'));
let status = 1;
try {
  say(`Installing Node ${VERSION} beside this one …`);
  const home = join(folder, 'node');
  mkdirSync(home);
  const args = ['install', '--prefix', home, '--no-audit', '--no-fund', '--loglevel=error'];
  if ((await run('npm', [...args, `${name}@${VERSION}`])) !== 0) giveUp(`${name}@${VERSION} cannot be had.`);
  const node = join(home, 'node_modules', name);
  const copy = join(folder, 'outcry');
  const listed = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', listed, { cwd: root, encoding: 'utf8', maxBuffer: 64e6 }).split('\0');
  for (const file of files.filter(Boolean)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  // The check of the docs asks git which files there are.
  for (const words of [
    ['init', '-q'],
    ['add', '-A'],
  ])
    execFileSync('git', words, { cwd: copy });
  const env = {
    ...process.env,
    PATH: [join(node, 'bin'), process.env.PATH].join(delimiter),
    // Headers for what has to be compiled.
    npm_config_nodedir: node,
  };
  status = await run(join(node, 'bin/node'), ['scripts/test.mjs', ...process.argv.slice(2)], {
    cwd: copy,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(status);
