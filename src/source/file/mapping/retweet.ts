/** Reposts whose text the network cut: X writes `RT @name: …` with the end cut off, and the whole post beside it. */
import { readWords } from './cell-text.ts';

type Fields = Readonly<Record<string, unknown>>;

const CUT = /^(RT @\w+: )([\s\S]+?)\s*(?:…|\.\.\.)(?:\s*https:\/\/t\.co\/\w+)?$/;
const REPOSTED = ['retweeted_status', 'retweeted_tweet', 'retweetedTweet', 'referenced_tweets'] as const;
const WHOLE = ['note_tweet', 'extended_tweet', 'full_text', 'rawContent', 'content', 'text'] as const;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

function* textsOf(post: Fields): Generator<string> {
  for (const key of WHOLE) {
    if (!Object.hasOwn(post, key)) continue;
    const own = post[key];
    if (isFields(own)) yield* textsOf(own);
    else if (typeof own === 'string') yield readWords(own)?.trim() ?? '';
  }
}

/** The whole text of a repost that was cut; any other text as it is. */
export function wholeRepost(text: string, fields: Fields): string {
  const [, head, begin] = text.length > 1_000 ? [] : (CUT.exec(text) ?? []);
  if (head === undefined || begin === undefined) return text;
  for (const key of REPOSTED) {
    const own = Object.hasOwn(fields, key) ? fields[key] : undefined;
    for (const post of Array.isArray(own) ? own : [own]) {
      if (!isFields(post)) continue;
      for (const whole of textsOf(post))
        if (whole.length > begin.length && whole.startsWith(begin)) return head + whole;
    }
  }
  return text;
}
