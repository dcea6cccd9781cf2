/** English word forms, so that a lexicon or pattern lists each word only once. */

/** Irregular past forms of the verbs in the packs. Own list. */
const IRREGULAR: Readonly<Record<string, string>> = {
  be: 'is are was were been being am',
  break: 'broke broken breaks breaking',
  buy: 'buys bought buying',
  catch: 'catches caught catching',
  do: 'does did done doing',
  fight: 'fights fought fighting',
  find: 'finds found finding',
  get: 'gets got gotten getting',
  give: 'gives gave given giving',
  go: 'goes went gone going',
  have: 'has had having',
  hear: 'hears heard hearing',
  hide: 'hides hid hidden hiding',
  keep: 'keeps kept keeping',
  know: 'knows knew known knowing',
  leave: 'leaves left leaving',
  lie: 'lies lied lying',
  lose: 'loses lost losing',
  make: 'makes made making',
  pay: 'pays paid paying',
  quit: 'quits quitting',
  read: 'reads reading',
  rip: 'rips ripped ripping',
  say: 'says said saying',
  see: 'sees saw seen seeing',
  sell: 'sells sold selling',
  send: 'sends sent sending',
  shut: 'shuts shutting',
  speak: 'speaks spoke spoken speaking',
  steal: 'steals stole stolen stealing',
  sue: 'sues sued suing',
  take: 'takes took taken taking',
  notify: 'tells told telling',
  throw: 'throws threw thrown throwing',
  write: 'writes wrote written writing',
};

const DOUBLING = /^(?:[^aeiou]*[aeiou][^aeiouwxy]|cancel|admit|commit|permit|unplug|backpedal|label)$/;

/**
 * All forms of a verb or noun: the word, -s, -ed, -ing, with the usual spelling rules.
 * `inflect('spy')` is spy, spies, spied, spying. May include forms that do not exist, which does no harm.
 */
export function inflect(word: string): string[] {
  const irregular = IRREGULAR[word];
  if (irregular !== undefined) return [word, ...irregular.split(' ')];
  if (/[^aeiou]y$/.test(word)) {
    const stem = word.slice(0, -1);
    return [word, `${stem}ies`, `${stem}ied`, `${word}ing`];
  }
  if (word.endsWith('e')) {
    const stem = word.slice(0, -1);
    return [word, `${word}s`, `${word}d`, `${stem}ing`];
  }
  const plural = /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
  const forms = [word, plural, `${word}ed`, `${word}ing`];
  if (DOUBLING.test(word)) {
    const last = word.at(-1) ?? '';
    forms.push(`${word}${last}ed`, `${word}${last}ing`);
  }
  return forms;
}
