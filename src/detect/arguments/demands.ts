/**
 * What posts ask of the company, by rules on their sentences. A rule matches what is asked for, not what is reported: "they
 * apologised" and "no need to apologise" ask for nothing.
 */
import type { Demand } from './argument.ts';

interface Rule {
  readonly demand: Demand;
  readonly asks: RegExp;
  /** Does not count where the words before it end so. */
  readonly unless: RegExp;
}

const NOT = String.raw`(?:not|never|no longer|without|[a-z]+n['’]t)`;
/** "not", up to three words before. */
const NEGATED = new RegExp(String.raw`\b${NOT}(?:\s+[\w'’]+){0,3}\s*$|\bno\s*$`);
/** Where a plain "cannot" is the complaint itself: "cannot opt out" asks for an opt-out, "need not opt out" does not. */
const NO_WISH = new RegExp(
  String.raw`\b(?:(?:do|does|did|would)(?:n['’]t| not)|never)\s+(?:want|need|have|care|ask|plan)(?:\s+[\w'’]+){0,2}\s*$|\b(?:no need|need not|refuse[ds]?)\s+(?:to\s+)?$`,
);
const MINE = String.raw`(?:my|our|all|everything|(?:the|your) (?:users?|customers?|people)['’]?s?)`;
const DATA = String.raw`(?:data|accounts?|numbers?|phone numbers?|information|info|photos?|contacts?|history|posts?|messages?|records?|files?|address(?:es)?)`;
const SHOULD = String.raw`(?:should|must|needs? to|ha(?:s|ve) to|had better|ought to|please|go|time to|want (?:you|them) to|demand (?:that )?(?:you|they))`;
const BACK = String.raw`(?:reverse|revert|undo|withdraw|scrap|drop|rethink|reconsider|roll back|change back|take back)`;
const IT = String.raw`(?:it|this|that|these|the|your|their)`;
const PAST_LEAVING = String.raw`(?:deleted|deleting|cancel+ed|cancel+ing|uninstalled|uninstalling|closed|closing|unsubscribed|unsubscribing|boycotting|ditched|ditching|quit|quitting|left|leaving|dumped|dumping)`;

const RULES: readonly Rule[] = [
  {
    demand: 'opt_out',
    asks: /\bopt(?:ed|ing)?[- ]?(?:me |us )?out\b|\bmake (?:it|this) opt[- ]?in\b|\blet (?:me|us|people|users) (?:say no|refuse|object|decline|turn (?:it|this) off)\b|\b(?:turn|switch) (?:it|this) off\b/,
    unless: NO_WISH,
  },
  {
    demand: 'delete_data',
    asks: new RegExp(
      String.raw`\b(?:delete|erase|remove|wipe|destroy)\s+(?:\w+\s+)?${MINE}\s+(?:\w+\s+){0,2}?${DATA}\b|\b(?:my|our)\s+(?:\w+\s+)?${DATA}\s+(?:deleted|erased|removed|wiped)\b|\bright to (?:be forgotten|erasure)\b|\berasure request\b`,
    ),
    unless: NO_WISH,
  },
  {
    demand: 'refund',
    asks: /\b(?:refunds?|refunded|reimburse\w*|chargebacks?|compensat\w+)\b|\bmoney back\b/,
    unless: NO_WISH,
  },
  {
    demand: 'reverse',
    asks: new RegExp(
      String.raw`\b${SHOULD}\s+(?:\w+\s+)?${BACK}\b|(?:^|[,:]\s*|\bplease\s+|\bjust\s+)${BACK}\s+${IT}\b|\b(?:roll|take|turn|change|put|bring|give)\s+(?:it|this|that|them|us|[\w]+\s+\w+|\w+)\s+back\b|\bback to (?:how|the way) it was\b|\bbring back\b|\bstop (?:this|doing this|it)\b`,
    ),
    unless: NEGATED,
  },
  {
    demand: 'explain',
    asks: new RegExp(
      String.raw`\b${SHOULD}\s+(?:\w+\s+)?(?:explain|clarify|answer|respond|come clean|be (?:honest|transparent))\b|(?:^|[,:]\s*)(?:explain|clarify|answer)\b|\bexplain (?:to me|to us|yourselves?)\b|\b(?:want|need|demand|owe (?:us|me)) (?:some |an |any )?(?:answers?|explanations?)\b|^(?:so |and |but )?why (?:do|does|did|is|are|was|were|should|would|has|have)\b`,
    ),
    unless: NEGATED,
  },
  {
    demand: 'apologise',
    asks: new RegExp(
      String.raw`\b${SHOULD}\s+(?:\w+\s+)?(?:apologi[sz]e|say sorry)\b|(?:^|[,:]\s*)apologi[sz]e\b|\bowes?\s+(?:\w+\s+){1,3}apology\b|\b(?:want|demand|expect|waiting for|where is|where['’]s)\s+(?:\w+\s+){0,2}apology\b`,
    ),
    unless: NEGATED,
  },
  {
    demand: 'leave',
    asks: new RegExp(
      String.raw`\b(?:i|we)(?:['’]m|['’]ve|['’]re| am| have| are)?(?:\s+(?:just|now|already|also|finally|both))?\s+${PAST_LEAVING}\b|^(?:just |finally |now )?${PAST_LEAVING}\b|\b(?:boycott|goodbye|bye bye|bye|so long)\b|\b(?:switching|switched|moving|moved|going) (?:over )?to\b|\bdone with\b|\bnever (?:again )?(?:use|using|buy|buying|shop|shopping|fly|flying|book|come|go)\w*\b(?:.*\bagain\b)?|\b(?:account|subscription|membership) (?:is )?(?:closed|cancel+ed|deleted)\b|\bnot renewing\b|\b(?:i will|i['’]ll|i am going to|i['’]m going to|going to) (?:leave|quit|cancel|switch|delete|uninstall)\b|\b(?:delete|cancel|uninstall|leave|quit) (?:the app|your account|my account|my subscription|the subscription)\b`,
    ),
    unless: NEGATED,
  },
];

export const DEMANDS: readonly Demand[] = RULES.map(({ demand }) => demand);

/** Longer posts are read up to here; rules are linear in what they read. */
const LONGEST = 1_000;
const SENTENCE = /[.!?…;\n\r]+(?:\s|$)|[\n\r]|\p{Extended_Pictographic}/u;

/** What a text asks for, each demand once. */
export function demandsOf(text: string): Demand[] {
  const sentences = text
    .slice(0, LONGEST)
    .toLowerCase()
    .split(SENTENCE)
    .map((one) =>
      one
        .replace(/https?:\/\/\S+|@[\w.-]+|[#"“”*_]/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((one) => one !== '');
  return RULES.filter(({ asks, unless }) =>
    sentences.some((sentence) => {
      const found = asks.exec(sentence);
      return found !== null && !unless.test(sentence.slice(0, found.index));
    }),
  ).map(({ demand }) => demand);
}
