/** A process that gives a thread one piece of work and has nothing more to do. */
import { HANG_MS } from '../../test/support/eventually.ts';
import { threadFile } from './start.ts';
import { workThread } from './work-thread.ts';

const file = threadFile(import.meta.url, './work.fixture');
const thread = workThread<string, string>({
  file,
  limitMs: 60_000,
  megabytes: 64,
  waiting: 1,
  idleMs: 9 * HANG_MS,
});
process.stdout.write(await thread.run('a'));
