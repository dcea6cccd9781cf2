/** Reviews of apps as the Play Console and scrapers write them (cases 21, 22, 25 to 27, 29). */
import { describe, expect, it } from 'vitest';
import { fileTests, utf16 } from './ground.ts';

const { ground, reads } = fileTests();

describe('Google Play Console', () => {
  const header =
    'Package Name,App Version Code,App Version Name,Reviewer Language,Device,Review Submit Date and Time,Review Submit Millis Since Epoch,Review Last Update Date and Time,Review Last Update Millis Since Epoch,Star Rating,Review Title,Review Text,Developer Reply Date and Time,Developer Reply Millis Since Epoch,Developer Reply Text,Review Link';
  const row = (time: string, ms: number, stars: number, title: string, text: string, id: string) =>
    `com.acme,210,2.1,en,oriole,${time},${ms},${time},${ms},${stars},${title},${text},,,,${id && `https://play.example/console/reviews?reviewId=${id}&corpus=PUBLIC_REVIEWS`}`;
  const file = [
    header,
    row(
      '2026-06-08T19:04:33Z',
      1780945473000,
      1,
      'Never again',
      'They handed my contacts to advertisers',
      'gp:AOqpTOE1',
    ),
    row('2026-06-08T20:04:33Z', 1780949073000, 5, '', 'I don’t miss the old café app', 'gp:AOqpTOE2'),
    row('2026-06-08T21:04:33Z', 1780952673000, 4, '', '', ''),
  ].join('\r\n');
  const read = [
    {
      text: 'Never again\nThey handed my contacts to advertisers',
      title: 'Never again',
      at: '2026-06-08T19:04:33Z',
      rating: 1,
      source: 'google-play',
      kind: 'review',
      lang: 'en',
    },
    { text: 'I don’t miss the old café app', at: '2026-06-08T20:04:33Z', rating: 5 },
  ];
  const json = { read: 3, accepted: 2, leftOut: 1 };
  reads(
    21,
    'UTF-16 as it comes; a review of stars alone is left out',
    { 'reviews_com.acme_202606.csv': utf16(file) },
    read,
    {
      json: { ...json, encoding: expect.stringMatching(/utf-16/i) },
    },
  );
  reads(22, 'the same in UTF-8', { 'play.csv': file }, read, { json });
  const short =
    'Package Name,Reviewer Language,Review Submit Date and Time,Star Rating,Review Title,Review Text,Review Link\r\ncom.acme,en,2026-06-08T19:04:33Z,1,Never again,They handed my contacts to advertisers,https://p.example/?reviewId=a1\r\n';
  reads(21, 'UTF-16 from iconv, one review', { 'play.csv': utf16(short, 'be') }, [{ ...read[0]!, id: 'a1' }]);
});

describe('scrapers', () => {
  const header =
    ',reviewId,userName,userImage,content,score,thumbsUpCount,reviewCreatedVersion,at,replyContent,repliedAt,appVersion';
  const scrape = (likes: number) =>
    [
      header,
      `0,7f1c-1,Joe,https://i.example/1,Acme sold my contacts,1,${likes},2.1,2026-07-08 10:11:12,"Hi Joe, we are so very sorry to hear about that, please write to us",2026-07-09 08:00:00,2.1`,
      '1,7f1c-2,A Google user,https://i.example/2,Lovely app,5,0,,2026-07-08 11:11:12,,,',
    ].join('\n');
  const python = [
    {
      id: '7f1c-1',
      text: 'Acme sold my contacts',
      rating: 1,
      reach: 30,
      author: true,
      at: '2026-07-08T10:11:12Z',
      kind: 'review',
    },
    { id: '7f1c-2', text: 'Lovely app', rating: 5, reach: 0 },
  ];
  reads(
    25,
    'google-play-scraper (Python): score, thumbsUpCount, reviewId',
    { 'reviews.csv': scrape(3) },
    python,
  );
  reads(26, 'google-play-scraper (Python) with everything named', { 'reviews.csv': scrape(3) }, python, {
    args: ['--map', 'rating=score,externalId=reviewId,likes=thumbsUpCount'],
  });
  it.each([
    ['with ids', (text: string) => text],
    ['without ids', (text: string) => text.replaceAll('7f1c-1', '').replaceAll('7f1c-2', '')],
  ])(
    '25: scraped again a day later with another count of likes, %s: nothing counts twice',
    async (_name, change) => {
      const { load, stored } = ground();
      await load('reviews.csv', change(scrape(3)));
      expect((await load('reviews.csv', change(scrape(9)))).json).toMatchObject({
        accepted: 0,
        duplicates: 2,
      });
      expect(await stored()).toHaveLength(2);
    },
  );

  const node = [
    {
      id: 'gp:1',
      userName: 'Joe',
      userImage: 'https://i.example/1',
      date: '2026-07-08T10:11:12.000Z',
      score: 1,
      scoreText: '1',
      url: 'https://play.google.com/store/apps/details?id=com.acme&reviewId=gp:1',
      title: null,
      text: 'Acme sold my contacts',
      replyDate: null,
      replyText: null,
      version: '2.1',
      thumbsUp: 3,
      criterias: [],
    },
  ];
  const one = [
    {
      id: 'gp:1',
      text: 'Acme sold my contacts',
      rating: 1,
      reach: 30,
      author: true,
      at: '2026-07-08T10:11:12Z',
    },
  ];
  reads(27, 'google-play-scraper (Node): an array on one line', { 'r.json': JSON.stringify(node) }, one);
  reads(
    27,
    'google-play-scraper (Node): an array on many lines',
    { 'r.json': JSON.stringify(node, null, 2) },
    one,
  );
  reads(
    27,
    'google-play-scraper (Node): a page with its token',
    { 'r.json': JSON.stringify({ data: node, nextPaginationToken: 'x' }, null, 2) },
    one,
  );
  reads(
    29,
    'app-store-scraper',
    {
      'r.csv':
        ",date,review,rating,isEdited,userName,title,developerResponse\n0,2026-07-08 10:11:12,Acme sold my contacts,1,False,joe,Never again,\"{'id': 1, 'body': 'We are sorry to hear that, please write'}\"\n",
    },
    [{ text: 'Never again\nAcme sold my contacts', rating: 1, author: true, at: '2026-07-08T10:11:12Z' }],
  );
});
