/**
 * Reviews of one company on Trustpilot, newest first, through its API for public content. Needs the key of a
 * contract that includes it; the key goes in a header, as the documentation allows. Checked against developers.trustpilot.com
 * (introduction, business-units-api). An edit of a review older than the overlap is not noticed.
 */
import { z } from 'zod';
import type { NewMention } from '../../domain/mention.ts';
import { dead, type Outcome } from '../../domain/result.ts';
import { DAY_MS } from '../../domain/series.ts';
import { parseInstant } from '../../ingest/time/read-time.ts';
import type { Connector, SourceContext } from '../connector.ts';
import { mirrorField } from '../card.ts';
import { defineSource, siteAt } from '../definition.ts';
import { readJson, textField } from '../json.ts';
import { type ListingPage, type ListingRequest, listingReader } from '../listing.ts';
import { undoEntities } from '../markup.ts';
import { mentionOf } from '../post.ts';

export interface TrustpilotOptions extends SourceContext {
  readonly baseUrl: string;
  readonly key: string;
  /** Id of the business unit, 24 hexadecimal digits. */
  readonly businessUnit: string;
}

const PER_PAGE = 100;
const RATE = { perMinute: 60, burst: 5 };

const envelope = z.object({ reviews: z.array(z.unknown()) });

const review = z.object({
  id: z.string().min(1),
  stars: z.number().min(1).max(5),
  title: z.string().nullish(),
  text: z.string().nullish(),
  language: z.string().nullish(),
  createdAt: z.string(),
  updatedAt: z.string().nullish(),
  numberOfLikes: z.number().nullish(),
  consumer: z.object({ id: z.string().nullish(), displayName: z.string().nullish() }).nullish(),
});

type Raw = unknown;

export function trustpilotConnector(options: TrustpilotOptions): Connector<Raw> {
  const brands = options.brands.slice(0, 1).map((brand) => brand.slug);

  async function fetchPage({ token, signal }: ListingRequest): Promise<ListingPage<Raw>> {
    const number = Number(token ?? '1');
    const query = new URLSearchParams({
      perPage: String(PER_PAGE),
      page: String(number),
      orderBy: 'createdat.desc',
    });
    const unit = encodeURIComponent(options.businessUnit);
    const url = `${options.baseUrl}/v1/business-units/${unit}/reviews?${query.toString()}`;
    const page = await options.fetch(url, {
      signal,
      api: true,
      rate: RATE,
      headers: { apikey: options.key },
    });
    const { reviews } = readJson(page, envelope);
    // A page after the last is empty. Only one that is neither full nor empty is certainly the last.
    const last = reviews.length > 0 && reviews.length < PER_PAGE;
    return {
      entries: reviews,
      ...(last || (reviews.length === 0 && number === 1) ? {} : { next: `${number + 1}` }),
    };
  }

  const reader = listingReader<Raw>({
    listings: [options.businessUnit],
    fetchPage,
    timeOf: (raw) => parseInstant(textField(raw, 'createdAt')),
    idOf: (raw) => textField(raw, 'id'),
    clock: options.clock,
    // Pages shift during pagination, and some reviews appear late because the site checks them first.
    overlapMs: DAY_MS / 4,
    firstReachMs: 30 * DAY_MS,
    neverEmpty: true,
  });

  function toMention(raw: Raw, now: number): Outcome<NewMention> {
    const parsed = review.safeParse(raw);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return dead(`not a review as documented: ${issue?.path.join('.')}: ${issue?.message}`);
    }
    const r = parsed.data;
    const title = r.title ? undoEntities(r.title) : undefined;
    const text = undoEntities(r.text ?? '').trim();
    const edited = parseInstant(r.updatedAt ?? undefined);
    return mentionOf(
      {
        externalId: r.id,
        text: text === '' ? (title ?? '') : text,
        title: text === '' ? undefined : title,
        url: `https://www.trustpilot.com/reviews/${encodeURIComponent(r.id)}`,
        lang: r.language ?? undefined,
        author: r.consumer?.id ?? r.consumer?.displayName ?? undefined,
        publishedAt: r.createdAt,
        editedAt: edited === parseInstant(r.createdAt) ? undefined : edited,
        rating: r.stars,
        engagement: { likes: r.numberOfLikes ?? undefined },
      },
      { source: options.id, brands, kind: 'review', now },
    );
  }

  return {
    id: options.id,
    ...reader,
    toMention,
    refOf: (raw) => textField(raw, 'id'),
  };
}

export const trustpilot = defineSource({
  type: 'trustpilot',
  brings: 'mentions',
  mode: 'poll',
  everyMinutes: 60,
  aboutOneBrand: true,
  keys: { key: 'OUTCRY_TRUSTPILOT_KEY' },
  card: {
    title: 'Trustpilot',
    reads: 'Reviews of your company with their stars.',
    needs: 'The API key of a contract with Trustpilot.',
    cost: 'By contract with Trustpilot',
    delay: 'About an hour',
    key: { how: 'Ask Trustpilot for a plan with API access.', url: 'https://developers.trustpilot.com' },
    fields: [
      { name: 'businessUnit', label: 'Business unit', kind: 'text', hint: 'The id of 24 characters' },
      mirrorField,
    ],
  },
  fields: { businessUnit: z.string().min(1), baseUrl: siteAt('https://api.trustpilot.com') },
  create: (source, parts, { key }) =>
    key === undefined
      ? { needs: 'set OUTCRY_TRUSTPILOT_KEY to the API key of a Trustpilot contract' }
      : trustpilotConnector({ ...source, ...parts, key }),
});
