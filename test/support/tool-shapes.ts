/** Writes made-up posts as the exports of tools do: their column names, their ways of writing times and numbers. */
import type { Random } from '../../src/domain/clock.ts';

/** A post as it was meant. */
export interface Post {
  readonly id: string;
  /** Milliseconds since 1970 UTC; whole seconds. */
  readonly at: number;
  readonly text: string;
  readonly title: string;
  readonly author: string;
  readonly stars: number;
  readonly likes: number;
  readonly lang: string;
}

type Cells = Readonly<Record<string, string | number>>;

export interface Shape {
  readonly name: string;
  /** A table, or a JSON object a line. */
  readonly kind: 'table' | 'json';
  readonly row: (post: Post, random: Random) => Cells | Readonly<Record<string, unknown>>;
  /** What of a post this tool keeps, besides id, time and text. */
  readonly keeps: readonly ('title' | 'author' | 'stars' | 'likes' | 'lang')[];
  readonly hasId: boolean;
}

const iso = (at: number): string => new Date(at).toISOString();
const plain = (at: number): string => iso(at).slice(0, 19).replace('T', ' ');
/** `Wed Jul 08 10:11:12 +0000 2026`. */
const ctime = (at: number): string => {
  const [day, date, month, year, time] = new Date(at).toUTCString().replace(',', '').split(' ');
  return `${day} ${month} ${date} ${time} +0000 ${year}`;
};
/** With an offset of its own: the same moment on another clock. */
const offset = (at: number, hours: number): string =>
  `${iso(at + hours * 3_600_000).slice(0, 19)}${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`;
const grouped = (value: number): string => value.toLocaleString('en-US');
/** As sites write what their pages show: the signs of HTML escaped, line ends as tags. */
const html = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll("'", '&#39;')
    .replaceAll('"', '&quot;');
const STAR_WORDS = ['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE'];
const LANGUAGES: Readonly<Record<string, string>> = { en: 'English', de: 'German', fr: 'French' };
const filler = (random: Random): string => (random() < 0.5 ? '' : `x${Math.floor(random() * 1e6)}`);

