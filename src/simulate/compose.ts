/** From a moment, a source and a mix of themes to one post with its author and labels. */
import type { Scenario } from '../../config/schema/scenario.ts';
import { type Random, seededRandom } from '../domain/clock.ts';
import { DAY_MS } from '../domain/series.ts';
import { slotsOf } from './fill.ts';
import { logNormal, pick, pickWeighted } from './random.ts';
import { speak, type Utterance, type Voice } from './register.ts';
import { themeOf } from './templates/index.ts';
import { foreignTheme, type Language } from './templates/other-languages.ts';
import type { Theme } from './templates/types.ts';
import type { SimulatedMention, TruthLabels } from './truth.ts';

export type Draft = Omit<SimulatedMention, 'arrivesAt'>;

export interface Author {
  readonly id: string;
  readonly followers: number;
}

interface Content extends Utterance {
  readonly lang: string;
  readonly labels: TruthLabels;
}

type Mix = readonly (readonly [string, number])[];

interface Composer {
  readonly post: (at: number, source: string, mix: Mix, cause: string, angry: boolean) => Draft;
  readonly bot: (at: number, source: string, theme: string, author: Author) => Draft;
}

/** How many recent originals of a source can be repeated, and for how long. */
const MEMORY = 150;
const MEMORY_MS = 3 * DAY_MS;
const REDRAWS = 4;

/** A composer with the memory of one run: ids, texts already said, posts that can be repeated. */
export function composer(scenario: Scenario, seed: number, random: Random): Composer {
  const voice: Voice = { slots: slotsOf(scenario), hashtags: scenario.brand.hashtags, random };
  const said = new Set<string>();
  const recent = new Map<string, Draft[]>();
  const scripts = new Map<string, Draft[]>();
  const languages: Mix = Object.entries(scenario.languages);
  const foreign = languages.reduce((sum, [, share]) => sum + share, 0);
  let serial = 0;

  function sourceOf(id: string) {
    const source = scenario.sources.find((one) => one.id === id);
    if (source === undefined) throw new Error(`Unknown source "${id}" in scenario`);
    return source;
  }

  function draft(at: number, sourceId: string, author: Author, content: Content): Draft {
    const source = sourceOf(sourceId);
    serial++;
    const externalId = `${scenario.name}-${seed}-${String(serial).padStart(6, '0')}`;
    const article = source.kind === 'article';
    return {
      source: source.id,
      externalId,
      kind: source.kind,
      text: content.text,
      ...(content.title === undefined ? {} : { title: content.title }),
      url: `https://example.invalid/${source.id.replaceAll(':', '/')}/${externalId}`,
      lang: content.lang,
      author: article ? { id: author.id } : author,
      publishedAt: at,
      ...(content.rating === undefined ? {} : { rating: content.rating }),
      ...(source.kind === 'post' ? { engagement: reach(author.followers, random) } : {}),
      brands: [scenario.brand.slug],
      simulated: true,
      truth: content.labels,
    };
  }

  function say(sourceId: string, mix: Mix, cause: string, angry: boolean): Content {
    const { register } = sourceOf(sourceId);
    if (register !== 'headline' && random() < foreign) {
      const lang = pickWeighted(languages, random) as Language;
      const theme = foreignTheme(lang, angry);
      return {
        ...speak('tweet', theme, undefined, { ...voice, foreign: true }),
        lang,
        labels: labelsOf(theme, undefined, cause),
      };
    }
    const chosen = themeOf(pickWeighted(mix, random));
    const theme = register === 'headline' ? reported(chosen) : chosen;
    const second =
      register === 'comment' || register === 'review' ? companion(theme, mix, random) : undefined;
    const labels = labelsOf(theme, second, cause);
    const protest = angry ? [...voice.hashtags, ...scenario.brand.protestTags] : voice.hashtags;
    const spoken = speak(register, theme, second, { ...voice, hashtags: protest });
    return {
      ...spoken,
      lang: 'en',
      labels: register === 'headline' ? { ...labels, sentiment: 'neutral' } : labels,
    };
  }

  function fresh(sourceId: string, mix: Mix, cause: string, angry: boolean): Content {
    let content = say(sourceId, mix, cause, angry);
    for (let i = 0; i < REDRAWS && said.has(content.text); i++) content = say(sourceId, mix, cause, angry);
    said.add(content.text);
    return content;
  }

  return {
    post(at, sourceId, mix, cause, angry) {
      const author = authorOf(sourceOf(sourceId), cause === 'baseline' ? 4_000 : 30_000, random);
      const key = `${sourceId} ${cause}`;
      const memory = recent.get(key) ?? [];
      recent.set(key, memory);
      while (memory.length > MEMORY || at - (memory[0]?.publishedAt ?? at) > MEMORY_MS) memory.shift();
      const original = memory[Math.floor(random() ** 2 * memory.length)];
      if (original !== undefined && random() < scenario.duplicateShare)
        return draft(at, sourceId, author, repeat(original, random));
      const made = draft(at, sourceId, author, fresh(sourceId, mix, cause, angry));
      memory.push(made);
      return made;
    },
    bot(at, sourceId, theme, author) {
      const key = `${sourceId} ${theme}`;
      const script = scripts.get(key) ?? [];
      scripts.set(key, script);
      if (script.length >= 3) return draft(at, sourceId, author, repeat(pick(script, random), random));
      const made = draft(at, sourceId, author, fresh(sourceId, [[theme, 1]], 'bot', true));
      script.push(made);
      return made;
    },
  };
}

/** What the press makes of a theme: what it has no headline for is no news. */
function reported(theme: Theme): Theme {
  if (theme.headlines !== undefined) return theme;
  return themeOf((theme.context ?? []).includes('company_response') ? 'company_response' : 'news');
}

/** A second theme of the same mood for longer posts. */
function companion(theme: Theme, mix: Mix, random: Random): Theme | undefined {
  if (random() < 0.4) return undefined;
  const other = themeOf(pickWeighted(mix, random));
  return other.sentiment === theme.sentiment ? other : theme;
}

function labelsOf(theme: Theme, second: Theme | undefined, cause: string): TruthLabels {
  return {
    theme: theme.code,
    sentiment: theme.sentiment,
    categories: [...new Set([...theme.categories, ...(second?.categories ?? [])])],
    context: [...new Set([...(theme.context ?? []), ...(second?.context ?? [])])],
    cause,
  };
}

function repeat(original: Draft, random: Random): Content {
  const reposted = original.kind === 'post' && random() < 0.5;
  return {
    text: reposted ? `RT @user_${original.externalId.slice(-4)}: ${original.text}` : original.text,
    ...(original.title === undefined ? {} : { title: original.title }),
    ...(original.rating === undefined ? {} : { rating: original.rating }),
    lang: original.lang ?? 'en',
    labels: { ...original.truth, duplicateOf: original.externalId },
  };
}

/** A few authors write often, most write once; the same author always has the same followers. */
function authorOf(source: Scenario['sources'][number], pool: number, random: Random): Author {
  const index = Math.floor(random() ** 1.6 * (source.kind === 'article' ? 40 : pool));
  const own = seededRandom(index + 1);
  own();
  return { id: `${source.id}-u${index}`, followers: Math.floor(logNormal(source.followers, 1.4, own)) };
}

function reach(followers: number, random: Random) {
  const likes = Math.floor(logNormal(0.4 + followers / 400, 1.2, random));
  return { likes, reposts: Math.floor(likes * random() * 0.4), replies: Math.floor(likes * random() * 0.2) };
}
