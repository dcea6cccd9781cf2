/** Opens a database, which brings its schema up to date; the test kills it. Words: URL, folder of the package. */
import { openStore } from '../../src/store/open.ts';

const [url = '', packageRoot = ''] = process.argv.slice(2);
process.stdout.write('opening\n');
const from = performance.now();
const store = await openStore(url, packageRoot);
process.stdout.write(`open ${Math.ceil(performance.now() - from)}\n`);
await store.close();