export const SHAPES: readonly Shape[] = [
  {
    name: 'Brandwatch',
    kind: 'table',
    hasId: true,
    keeps: ['title', 'author', 'lang', 'likes'],
    row: (p, random) => ({
      'Query Id': 1,
      'Query Name': 'Acme',
      Date: `${plain(p.at)}.0`,
      'Resource Id': p.id,
      Url: `https://x.example/${p.id}`,
      'Page Type': 'forum',
      'Content Source Name': 'Forum',
      Language: p.lang,
      Title: p.title,
      Snippet: `${p.text.slice(0, 12)}…`,
      'Full Text': p.text,
      Author: p.author,
      Likes: grouped(p.likes),
      'Reach (new)': filler(random) && 900,
    }),
  },
  {
    name: 'Play Console',
    kind: 'table',
    hasId: false,
    keeps: ['title', 'stars', 'lang'],
    row: (p, random) => ({
      'Package Name': 'com.acme',
      'Reviewer Language': p.lang,
      Device: filler(random),
      'Review Submit Date and Time': iso(p.at).replace('.000', ''),
      'Review Submit Millis Since Epoch': p.at,
      'Star Rating': p.stars,
      'Review Title': p.title,
      'Review Text': p.text,
      'Developer Reply Text':
        filler(random) && 'Dear user, we are sorry for the trouble and will look into it',
      'Review Link': '',
    }),
  },
  {
    name: 'google-play-scraper',
    kind: 'table',
    hasId: true,
    keeps: ['author', 'stars', 'likes'],
    row: (p, random) => ({
      '': Math.floor(random() * 1e6),
      reviewId: p.id,
      userName: p.author,
      content: p.text,
      score: p.stars,
      thumbsUpCount: p.likes,
      reviewCreatedVersion: filler(random),
      at: plain(p.at),
      replyContent: filler(random) && 'Hello, please write to us, we would like to help you with this',
    }),
  },
  {
    name: 'Trustpilot',
    kind: 'table',
    hasId: true,
    keeps: ['title', 'author', 'stars'],
    row: (p) => ({
      'Review Id': p.id,
      'Review Created (UTC)': plain(p.at),
      'Review Username': p.author,
      'Review Title': p.title,
      'Review Content': p.text,
      'Review Stars': p.stars,
      'Domain URL': 'www.acme.example',
    }),
  },
  {
    name: 'AppFollow-like with stars in words',
    kind: 'table',
    hasId: true,
    keeps: ['title', 'author', 'stars', 'lang'],
    row: (p) => ({
      'Review ID': p.id,
      'Published At': offset(p.at, 2),
      Headline: p.title,
      'Review Body': p.text,
      Reviewer: p.author,
      Stars: `${p.stars} out of 5`,
      'Language Name': '',
      Language: LANGUAGES[p.lang] ?? p.lang,
    }),
  },
  {
    name: 'Determ',
    kind: 'table',
    hasId: false,
    keeps: ['author', 'likes'],
    row: (p) => ({
      date: plain(p.at).slice(0, 10),
      time: plain(p.at).slice(11),
      mention_snippet: p.text,
      url: `https://x.example/p/${p.id}`,
      author: p.author,
      source: 'forum',
      reach: 10,
      engagement_rate: '0.3',
      like_count: p.likes,
    }),
  },
  {
    name: 'a German spreadsheet',
    kind: 'table',
    hasId: true,
    keeps: ['title', 'author', 'stars'],
    row: (p) => ({
      Ticketnummer: '',
      ID: p.id,
      'Erstellt am': plain(p.at),
      Titel: p.title,
      Rezension: p.text,
      Verfasser: p.author,
      Sterne: `${p.stars},0`,
    }),
  },
  {
    name: 'twarc v1',
    kind: 'json',
    hasId: true,
    keeps: ['author', 'likes', 'lang'],
    row: (p, random) => ({
      created_at: ctime(p.at),
      id_str: p.id,
      ...(random() < 0.5
        ? { full_text: html(p.text) }
        : { text: `${html(p.text).slice(0, 10)}…`, extended_tweet: { full_text: html(p.text) } }),
      user: { id_str: p.author, name: 'Joe', followers_count: 3, created_at: ctime(0) },
      favorite_count: p.likes,
      retweet_count: 0,
      lang: p.lang,
    }),
  },
  {
    name: 'twarc2',
    kind: 'json',
    hasId: true,
    keeps: ['author', 'likes', 'lang'],
    row: (p) => ({
      id: p.id,
      created_at: iso(p.at),
      text: html(p.text),
      author_id: p.author,
      lang: p.lang,
      public_metrics: { like_count: p.likes, retweet_count: 0, reply_count: 0, quote_count: 0 },
    }),
  },
  {
    name: 'Reddit submissions',
    kind: 'json',
    hasId: true,
    keeps: ['title', 'author', 'likes'],
    row: (p) => ({
      id: p.id,
      author: p.author,
      title: p.title,
      selftext: html(p.text),
      created_utc: p.at / 1000,
      subreddit: 'acme',
      score: p.likes,
      num_comments: 0,
      permalink: `/r/acme/comments/${p.id}/title/`,
    }),
  },
  {
    name: 'Mastodon',
    kind: 'json',
    hasId: true,
    keeps: ['author', 'likes', 'lang'],
    row: (p) => ({
      id: p.id,
      created_at: iso(p.at),
      language: p.lang,
      replies_count: 0,
      reblogs_count: 0,
      favourites_count: p.likes,
      content: html(p.text),
      account: { id: p.author, acct: 'joe', bot: false, note: '<p>I write about many things</p>' },
    }),
  },
  {
    name: 'Bluesky',
    kind: 'json',
    hasId: true,
    keeps: ['author', 'likes', 'lang'],
    row: (p) => ({
      uri: p.id,
      cid: 'bafy',
      author: { did: p.author, handle: 'joe.example', displayName: 'Joe' },
      record: { createdAt: iso(p.at), text: p.text, langs: [p.lang] },
      likeCount: p.likes,
      indexedAt: iso(p.at + 5_000),
    }),
  },
  {
    name: 'App Store Connect',
    kind: 'json',
    hasId: true,
    keeps: ['title', 'author', 'stars'],
    row: (p) => ({
      type: 'customerReviews',
      id: p.id,
      attributes: {
        rating: p.stars,
        title: p.title,
        body: p.text,
        reviewerNickname: p.author,
        createdDate: offset(p.at, -7),
      },
    }),
  },
  {
    name: 'Google Business Profile',
    kind: 'json',
    hasId: true,
    keeps: ['author', 'stars'],
    row: (p) => ({
      reviewId: p.id,
      reviewer: { displayName: p.author },
      starRating: STAR_WORDS[p.stars - 1],
      comment: p.text,
      createTime: iso(p.at),
      updateTime: iso(p.at + 1_000),
    }),
  },
  {
    name: 'Intercom',
    kind: 'json',
    hasId: true,
    keeps: ['author'],
    row: (p) => ({
      type: 'conversation',
      id: p.id,
      created_at: p.at / 1000,
      updated_at: p.at / 1000 + 5,
      source: { type: 'conversation', subject: '', body: `<p>${html(p.text)}</p>`, author: { id: p.author } },
    }),
  },
];
