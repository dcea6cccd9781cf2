/** Texts filled from the scenario generator's templates with other brands: the plain ways to say a thing. */
import { fill } from '../../src/simulate/fill.ts';
import { DOMAIN_SLOTS } from '../../src/simulate/templates/domain-slots.ts';
import { THEMES } from '../../src/simulate/templates/index.ts';
import { SLOTS } from '../../src/simulate/templates/slots.ts';
import { pick } from '../../src/simulate/random.ts';
import type { Row } from './rows.ts';
import { packsOf } from './rows.ts';

const BRANDS = (
  'Spotify WhatsApp Facebook Google Uber Zoom TikTok Fitbit Netflix Adobe Dropbox Telegram Airbnb Slack Strava Duolingo ' +
  'Nest Ring Tesla Ryanair Vodafone Barclays Lidl Roku Samsung Chatly Moodmap Parkly Sundial Hearthside Tuneful Bankly ' +
  'Flockr Notewell Pingo Carely Homey Readly Fitly Mapster'
).split(' ');
const BOSSES = ['the CEO', 'their boss', 'Daniel Ek', 'Zuckerberg', 'the founder', 'Mr Smith'];
const OTHERS = [
  'advertisers',
  'data brokers',
  'Facebook',
  'Google',
  'partners',
  'insurers',
  'marketing firms',
  'the parent company',
  'third parties',
];
const REGULATORS = ['the ICO', 'the FTC', 'the EU', 'the watchdog', 'the privacy commissioner', 'regulators'];
/** Fills of each template. */
const TIMES = 4;
const HEADLINE_TIMES = 3;
const TONES = ['negative', 'neutral', 'positive'];

export function makeTexts(random: () => number): Row[] {
  const rows: Row[] = [];
  const domains = Object.values(DOMAIN_SLOTS);
  function slots() {
    return {
      ...SLOTS,
      ...pick(domains, random),
      brand: [pick(BRANDS, random)],
      boss: BOSSES,
      rival: BRANDS,
      regulator: REGULATORS,
      third: OTHERS,
    };
  }
  for (const { sentiment, categories, context, texts, headlines } of THEMES.values()) {
    const codes = [...categories, ...(context ?? [])];
    const make = (template: string, tone: number) =>
      rows.push({
        text: fill(template, slots(), random),
        sentiment: tone,
        packs: packsOf(codes),
        codes,
        origin: 'made',
      });
    for (const text of texts) for (let i = 0; i < TIMES; i += 1) make(text, TONES.indexOf(sentiment));
    for (const line of headlines ?? []) for (let i = 0; i < HEADLINE_TIMES; i += 1) make(line, 1);
  }
  return rows;
}
