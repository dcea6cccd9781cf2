/** Mentions as a file: CSV (RFC 4180, no formulas) or JSON Lines. Authors are not in it. */
import { stringify } from 'csv-stringify/sync';
import type { MentionRow } from '../store/ports/mentions.ts';

function plain(mention: MentionRow) {
  const { betrayal, sentiment } = mention;
  const codes = betrayal?.label
    ? betrayal.categories.filter((hit) => hit.polarity === 'concern').map((hit) => hit.code)
    : [];
  return {
    id: mention.id,
    source: mention.source,
    externalId: mention.externalId,
    publishedAt: new Date(mention.publishedAt).toISOString(),
    kind: mention.kind,
    lang: mention.lang ?? '',
    title: mention.title ?? '',
    text: mention.text,
    url: mention.url ?? '',
    reach: mention.reach,
    rating: mention.rating ?? '',
    sentiment: sentiment?.label ?? '',
    sentimentScore: sentiment?.score ?? '',
    brokenTrust: betrayal === undefined ? '' : betrayal.label ? 'yes' : 'no',
    brokenTrustP: betrayal?.p ?? '',
    categories: [...new Set(codes)].join(' '),
    simulated: mention.simulated ? 'yes' : 'no',
  };
}

const HEAD = [
  'id',
  'source',
  'externalId',
  'publishedAt',
  'kind',
  'lang',
  'title',
  'text',
  'url',
  'reach',
  'rating',
  'sentiment',
  'sentimentScore',
  'brokenTrust',
  'brokenTrustP',
  'categories',
  'simulated',
];

/** The first line of the CSV. */
export function mentionsHead(): string {
  return `${HEAD.join(',')}\r\n`;
}

/** A stretch of rows, to be sent one after another. */
export function mentionsCsv(mentions: readonly MentionRow[]): string {
  return stringify(mentions.map(plain), {
    columns: HEAD,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

export function mentionsJsonl(mentions: readonly MentionRow[]): string {
  return mentions.map((mention) => `${JSON.stringify(plain(mention))}\n`).join('');
}
