/** Words that the project gave up, with the word to use instead, and a reader that finds them in any text. */

/** `pattern` is matched against lower-case text in which identifiers are split into their words. */
export interface HouseWord {
  readonly word: string;
  readonly pattern: RegExp;
  readonly use: string;
}

const word = (name: string, pattern: string, use: string): HouseWord => ({
  word: name,
  pattern: new RegExp(`(?<![a-z])(?:${pattern})(?![a-z])`, 'g'),
  use,
});

export const HOUSE_WORDS: readonly HouseWord[] = [
  word('ledger', 'ledgers?', 'database, store'),
  word('doorbell', 'doorbells?|bells?', 'job queue'),
  word('ring', 'rings?|rang|rung|ringing', 'job, enqueue'),
  word('calm', 'calm(?:er|ly|ness)?', 'no open spike, detection checkpoint'),
  word('quiet', 'quiet(?:er|ly)?(?!.(?:hours?|launch)(?![a-z]))', 'no open spike, detection checkpoint'),
  word('looked at in full', 'look(?:ed|s|ing)? at in full', 'full scan'),
  word('loud', 'loud from|too loud', 'alarm threshold'),
  word('early', '(?<!too )early (?:alarms?|hours?|findings?|spikes?)', 'partial hour, provisional'),
  word('aged', 'aged', 'expired'),
  word('outdated', 'outdated', 'stale'),
  word('settle', '(?<!all )settl(?:e|es|ed|ing)', 'save scores, commit, drain'),
  word('told', 'told(?! apart)|telling(?! apart)', 'notified, notification, alert kind'),
  word('held back', '(?:held|holds?|holding) back', 'suppressed'),
  word('grave', 'grave(?:r|st|ly)?', 'severe, higher, highest'),
  word('grade', 'grad(?:e|es|ed|ing)', 'severity'),
  word('fold', '(?<!\\d.)fold(?:s|ed|ing)?', 'near-duplicate, fingerprint'),
  word('copies', 'copies(?! (?:the|what|it|them|a|every|sqlite) )', 'duplicates'),
  word('lane', 'lanes?', 'listing'),
  word('walk', 'walk(?:s|ed|ing)?', 'pagination, spike detector, scan'),
  word(
    'source notice',
    'source notices?|silent (?:source|collector)s?|silence of (?:a|the) source',
    'outage',
  ),
  word('attention series', 'attention series', 'news and page-view series'),
  word('surprise', 'surpris(?:e|es|ed|ing|ingly)', 'negLog10P, −log10 p'),
  word('slow burn', 'slow.burns?', 'drift (CUSUM)'),
  word('band', 'bands?', 'prediction interval'),
  word('policy record', 'policy records?', 'policy snapshot'),
  word('proposal', 'proposals?', 'candidate change'),
  word('flap', 'flap(?:s|ped|ping)?', 'revert'),
  word('fact', '(?<!in )facts?', 'installation setting, known event'),
  word('answer', "(?:response )?answer drafts?|draft answers?|company(?:'s|’s) answers?", 'response draft'),
  word('noun', 'nouns?', 'repository, table'),
  word('hot path', 'hot paths?', 'bulk write'),
  word('take page', 'tak(?:e|es|ing) (?:a )?pages?', 'ingest page'),
  word('keep spikes', 'keep(?:s|ing)? spikes?', 'save spikes'),
  word('anew', 'anew', 'again'),
];

/** Files that were named for what they are not: the name says what the file does. */
export const FILE_NAMES =
  /^(?:beside|every|hot|nouns|without|words|take-page|keep-spikes|collecting|counts-seen|aged-known|working-bell|ring|still-quiet|quiet|walk-state|known-facts)$/;

/** A percent sign after a blank; the remainder of a division has a number or a name behind it. */
const PERCENT = /\d %(?! \d| [\w.]+\s*[;)\],=<>])/;

export interface Hit {
  readonly file: string;
  readonly line: number;
  readonly word: string;
  readonly text: string;
  readonly use: string;
}

/** `loudFrom`, `LOUD_FROM` and `loud-from` as words in lower case, each line for itself. */
function inWords(line: string): string {
  return line
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
}

/**
 * The old words of a file, in identifiers, strings and comments alike. A phrase that a line break divides is found
 * too: each line is read with the first word of the next one.
 */
export function houseWords(file: string, text: string): Hit[] {
  const hits: Hit[] = [];
  const stem = (file.split('/').at(-1) as string).replace(/(\.test)?\.\w+$/, '');
  if (FILE_NAMES.test(stem)) hits.push({ file, line: 0, word: 'file name', text: stem, use: 'what it does' });
  const lines = text.split('\n');
  for (const [i, raw] of lines.entries()) {
    const own = inWords(raw);
    const next = inWords(lines[i + 1] ?? '').replace(/^[\s*/#]+/, '');
    const line = `${own} ${next.split(/\s/).slice(0, 2).join(' ')}`;
    for (const { word, pattern, use } of HOUSE_WORDS)
      for (const found of line.matchAll(pattern))
        if (found.index < own.length) hits.push({ file, line: i + 1, word, text: raw.trim(), use });
    if (PERCENT.test(raw))
      hits.push({ file, line: i + 1, word: 'percent', text: raw.trim(), use: '25%, without a space' });
  }
  return hits;
}
