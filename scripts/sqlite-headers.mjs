/**
 * From Node 24.19 on a database driver that was compiled against Node's own headers ends the process when memory is collected
 * (https://github.com/nodejs/node/issues/65446); compiled against those of 24.18 it runs on every 24. Prebuilt drivers are.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const GOOD = '24.18.1';

/** Whether `version` of Node has the headers in question. */
export function hasBadHeaders(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major === 24 && minor >= 19;
}

/** Compiles the driver again if it was compiled against such headers. Resolves to false if that failed. */
export async function ensureGoodHeaders({ root, run, say }) {
  const compiledHere = existsSync(join(root, 'node_modules/better-sqlite3/build/Makefile'));
  if (!hasBadHeaders(process.version) || !compiledHere) return true;
  say(`Compiling the database driver again, against the headers of Node ${GOOD} …`);
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const folder = mkdtempSync(join(tmpdir(), 'outcry-headers-'));
  try {
    const args = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error'];
    if ((await run('npm', [...args, `${name}@${GOOD}`])) !== 0) return false;
    const env = {
      ...process.env,
      npm_config_nodedir: join(folder, 'node_modules', name),
      npm_config_build_from_source: 'true',
    };
    return (await run('npm', ['rebuild', 'better-sqlite3', '--loglevel=error'], { env })) === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
