/** Reddit's dumps and tables, and what stands in for a text (cases 41 to 43). */
import { describe, expect, it } from 'vitest';
import { fileTests, jsonl } from './ground.ts';

const { ground, reads } = fileTests();

describe('placeholders', () => {
  const comment = (id: string, author: string, body: string) => ({
    id,
    author,
    body,
    created_utc: 1783505472,
    subreddit: 'acme',
    link_id: 't3_x',
    parent_id: 't3_x',
    score: 7,
  });
  reads(
    41,
    'Pushshift comments: deleted, removed and automatic ones are left out and counted',
    {
      'RC.jsonl': jsonl(
        comment('c1', 'joe', 'Acme sold my data'),
        comment('c2', '[deleted]', '[deleted]'),
        comment('c3', '[deleted]', '[removed]'),
        comment('c4', 'ann', '[ Removed by Reddit ]'),
        comment('c5', 'AutoModerator', 'Welcome! Please read the rules before you post here.'),
        comment('c6', '[deleted]', 'They lied to me as well'),
        comment('c7', 'deleted_fan', 'I deleted my account'),
      ),
    },
    [
      { id: 'c1', text: 'Acme sold my data', author: true, reach: 70, source: 'reddit' },
      { id: 'c6', text: 'They lied to me as well', author: false },
      { id: 'c7', text: 'I deleted my account', author: true },
    ],
    { json: { read: 7, accepted: 3, leftOut: 4 } },
  );

  const entities = jsonl(
    { id: '1', created_utc: 1783505472, body: 'I don&#39;t trust Acme with my data anymore' },
    { id: '2', created_utc: 1783505473, author: '[deleted]', body: '[deleted]' },
    { id: '3', created_utc: 1783505474, author: '[deleted]', body: '[removed]' },
    { id: '4', created_utc: 1783505475, author: 'joe', title: 'Acme admits selling our data', selftext: '' },
  );
  it('41, 42, 48: entities undone, placeholders not counted, the title of a link', async () => {
    const { load, stored } = ground();
    const { json } = await load('reddit.jsonl', entities, '--wait');
    expect(json).toMatchObject({ read: 4, accepted: 2, leftOut: 2, rejected: 0 });
    expect(await stored()).toMatchObject([
      { id: '1', text: "I don't trust Acme with my data anymore", betrayal: true },
      { id: '4', text: 'Acme admits selling our data' },
    ]);
  });

  const submission = (id: string, title: string, selftext: string) => ({
    id,
    author: 'joe',
    title,
    selftext,
    created_utc: 1783505472,
    subreddit: 'acme',
    score: 7,
    num_comments: 2,
    url: 'https://n.example/1',
    permalink: `/r/acme/comments/${id}/acme/`,
  });
  reads(
    42,
    'Pushshift submissions: a link has its title, a removed text leaves the title',
    {
      'RS.jsonl': jsonl(
        submission('s1', 'Acme admits selling our data', ''),
        submission('s2', 'Acme lied to me', '[removed]'),
        submission('s3', 'Acme', 'They sold my contacts'),
        submission('s4', '[deleted by user]', '[removed]'),
      ),
    },
    [
      { id: 's1', text: 'Acme admits selling our data', reach: 90 },
      { id: 's2', text: 'Acme lied to me' },
      { id: 's3', text: 'Acme\nThey sold my contacts' },
    ],
    { json: { leftOut: 1 } },
  );

  reads(
    43,
    'PRAW and pandas: nan is no text',
    {
      'praw.csv': [
        ',id,title,selftext,score,num_comments,created_utc',
        '0,p1,Acme sells data,nan,7,2.0,1783505472.0',
        '1,p2,Acme,They sold my contacts,7,nan,1783505473.0',
      ].join('\n'),
    },
    [
      { id: 'p1', text: 'Acme sells data', at: '2026-07-08T10:11:12Z', reach: 90 },
      { id: 'p2', text: 'Acme\nThey sold my contacts' },
    ],
  );
  reads(
    43,
    'a text that is only nan, NULL, N/A or None is no post',
    {
      'a.csv': [
        'id,date,text',
        ...['nan', 'NULL', 'N/A', 'None', '', 'Acme lied to me'].map(
          (t, i) => `${i + 1},2026-07-08 10:11,${t}`,
        ),
      ].join('\n'),
    },
    [{ text: 'Acme lied to me' }],
    { json: { leftOut: 5 } },
  );
});
