/**
 * Phrases that are listed where there is nothing to list: two samples of one distribution, the ordinary posts of simulated
 * brands dealt at random to both sides, some of them repeated; and those that are listed of simulated outcries.
 */
import { loadScenario } from '../../src/cli/scenario.ts';
import { type PhrasePost, distinguishingPhrases } from '../../src/detect/spike/phrases.ts';
import { type Random, seededRandom } from '../../src/domain/clock.ts';
import { HOUR_MS } from '../../src/domain/series.ts';
import { generate } from '../../src/simulate/generate.ts';
import type { SimulatedMention } from '../../src/simulate/truth.ts';
import type { TableRow } from '../eval-detect/table-row.ts';
import { meanWithError } from './rates.ts';

const SCENARIOS = ['spotify-2015', 'whatsapp-2016', 'storm'];
const SAMPLES = [20, 60, 400];
const SPIKE = 400;
const USUAL = 1_200;
const RUNS = 60;
/** Of the spike's posts, as many repeat one text under other names. */
const REPEATED = 12;

function postsOf(mentions: readonly SimulatedMention[]): PhrasePost[] {
  const numbers = new Map(mentions.map(({ externalId }, i) => [externalId, i]));
  return mentions.map(({ text, author, truth, externalId }) => {
    const cluster = numbers.get(truth.duplicateOf ?? externalId) ?? numbers.get(externalId);
    return { text, cluster, author: author?.id };
  });
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1));
    [out[i], out[k]] = [out[k]!, out[i]!];
  }
  return out;
}

function ordinary(name: string): { posts: PhrasePost[]; outcry: PhrasePost[]; brand: string } {
  const scenario = loadScenario('config', name);
  const { mentions } = generate(scenario, 60_013);
  const of = (is: (cause: string) => boolean) => mentions.filter(({ truth }) => is(truth.cause));
  const shock = scenario.shocks.toSorted((a, b) => b.peakPerHour - a.peakPerHour)[0];
  const from = shock?.at ?? scenario.to;
  const during = mentions.filter((m) => m.publishedAt >= from && m.publishedAt < from + 48 * HOUR_MS);
  return {
    posts: postsOf(of((cause) => cause === 'baseline')),
    outcry: shock ? postsOf(during).slice(-SPIKE) : [],
    brand: scenario.brand.name,
  };
}

export function phraseRows(): TableRow[] {
  const rows: TableRow[] = [];
  const worlds = SCENARIOS.map((name) => ({ name, ...ordinary(name) }));
  for (const size of SAMPLES)
    for (const repeated of [0, REPEATED]) {
      const counts: number[] = [];
      for (const [w, { posts, brand }] of worlds.entries())
        for (let run = 0; run < RUNS; run++) {
          const dealt = shuffled(posts, seededRandom(104_003 * run + 31 * w + size));
          const spike = dealt.slice(0, size);
          const [copied] = spike;
          for (let k = 0; k < repeated; k++)
            if (copied) spike.push({ ...copied, author: `again ${k}`, cluster: copied.cluster });
          counts.push(distinguishingPhrases(spike, dealt.slice(size, size + USUAL), [brand]).length);
        }
      rows.push({
        measure: `phrases of two samples of one distribution: ${size} posts${repeated ? `, one repeated ${repeated} times` : ''} against ${USUAL}`,
        value: meanWithError(counts),
        goal: '≤ .2',
        rivals: repeated ? '8 before 0.2' : '3.4 to 7.6 before 0.2',
      });
    }
  for (const { name, posts, outcry, brand } of worlds)
    if (outcry.length > 0)
      rows.push({
        measure: `phrases of the outcry of ${name}, its last ${outcry.length} posts of 48 h`,
        value: distinguishingPhrases(outcry, posts.slice(0, USUAL), [brand]).join(', '),
      });
  return rows;
}
