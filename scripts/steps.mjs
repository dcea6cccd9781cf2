/**
 * What the two commands do before anything is installed or built. Plain JavaScript without packages, because
 * nothing else is there yet.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureGoodHeaders } from './sqlite-headers.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const LEAST_NODE = [20, 19];
const SOURCES = [
  'src',
  'workers',
  'dashboard',
  'config',
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
];

/** Ends with one clear line. */
export function giveUp(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Runs a command with its output shown on stderr; resolves to its exit status. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
    child.on('error', () => resolve(127));
    child.on('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1)));
  });
}

export function has(command) {
  return spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantMajor, wantMinor] = LEAST_NODE;
  if (major > wantMajor || (major === wantMajor && minor >= wantMinor)) return;
  giveUp(
    `Outcry needs Node ${LEAST_NODE.join('.')} or newer; this is ${process.versions.node}. See https://nodejs.org`,
  );
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(process.version)
    .digest('hex');
}

/** better-sqlite3 is compiled where its prebuilt file cannot be had. */
function sqliteLoads() {
  const script = "new (require('better-sqlite3'))(':memory:').close()";
  return spawnSync(process.execPath, ['-e', script], { cwd: root, stdio: 'ignore' }).status === 0;
}

/** Installs the packages when they are missing or the lock file has changed since. */
export async function ensurePackages() {
  const stamp = join(root, 'node_modules/.outcry-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()) return;
  say('Installing packages (a few minutes the first time: the database driver may have to be compiled) …');
  // Not `npm ci`: it refuses a lock file that lacks the optional packages of other systems.
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const status = await run('npm', args, { env: { ...process.env, NODE_ENV: 'development' } });
  if (status !== 0 || !sqliteLoads()) {
    const missing = ['python3', 'make', 'g++'].filter((tool) => !has(tool));
    if (missing.length > 0) {
      giveUp(
        `The database driver has to be compiled, and ${missing.join(', ')} is missing. On Debian: apt-get install -y python3 make g++`,
      );
    }
    giveUp('The packages could not be installed; the lines above say why. Check the network and try again.');
  }
  if (!(await ensureGoodHeaders({ root, run, say }))) {
    giveUp(
      'The database driver could not be compiled for this Node; the lines above say why. Node 20, 22 or 24.18 need no such step.',
    );
  }
  writeFileSync(stamp, lockHash());
}

function newest(path) {
  const info = statSync(path);
  if (!info.isDirectory()) return info.mtimeMs;
  return Math.max(info.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** The one script of the pages, for browsers that know Trusted Types and dialogs. */
async function buildClient() {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints: ['dashboard/client/main.ts'],
    outfile: 'dist/dashboard/assets/client.js',
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome111', 'firefox113', 'safari16.4'],
    legalComments: 'none',
    logLevel: 'warning',
  });
}

/** In a process of its own: making a cluster takes memory that nobody gives back. */
async function buildQueueTemplate() {
  const script = `const { makeEmbeddedTemplate } = await import('./dist/src/queue/embedded.js');
    await makeEmbeddedTemplate('dist/queue-template');`;
  const status = await run(process.execPath, ['--input-type=module', '-e', script]);
  if (status !== 0) giveUp('The empty queue was not made; the lines above say why.');
}

/** The presets of imports, parsed once instead of by each import. */
async function buildImportPresets() {
  const script = `(await import('./dist/config/import-presets.js')).buildImportPresets()`;
  const status = await run(process.execPath, ['--input-type=module', '-e', script]);
  if (status !== 0) giveUp('The import presets were not read; the lines above say why.');
}

/** Compiles when a source is newer than the last build. */
export async function ensureBuilt({ force = false } = {}) {
  const stamp = join(root, 'dist/.built');
  const fresh =
    existsSync(stamp) && statSync(stamp).mtimeMs > Math.max(...SOURCES.map((s) => newest(join(root, s))));
  if (fresh && !force) return;
  say('Building …');
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const status = await run(process.execPath, [tsc, '-p', 'tsconfig.build.json']);
  if (status !== 0) giveUp('The build failed; the lines above say where.');
  await buildClient().catch(() => giveUp('The script of the pages was not built; the lines above say why.'));
  chmodSync(join(root, 'dist/src/cli/main.js'), 0o755);
  await buildQueueTemplate();
  await buildImportPresets();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
}

/** Programs that tests run, each with the package that brings it. */
export const TEST_PROGRAMS = {
  redis: ['redis-server', 'redis-server'],
  chromium: ['chromium', 'chromium'],
  // Debian keeps initdb out of the path.
  postgres: [['pg_ctlcluster', 'initdb'], 'postgresql'],
  pgbouncer: [['pgbouncer', '/usr/sbin/pgbouncer'], 'pgbouncer'],
};

/** Installs Debian packages that the tests need and the machine lacks: `[[command, package], …]`. */
export async function ensureSystem(wanted) {
  const there = (commands) => [commands].flat().some(has);
  const missing = wanted.filter(([commands]) => !there(commands)).map(([, name]) => name);
  if (missing.length === 0) return;
  const hint = `Install ${missing.join(' and ')} with your system's package manager, e.g. sudo apt-get install -y ${missing.join(' ')}`;
  if (!has('apt-get')) giveUp(`The tests need programs that are not here. ${hint}`);
  const admin = process.getuid?.() === 0 ? [] : has('sudo') ? ['sudo', '-n'] : undefined;
  if (!admin)
    giveUp(`The tests need programs that are not here, and this user may not install them. ${hint}`);
  say(`Installing ${missing.join(', ')} from the system's packages …`);
  const apt = (...args) => {
    const [command, ...rest] = [...admin, 'apt-get', '-qq', ...args];
    return run(command, rest, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  };
  await apt('update');
  const status = await apt('install', '-y', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0', ...missing);
  if (status !== 0 || wanted.some(([commands]) => !there(commands))) giveUp(`That did not work. ${hint}`);
}
