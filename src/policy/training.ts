/**
 * Finds where a clause speaks of training or developing artificial intelligence. Companies say it in too many ways for a
 * list of phrases: "train our models", "to develop, improve and train our services, including our AI models", "machine
 * learning purposes", "training and fine-tuning large language models".
 */

/** Words `from` up to but not including `to`. */
export interface Training {
  readonly from: number;
  readonly to: number;
  /** It says "train"; otherwise develop, improve or the like. */
  readonly explicit: boolean;
}

const TRAIN = set(
  'train trains trained training retrain retrains retrained retraining pretrain pretrained pretraining finetune finetuned finetuning',
);
const TUNE = set('tune tunes tuned tuning');
const DEVELOP = set(
  'develop develops developed developing development improve improves improved improving improvement improvements build building create creating creation enhance enhances enhanced enhancing enhancement refine refining test testing evaluate evaluating evaluation optimize optimise optimizing optimising advance advancing power research researching teach teaching',
);
const AI = set('ai llm llms gpt genai chatbot chatbots');
const MODELS = set('model models algorithm algorithms classifier classifiers');
/** What may be trained with data, if "train" is said. */
const SYSTEMS = set(
  'recognition engine engines services service technologies technology systems system products product tools features software platform bots assistants assistant',
);
/** Models that are none of a computer's. */
const OTHER_MODELS = set(
  'business pricing revenue delivery subscription vehicle car device phone product role operating billing hardware handset service payment governance sharing threat',
);
/** Those who are trained, and what they attend. */
const STAFF = set(
  'employee employees staff personnel team teams worker workers agent agents contractor contractors volunteer volunteers driver drivers student students course courses session sessions materials material webinar webinars certification certifications workshop workshops awareness compliance colleagues representatives advisors teachers',
);
/** "Calls may be recorded for training purposes": of people. */
const CALLS = set(
  'call calls telephone phone recorded quality monitored coaching employee employees staff agents',
);
const DATA = set(
  'data content information inputs outputs prompts conversations chats messages posts files code',
);
const PAIRS: readonly (readonly [string, string])[] = [
  ['artificial', 'intelligence'],
  ['machine', 'learning'],
  ['deep', 'learning'],
  ['language', 'models'],
  ['language', 'model'],
  ['foundation', 'models'],
  ['neural', 'networks'],
  ['neural', 'network'],
  ['generative', 'ai'],
  ['generative', 'models'],
];
/** Words between a verb and its object: "train OpenAI's services and technologies, including our AI models". */
const REACH = 9;
const STAFF_REACH = 4;

function set(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/** The end of a name of artificial intelligence that begins at `at`; undefined if none does. */
function intelligenceAt(words: readonly string[], at: number): number | undefined {
  const [word = '', next = ''] = [words[at], words[at + 1]];
  if (PAIRS.some(([first, second]) => first === word && second === next)) return at + 2;
  return AI.has(word) || word === 'generative' ? at + 1 : undefined;
}

function modelAt(words: readonly string[], at: number): number | undefined {
  const end = intelligenceAt(words, at);
  if (end !== undefined) return end;
  return MODELS.has(words[at] ?? '') && !OTHER_MODELS.has(words[at - 1] ?? '') ? at + 1 : undefined;
}

function firstWithin(
  words: readonly string[],
  from: number,
  to: number,
  endAt: (words: readonly string[], at: number) => number | undefined,
): number | undefined {
  for (let at = from; at < Math.min(to, words.length); at += 1) {
    const end = endAt(words, at);
    if (end !== undefined) return end;
  }
  return undefined;
}

function trainingFrom(words: readonly string[], at: number): Training | undefined {
  const word = words[at] ?? '';
  const tuned = word === 'fine' && TUNE.has(words[at + 1] ?? '');
  if (TRAIN.has(word) || tuned) {
    const after = words.slice(at + 1, at + 1 + STAFF_REACH);
    const model = firstWithin(words, at + 1, at + 1 + REACH, modelAt);
    const staff = after.findIndex((one) => STAFF.has(one));
    if (staff >= 0 && (model === undefined || model > at + 1 + staff)) return undefined;
    // "model training", "training of AI" in one of its orders
    const before = modelAt(words, at - 1) !== undefined || intelligenceAt(words, at - 2) === at;
    const system = after.some((one) => SYSTEMS.has(one)) && word.startsWith('train') && word !== 'training';
    if (model !== undefined) return { from: at, to: model, explicit: true };
    // "we don't train on your data"
    const onData = words[at + 1] === 'on' && words.slice(at + 2, at + 6).some((one) => DATA.has(one));
    if (onData) return { from: at, to: at + 2, explicit: true };
    const purpose =
      word === 'training' && words[at + 1] === 'purposes' && !words.some((one) => CALLS.has(one));
    if (before || system || tuned || purpose) return { from: at, to: at + 1, explicit: true };
    return undefined;
  }
  if (DEVELOP.has(word)) {
    const end = firstWithin(words, at + 1, at + 1 + REACH, modelAt);
    return end === undefined ? undefined : { from: at, to: end, explicit: false };
  }
  const end = intelligenceAt(words, at);
  if (end === undefined) return undefined;
  const next = /^(?:related|based)$/.test(words[end] ?? '') ? end + 1 : end;
  const purpose = /^(?:purposes?|training|research|development)$/.test(words[next] ?? '');
  return purpose ? { from: at, to: next + 1, explicit: words[next] === 'training' } : undefined;
}

/** All mentions, left to right, without overlaps. Linear: each looks a bounded number of words ahead. */
export function findTraining(words: readonly string[]): Training[] {
  const found: Training[] = [];
  for (let at = 0; at < words.length; ) {
    const hit = trainingFrom(words, at);
    if (hit) found.push(hit);
    at = hit ? hit.to : at + 1;
  }
  return found;
}
