/** `npx tsx scripts/train/print-agreement.ts`: the figures of agreement in the README of `scripts/train/texts/writers`. */
import { join } from 'node:path';
import { packageRoot } from '../../config/env.ts';
import { readWritten, summary } from './agreement.ts';

const folder = join(packageRoot, 'scripts/train/texts/writers');
const lines = [folder, join(folder, 'validation')].flatMap((one) => readWritten(one));
process.stdout.write(`${summary(lines)}\n`);
