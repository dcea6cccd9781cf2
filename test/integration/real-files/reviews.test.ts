/** Reviews of the App Store, of services and shops (cases 30, 32 to 34). */
import { describe } from 'vitest';
import { fileTests, jsonl } from './ground.ts';

const { reads } = fileTests();

describe('App Store', () => {
  reads(
    32,
    'customer reviews of the App Store Connect API',
    {
      'asc.json': JSON.stringify(
        {
          data: [
            {
              type: 'customerReviews',
              id: '00000000-aaaa',
              attributes: {
                rating: 1,
                title: 'Never again',
                body: 'Acme sold my contacts',
                reviewerNickname: 'joe',
                createdDate: '2026-07-08T10:11:12-07:00',
                territory: 'USA',
              },
              relationships: { response: { links: { self: 'https://api.example/response' } } },
            },
            {
              type: 'customerReviews',
              id: '00000000-bbbb',
              attributes: {
                rating: 5,
                title: 'Fine',
                body: 'It works',
                reviewerNickname: 'ann',
                createdDate: '2026-07-08T11:11:12-07:00',
                territory: 'USA',
              },
            },
          ],
          links: { self: 'https://api.example' },
          meta: { paging: { total: 2, limit: 10 } },
        },
        null,
        2,
      ),
    },
    [
      {
        id: '00000000-aaaa',
        text: 'Never again\nAcme sold my contacts',
        rating: 1,
        author: true,
        at: '2026-07-08T17:11:12Z',
      },
      { id: '00000000-bbbb', text: 'Fine\nIt works', rating: 5 },
    ],
  );
  const entry = (id: string, title: string, text: string, stars: number) => ({
    author: { uri: { label: 'https://itunes.example/1' }, name: { label: `joe${id}` }, label: '' },
    updated: { label: '2026-07-08T10:11:12-07:00' },
    'im:rating': { label: String(stars) },
    'im:version': { label: '8.1' },
    id: { label: id },
    title: { label: title },
    content: { label: text, attributes: { type: 'text' } },
    link: { attributes: { rel: 'related', href: `https://itunes.example/review?id=${id}` } },
    'im:voteSum': { label: '2' },
    'im:contentType': { attributes: { term: 'Application', label: 'Application' } },
    'im:voteCount': { label: '3' },
  });
  reads(
    32,
    'the RSS feed of reviews as JSON',
    {
      'rss.json': JSON.stringify({
        feed: {
          author: { name: { label: 'iTunes Store' }, uri: { label: 'https://www.apple.example' } },
          entry: [entry('91', 'Never again', 'Acme sold my contacts', 1), entry('92', 'Fine', 'It works', 5)],
          updated: { label: '2026-07-09T00:00:00-07:00' },
          title: { label: 'iTunes Store: Customer Reviews' },
        },
      }),
    },
    [
      {
        id: '91',
        text: 'Never again\nAcme sold my contacts',
        rating: 1,
        author: true,
        at: '2026-07-08T17:11:12Z',
      },
      { id: '92', text: 'Fine\nIt works', rating: 5 },
    ],
  );
});

describe('services and shops', () => {
  reads(
    30,
    'AppFollow: days alone, beside a translation',
    {
      'appfollow.csv': [
        'Date,AppID,AppName,Country,Lang,Version,OS,Device,Author,Title,Rating,Review,Translated title,Translated review,Reply,URL',
        '2026-07-08,1234,Acme,de,de,2.1,,,joe,Nie wieder,1,Acme hat meine Kontakte verkauft,Never again,Acme has sold my contacts to everybody it knows,,https://a.example/1',
        '2026-07-09,1234,Acme,us,en,2.1,,,ann,Fine,5,It works,,,,https://a.example/2',
      ].join('\n'),
    },
    [
      {
        text: 'Nie wieder\nAcme hat meine Kontakte verkauft',
        rating: 1,
        author: true,
        at: '2026-07-08T00:00:00Z',
        precision: 'day',
        lang: 'de',
      },
      { text: 'Fine\nIt works', rating: 5, precision: 'day' },
    ],
  );
  reads(
    33,
    'Trustpilot, export of a business',
    {
      'trustpilot.csv': [
        'Review Created (UTC),Review Id,Review Consumer User Id,Review Username,Review Title,Review Content,Review Stars,Review Language,Source Name,Reference Id,Company Reply Date (UTC),Company Reply',
        '2026-07-08 10:11:12,64b0c1,u1,Joe,Never again,Acme sold my contacts,1,en,Organic,,2026-07-09 08:00:00,"Dear Joe, we are so sorry about this and would like to hear more"',
      ].join('\n'),
    },
    [
      {
        id: '64b0c1',
        text: 'Never again\nAcme sold my contacts',
        title: 'Never again',
        rating: 1,
        author: true,
        at: '2026-07-08T10:11:12Z',
        source: 'trustpilot',
      },
    ],
  );
  reads(
    34,
    'Kaggle, reviews of a music app: a cell of two lines, thumbs up',
    {
      'spotify.csv':
        'Time_submitted,Review,Rating,Total_thumbsup,Reply\n2026-07-08 15:00:00,"Great app,\nbut they lied to me",2,7,\n2026-07-08 14:21:22,Fine,5,0,Thanks!\n',
    },
    [
      { text: 'Fine', rating: 5, at: '2026-07-08T14:21:22Z' },
      { text: 'Great app,\nbut they lied to me', rating: 2, reach: 70, at: '2026-07-08T15:00:00Z' },
    ],
  );
  reads(
    34,
    'the same as JSON Lines',
    {
      'spotify.jsonl': jsonl({
        Time_submitted: '2026-07-08 15:00:00',
        Review: 'They lied to me',
        Rating: 2,
        Total_thumbsup: 7,
        Reply: null,
      }),
    },
    [{ text: 'They lied to me', rating: 2, reach: 70 }],
  );
});
