/**
 * The words of a post on X. Its `text` has `&`, `<` and `>` by their names, and each link as a t.co address; `entities`
 * say where that leads and what the page is called (docs.x.com: Tweet object, entities.urls; Media object, alt_text).
 */
import { z } from 'zod';
import { undoEntities } from '../markup.ts';
import { withAttached } from '../post.ts';

const link = z.object({
  url: z.string(),
  expanded_url: z.string().nullish(),
  unwound_url: z.string().nullish(),
  title: z.string().nullish(),
  description: z.string().nullish(),
  /** The address is that of a picture of the post itself. */
  media_key: z.string().nullish(),
});

type Link = z.output<typeof link>;

/** The part of `entities` that is read; undefined for any other shape. */
export const entitiesOf = z
  .object({ urls: z.array(link).optional() })
  .nullish()
  .catch(undefined);

const picture = z.object({ alt_text: z.string().nullish() });
const withMedia = z.object({ attachments: z.object({ media_keys: z.array(z.string()) }) });

export interface Attached {
  readonly urls: readonly Link[];
  /** Media objects, unchecked. */
  readonly media: readonly unknown[];
}

/** Keys of the pictures of an unchecked post. */
export function mediaKeys(tweet: unknown): readonly string[] {
  return withMedia.safeParse(tweet).data?.attachments.media_keys ?? [];
}

const OWN_MEDIA = /^https?:\/\/(?:twitter|x)\.com\/[^/]+\/status\/\d+\/(?:photo|video)\/\d+$/;

const partsOf = ({ urls, media }: Attached) => [
  ...urls.flatMap(({ title, description }) => [title, description].map((part) => undoEntities(part ?? ''))),
  ...media.map((one) => undoEntities(picture.safeParse(one).data?.alt_text ?? '')),
];

/** The text with where its links lead, and with what is attached to the post. */
export function attachedTo(text: string, attached: Attached): string {
  let own = text;
  for (const { url, expanded_url, unwound_url, media_key } of attached.urls) {
    const to = unwound_url ?? expanded_url ?? url;
    if (url !== '') own = own.replaceAll(url, () => (media_key || OWN_MEDIA.test(to) ? '' : to));
  }
  return withAttached(undoEntities(own), partsOf(attached));
}

/** All that may name a brand. */
export function wordsOf(text: string, attached: Attached): string {
  return [text, ...partsOf(attached)].join('\n');
}
