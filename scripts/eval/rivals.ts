/** The npm packages that are measured beside ours, each at its usual thresholds. */
import { createRequire } from 'node:module';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';

/** A continuous score and a class: 0 negative, 1 neutral, 2 positive. */
export type Reader = (text: string) => { readonly score: number; readonly label: number };

const require = createRequire(import.meta.url);

export function rivals(): Readonly<Record<string, Reader>> {
  const vader = require('vader-sentiment') as {
    SentimentIntensityAnalyzer: { polarity_scores(text: string): { compound: number } };
  };
  const wink = require('wink-sentiment') as (text: string) => { normalizedScore: number };
  const Sentiment = require('sentiment') as new () => { analyze(text: string): { comparative: number } };
  const afinn = new Sentiment();
  const nlp = winkNLP(model);
  return {
    'vader-sentiment': at(0.05, (text) => vader.SentimentIntensityAnalyzer.polarity_scores(text).compound),
    'wink-sentiment': at(0, (text) => wink(text).normalizedScore),
    'wink-nlp': at(0, (text) => Number(nlp.readDoc(text).out(nlp.its.sentiment))),
    sentiment: at(0, (text) => afinn.analyze(text).comparative),
  };
}

function at(threshold: number, score: (text: string) => number): Reader {
  return (text) => {
    const x = score(text);
    return {
      score: x,
      label: x > threshold || (threshold > 0 && x === threshold) ? 2 : x < -threshold ? 0 : 1,
    };
  };
}
