/** How a source sounds: a tweet, a reply, a forum comment, a review or a headline. */
import type { Scenario } from '../../config/schema/scenario.ts';
import type { Random } from '../domain/clock.ts';
import type { SentimentLabel } from '../domain/scoring.ts';
import { fill } from './fill.ts';
import { pick } from './random.ts';
import { OUTLETS, type SlotTable } from './templates/slots.ts';
import type { Theme } from './templates/types.ts';

type Register = Scenario['sources'][number]['register'];

export interface Utterance {
  readonly text: string;
  readonly title?: string;
  readonly rating?: number;
}

export interface Voice {
  readonly slots: SlotTable;
  readonly hashtags: readonly string[];
  readonly random: Random;
  /** Adds no English words: the templates are in another language. */
  readonly foreign?: boolean;
}

const EMOJI: Readonly<Record<SentimentLabel, readonly string[]>> = {
  negative: ['😡', '🙄', '😠', '🤬', '👎', '😤', '🚩', '🤦'],
  neutral: ['🤔', '👀', '🤷', '😅', '☕'],
  positive: ['😍', '🎉', '🙌', '❤️', '🔥', '👏', '😊'],
};
const OPENERS = [
  'Honestly.',
  'Not going to lie.',
  'Just my two cents:',
  'Same here.',
  'Late to this.',
  'Okay, my turn.',
  'Maybe it is just me.',
  'For what it is worth:',
  'Agreed.',
  'Long-time reader here.',
  'This.',
];
const TAILS = ['!', '!!', '...', '?!', ' tbh', ' lol', ' smh'];
const REVIEW_TITLES: Readonly<Record<SentimentLabel, readonly string[]>> = {
  negative: [
    'Disappointed',
    'Used to be good',
    'No more',
    'Read before you install',
    'One star',
    'Not again',
    'Think twice',
    'Sad',
    'Uninstalling',
  ],
  neutral: ['It is okay', 'Some notes', 'Fine', 'Question', 'Mixed'],
  positive: ['Great', 'Very happy', 'Love it', 'Does the job', 'Worth it', 'Five stars'],
};
const REVIEW_ENDS: Readonly<Record<SentimentLabel, readonly string[]>> = {
  negative: [
    'Would give zero stars if I could.',
    'Used it for {years} years.',
    'On my {device} since forever, not much longer.',
    'Please fix this.',
    '{reaction}!',
    '',
  ],
  neutral: ['On my {device}.', 'Using it for {years} years.', 'Will update this review.', ''],
  positive: ['Works on my {device}.', 'Using it for {years} years.', 'Keep it up!', ''],
};

function capital(text: string): string {
  return text.replace(
    /^([“"']*)(\p{Ll})/u,
    (_, quote: string, letter: string) => quote + letter.toUpperCase(),
  );
}

function sentence(text: string): string {
  const whole = capital(text).replace(
    /([.?!] )(\p{Ll})/gu,
    (_, end: string, letter: string) => end + letter.toUpperCase(),
  );
  return /[.?!…:]$/.test(whole) ? whole : `${whole}.`;
}

/** Swaps, drops or doubles one letter of one longer word. */
function typo(text: string, random: Random): string {
  const words = text.split(' ');
  const at = Math.floor(random() * words.length);
  const word = words[at] ?? '';
  if (!/^[a-z]{5,}$/.test(word)) return text;
  const i = 1 + Math.floor(random() * (word.length - 3));
  const forms = [
    word.slice(0, i) + word.slice(i + 1),
    word.slice(0, i) + (word[i + 1] ?? '') + (word[i] ?? '') + word.slice(i + 2),
    word.slice(0, i) + (word[i] ?? '') + word.slice(i),
  ];
  words[at] = pick(forms, random);
  return words.join(' ');
}

function tweet(theme: Theme, voice: Voice): string {
  const { random } = voice;
  let text = fill(pick(theme.texts, random), voice.slots, random);
  if (theme.sentiment === 'negative' && voice.foreign !== true && random() < 0.16)
    text += `. ${pick(voice.slots['reaction'] ?? [''], random)}`;
  if (random() < 0.5) text = capital(text);
  if (random() < 0.12) text = typo(text, random);
  if (random() < 0.14) text = text.toLowerCase();
  if (random() < 0.05 && theme.sentiment !== 'neutral') text = text.toUpperCase();
  if (random() < 0.16) text += pick(voice.foreign === true ? ['!', '!!', '...'] : TAILS, random);
  if (random() < 0.16) text += ` ${pick(EMOJI[theme.sentiment], random)}`;
  if (random() < 0.22 && voice.hashtags.length > 0) text += ` #${pick(voice.hashtags, random)}`;
  return text;
}

/** One post on a theme; in comments and reviews, `second` adds a sentence. */
export function speak(register: Register, theme: Theme, second: Theme | undefined, voice: Voice): Utterance {
  const { random, slots } = voice;
  const used = new Set<string>();
  const say = (one: Theme) => {
    let template = pick(one.texts, random);
    for (let i = 0; i < 3 && used.has(template); i++) template = pick(one.texts, random);
    used.add(template);
    return sentence(fill(template, slots, random));
  };
  switch (register) {
    case 'tweet':
      return { text: tweet(theme, voice) };
    case 'reply':
      return {
        text: `@${pick(['sam', 'kit', 'lou', 'max', 'noa', 'ivo', 'ren'], random)}_${Math.floor(random() * 90 + 10)} ${tweet(theme, voice)}`,
      };
    case 'headline': {
      const title = capital(fill(pick(theme.headlines ?? theme.texts, random), slots, random));
      return { title, text: `${title} – ${pick(OUTLETS, random)}` };
    }
    case 'comment': {
      const parts = [say(theme), second === undefined ? '' : say(second)];
      const opener = random() < 0.35 ? `${pick(OPENERS, random)} ` : '';
      return { text: opener + parts.filter((part) => part !== '').join(random() < 0.15 ? '\n\n' : ' ') };
    }
    case 'review': {
      const end = fill(pick(REVIEW_ENDS[theme.sentiment], random), slots, random);
      const parts = [say(theme), second === undefined ? '' : say(second), capital(end)];
      const low = { negative: 1, neutral: 3, positive: 4 }[theme.sentiment];
      const rating = theme.sentiment === 'neutral' ? low : low + (random() < 0.35 ? 1 : 0);
      return {
        title: pick(REVIEW_TITLES[theme.sentiment], random),
        text: parts.filter((part) => part !== '').join(' '),
        rating,
      };
    }
  }
}
