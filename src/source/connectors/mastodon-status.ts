/** What a status of Mastodon is and says (docs.joinmastodon.org: entities Status, MediaAttachment, Poll, PreviewCard, Quote). */
import { z } from 'zod';
import { asQuote } from '../../domain/quotation/quotes.ts';
import { cutText } from '../../domain/text.ts';
import { plainText } from '../html.ts';
import { withAttached } from '../post.ts';

/** Of a quoted post, in characters. */
const MOST_QUOTED = 1_000;

const described = z.object({ description: z.string().nullish() });
const quoted = z.object({ content: z.string(), account: z.object({ acct: z.string() }) });

export const status = z.object({
  uri: z.string().min(1),
  url: z.string().nullish(),
  created_at: z.string(),
  edited_at: z.string().nullish(),
  account: z.object({
    acct: z.string().min(1),
    followers_count: z.number().nullish(),
    bot: z.boolean().nullish(),
    noindex: z.boolean().nullish(),
  }),
  content: z.string(),
  spoiler_text: z.string().nullish(),
  language: z.string().nullish(),
  visibility: z.string(),
  in_reply_to_id: z.string().nullish(),
  reblog: z.unknown(),
  replies_count: z.number().nullish(),
  reblogs_count: z.number().nullish(),
  favourites_count: z.number().nullish(),
  tags: z.array(z.object({ name: z.string() })).nullish(),
  media_attachments: z.array(described).nullish().catch(undefined),
  poll: z
    .object({ options: z.array(z.object({ title: z.string() })) })
    .nullish()
    .catch(undefined),
  card: described.extend({ title: z.string().nullish() }).nullish().catch(undefined),
  quote: z.object({ quoted_status: quoted.nullish() }).nullish().catch(undefined),
});

type Status = z.output<typeof status>;

/** How other servers name a quoted post, on a line of its own. */
const QUOTED_ADDRESS = /^[ \t]*(?:RE|RT|QT): ?https?:\/\/\S+[ \t]*$/gm;

const altOf = ({ description }: z.output<typeof described>) => description ?? '';

/** Content warning, text, choices of a poll, then what is linked, shown and quoted. */
export function textOf(s: Status): string {
  const choices = s.poll?.options.map(({ title }) => `- ${title}`) ?? [];
  const words = plainText(s.content).replaceAll(QUOTED_ADDRESS, '').trim();
  const own = [s.spoiler_text ?? '', words, ...choices];
  const text = own.filter((part) => part.trim() !== '').join('\n');
  const shown = (s.media_attachments ?? []).map(altOf);
  const all = withAttached(text, [s.card?.title, s.card?.description, ...shown]);
  const other = s.quote?.quoted_status;
  const answered = other && cutText(plainText(other.content), MOST_QUOTED);
  return other && answered ? `${all}\n\n${asQuote(answered, `@${other.account.acct}`)}`.trim() : all;
}

/** All that may name a brand. The card of a link names what the post is about; what it quotes is another post. */
export function wordsOf(s: Status): string {
  const parts = [textOf(s), s.card?.title, s.card?.description, ...(s.media_attachments ?? []).map(altOf)];
  return parts.filter((part) => part != null).join('\n');
}
