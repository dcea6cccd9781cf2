/** Corrections as labelled data: CSV (RFC 4180, no formulas) and JSON Lines, each with what the scorer said. */
import { stringify } from 'csv-stringify/sync';
import type { LabelledMention } from '../store/ports/corrections.ts';

function plain({ correction, scorer, ...mention }: LabelledMention) {
  return {
    source: mention.source,
    externalId: mention.externalId,
    publishedAt: new Date(mention.publishedAt).toISOString(),
    lang: mention.lang ?? '',
    text: mention.text,
    field: correction.field,
    label: correction.value,
    labelledBy: correction.who,
    labelledAt: new Date(correction.at).toISOString(),
    scorerVersion: mention.scorerVersion ?? '',
    scorerSentiment: scorer.scored ? scorer.sentiment.label : '',
    scorerSentimentScore: scorer.scored ? scorer.sentiment.score : '',
    scorerBetrayal: scorer.scored ? (scorer.betrayal.label ? 'yes' : 'no') : '',
    scorerBetrayalP: scorer.scored ? scorer.betrayal.p : '',
  };
}

export function labelsCsv(labelled: readonly LabelledMention[]): string {
  return stringify(labelled.map(plain), {
    header: true,
    columns: Object.keys(plain(EMPTY)),
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

export function labelsJsonl(labelled: readonly LabelledMention[]): string {
  return labelled.map((one) => `${JSON.stringify(plain(one))}\n`).join('');
}

/** Names the columns of a file without rows. */
const EMPTY: LabelledMention = {
  correction: { id: 0, mentionId: 0, field: 'sentiment', value: '', who: '', at: 0 },
  brandIds: [],
  source: '',
  externalId: '',
  publishedAt: 0,
  text: '',
  scorer: { scored: false, lang: '', reason: '' },
};
