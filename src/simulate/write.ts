/** Simulated mentions as the lines that `outcry import` reads, and the truth beside them. */
import type { ShockTruth } from './event-truth.ts';
import type { SimulatedMention, Truth } from './truth.ts';

/** One mention as a line of JSON, without the line end. */
export function mentionLine(mention: SimulatedMention): string {
  const { source, externalId, kind, text, title, url, lang, author, rating, engagement } = mention;
  const publishedAt = new Date(mention.publishedAt).toISOString();
  const brand = mention.brands[0];
  return JSON.stringify({
    source,
    externalId,
    kind,
    text,
    title,
    url,
    lang,
    author,
    publishedAt,
    rating,
    engagement,
    brand,
    simulated: true,
  });
}

/** The lines of all mentions, in the order of their arrival. */
export function* mentionLines(mentions: readonly SimulatedMention[]): Generator<string> {
  for (const mention of mentions) yield `${mentionLine(mention)}\n`;
}

/** The true labels of one mention as a line of JSON. */
export function labelLine(mention: SimulatedMention): string {
  return JSON.stringify({
    externalId: mention.externalId,
    arrivesAt: new Date(mention.arrivesAt).toISOString(),
    ...mention.truth,
  });
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** The truth as a JSON document, times in ISO 8601. */
export function truthJson(truth: Truth): string {
  const iso = (at: number) => new Date(at).toISOString();
  const hours = {
    ...truth.hours,
    start: iso(truth.hours.start),
    baseline: truth.hours.baseline.map(rounded),
    expected: truth.hours.expected.map(rounded),
  };
  const event = <T extends ShockTruth>(one: T) => ({
    ...one,
    onset: iso(one.onset),
    peakAt: iso(one.peakAt),
    peakPerHour: rounded(one.peakPerHour),
    excess: rounded(one.excess),
    halfLifeHours: rounded(one.halfLifeHours),
    perHour: one.perHour.map(rounded),
  });
  const shocks = truth.shocks.map(event);
  const confounders = truth.confounders.map(event);
  const holidays = truth.holidays.map((one) => ({
    ...one,
    excess: rounded(one.excess),
    perHour: one.perHour.map(rounded),
  }));
  const topic = truth.topic && { ...truth.topic, expected: truth.topic.expected.map(rounded) };
  const responses = truth.responses.map((one) => ({ ...one, at: iso(one.at) }));
  const outages = truth.outages.map((one) => ({ ...one, from: iso(one.from), to: iso(one.to) }));
  const bots = truth.bots.map((one) => ({ ...one, at: iso(one.at), until: iso(one.until) }));
  return `${JSON.stringify({ ...truth, from: iso(truth.from), to: iso(truth.to), hours, shocks, confounders, holidays, topic, responses, outages, bots }, null, 1)}\n`;
}
