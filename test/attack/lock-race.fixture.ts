/**
 * A starter of the lock's race: says that it is ready, reads the moment from its input, takes the lock then, says so, and
 * holds it until it is ended.
 */
import { once } from 'node:events';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { lockHolder, takeLock } from '../../src/ops/lock.ts';

const [dir = '', kind = ''] = process.argv.slice(2);

/** As release 0.1 did it: a stale file is removed, then made again. */
function takeByFile(): boolean {
  const path = join(dir, 'outcry.lock');
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, `${process.pid}`);
      closeSync(file);
      return true;
    } catch {
      const heldBy = lockHolder(dir);
      if (heldBy !== undefined) return false;
      // What lies between the look and the removal, also where one process runs at a time.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
      rmSync(path, { force: true });
    }
  }
  return false;
}

process.stdout.write('ready\n');
const [at] = (await once(process.stdin, 'data')) as [Buffer];
while (Date.now() < Number(at)) {
  // All begin in the same millisecond.
}
const got = kind === 'file' ? takeByFile() : !('heldBy' in takeLock(dir));
process.stdout.write(got ? 'got it\n' : 'refused\n');
setInterval(() => {}, 1_000);
