/**
 * Names of companies in training texts. The product masks a brand's own name before it counts, so a model must learn from
 * texts whose names are masked, or are any name.
 */
import type { Row } from './rows.ts';

/** Stands for a company in our own lines. */
export const PLACEHOLDER = '{brand}';

/** Companies and products that our own texts name, and as many that they do not, with words of everyday use among both. */
export const NAMES = (
  'Spotify WhatsApp Facebook Google Uber Zoom TikTok Fitbit Netflix Adobe Dropbox Telegram Airbnb Slack Strava Duolingo ' +
  'Nest Ring Tesla Ryanair Vodafone Barclays Lidl Roku Samsung Chatly Moodmap Parkly Sundial Hearthside Tuneful Bankly ' +
  'Flockr Notewell Pingo Carely Homey Readly Fitly Mapster Apple Meta Signal Instagram Microsoft Amazon Alexa Twitter ' +
  'LinkedIn Firefox Disney Unity Sony Kindle Evernote Steam PlayStation Optus OpenAI HashiCorp YouTube Tidal Sonos ' +
  'Snapchat Redis Reddit Photoshop OnStar Nokia MySpace Mastodon KLM GitHub Bitwarden Barbie Bandcamp Apollo Vizio ' +
  'Vivaldi Discord Paypal Venmo Lyft Tinder Bumble Grindr Hinge Oura Peloton Garmin Withings Huawei Xiaomi Lenovo Dell ' +
  'HP Canon Epson Logitech Philips Siemens Bosch Miele Dyson Ikea Walmart Costco Tesco Aldi Carrefour Zara Nike Adidas ' +
  'Puma Lululemon Starbucks Chipotle McDonalds Nestle Danone Unilever Volkswagen Ford Toyota Nissan Honda Boeing Delta ' +
  'United Lufthansa EasyJet Qantas Marriott Hilton Expedia Booking Revolut Monzo Klarna Wise Robinhood Coinbase Binance ' +
  'Chase Santander Equifax Experian Verizon Comcast Telstra Orange Telefonica Shell Calm Headspace Shine Talkspace ' +
  'Sanvello BetterHelp Noom Flo Clue Ancestry Medibank Canva Figma Notion Trello Asana Zapier Shopify Etsy Ebay Vinted ' +
  'Patreon Substack Medium Tumblr Pinterest Quora Wikipedia Mozilla Brave Opera Proton Nintendo Ubisoft Blizzard Roblox ' +
  'Minecraft Twitch Kickstarter Deliveroo Instacart Grubhub Bolt Lime Bird Wyze Arlo Eufy Simplisafe Life360 Waze Yelp ' +
  'Zillow Coursera Chegg Quizlet Kahoot Grammarly Lastpass Avast Norton Kaspersky Cloudflare Godaddy Wix Zendesk ' +
  'Salesforce Oracle Intel Nvidia Palantir Clearview Brightwell Zeltro Quillo Fernway Ombra Lumio Northgate Pebbleby ' +
  'Tarnwick Vellum Orbita Kestrelo Mirano Solvane Juniperly Hexham Trovo Calder Wexley Plumeria Dorado Skylark Beacon ' +
  'Harbour Compass Meadow Ember Willow'
).split(' ');
const KNOWN: ReadonlySet<string> = new Set(NAMES.map((name) => name.toLowerCase()));
/** Names that are plain words stand for a company only where they are capitalised within a sentence. */
const PLAIN_WORDS: ReadonlySet<string> = new Set(
  (
    'zoom slack nest ring apple meta signal unity steam apollo lime bird bolt ford delta united booking wise chase orange ' +
    'shell calm shine clue flo notion medium brave opera intel oracle puma barbie compass meadow ember willow beacon ' +
    'harbour skylark canon patreon sundial'
  ).split(' '),
);
const WORD = /[\p{L}][\p{L}\p{N}']*/gu;

/** Share of the texts with a name that are learnt from with the name masked, and with any name; the rest stay as they are. */
const MASKED = 0.55;
const ANY_NAME = 0.35;
/** Share of the other texts of which some capitalised word is masked: a brand's name is no sign of anything. */
const SOME_WORD = 0.25;

/** The known names of a text, as they stand there, each once. */
export function namesIn(text: string): string[] {
  const found = new Set<string>();
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const name = word.replace(/'s$/, '');
    const lower = name.toLowerCase();
    if (!KNOWN.has(lower)) continue;
    if (!PLAIN_WORDS.has(lower) || (name !== lower && index > 0 && !/[.!?]\s*$/.test(text.slice(0, index))))
      found.add(name);
  }
  return [...found];
}

/** A row to learn from, with `names` to mask: what the product does, or any name where it stands. */
export function renamed(row: Row, random: () => number): Row {
  const any = () => NAMES[Math.floor(random() * NAMES.length)] as string;
  if (row.text.includes(PLACEHOLDER)) {
    const name = any();
    const text = row.text.replaceAll(PLACEHOLDER, name);
    return random() < MASKED / (MASKED + ANY_NAME) ? { ...row, text, names: [name] } : { ...row, text };
  }
  const names = namesIn(row.text);
  const chance = random();
  if (names.length === 0) {
    const word = chance < SOME_WORD ? capitalised(row.text, random) : undefined;
    return word === undefined ? row : { ...row, names: [word] };
  }
  if (chance < MASKED) return { ...row, names };
  if (chance >= MASKED + ANY_NAME) return row;
  const others = new Map(names.map((name) => [name, any()]));
  const text = row.text.replaceAll(WORD, (word) => {
    const name = word.replace(/'s$/, '');
    return (others.get(name) ?? name) + word.slice(name.length);
  });
  return { ...row, text };
}

function capitalised(text: string, random: () => number): string | undefined {
  const words = [...text.matchAll(/(?<=[\p{Ll},] )\p{Lu}\p{Ll}{2,}/gu)].map(([word]) => word);
  return words[Math.floor(random() * words.length)];
}
