/** Who is who: ids that are row numbers, rounded, empty or the same in two networks (cases 1 to 6, 25, 65). */
import { describe, expect, it } from 'vitest';
import { fileTests, jsonl } from './ground.ts';

const { ground, reads } = fileTests();

describe('identity', () => {
  const acme = [
    'id,date,review,rating',
    '1,2026-06-01 09:00,Acme sold my contacts,1',
    '2,2026-06-01 10:00,Acme betrayed its users,1',
    '3,2026-06-01 11:00,Leaving Acme today,2',
  ].join('\n');
  const globex = [
    'id,date,review,rating',
    '1,2026-06-05 09:00,Globex is lovely,5',
    '2,2026-06-05 10:00,Happy with Globex,5',
    '3,2026-06-05 11:00,Globex support was kind,5',
  ].join('\n');

  it('1: two files numbered from 1, of two brands: no brand gets words of the other', async () => {
    const { load, stored } = ground();
    expect((await load('acme.csv', acme, '--brand', 'acme')).json).toMatchObject({ read: 3, accepted: 3 });
    const second = await load('globex.csv', globex, '--brand', 'globex');
    expect(second.json).toMatchObject({ read: 3, accepted: 3, duplicates: 0 });
    expect(await stored('acme')).toMatchObject([
      { text: 'Acme sold my contacts', at: '2026-06-01T09:00:00Z', rating: 1 },
      { text: 'Acme betrayed its users', at: '2026-06-01T10:00:00Z', rating: 1 },
      { text: 'Leaving Acme today', at: '2026-06-01T11:00:00Z', rating: 2 },
    ]);
    expect(await stored('globex')).toMatchObject([
      { text: 'Globex is lovely', at: '2026-06-05T09:00:00Z', rating: 5 },
      { text: 'Happy with Globex', at: '2026-06-05T10:00:00Z', rating: 5 },
      { text: 'Globex support was kind', at: '2026-06-05T11:00:00Z', rating: 5 },
    ]);
  });

  it('1: the same file again adds nothing to either brand', async () => {
    const { load, stored } = ground();
    await load('acme.csv', acme, '--brand', 'acme');
    await load('globex.csv', globex, '--brand', 'globex');
    const again = await load('globex.csv', globex, '--brand', 'globex');
    expect(again.json).toMatchObject({ read: 3, accepted: 0, duplicates: 3 });
    expect(await stored()).toHaveLength(6);
  });

  it('2: files of June and July of one brand, both numbered from 1: both are stored', async () => {
    const { load, stored } = ground();
    const july = acme.replaceAll('2026-06', '2026-07').replaceAll('Acme', 'The Acme app');
    await load('june.csv', acme);
    expect((await load('july.csv', july)).json).toMatchObject({ accepted: 3, duplicates: 0 });
    expect(await stored()).toHaveLength(6);
  });

  it('2: the same under one source says that ids came again with other words, and the way on', async () => {
    const { load, stored } = ground();
    await load('june.csv', acme, '--source', 'reviews');
    const july = acme.replaceAll('2026-06', '2026-07').replaceAll('Acme', 'The Acme app');
    const second = await load('july.csv', july, '--source', 'reviews');
    expect(second.json).toMatchObject({ accepted: 3, conflicts: 3 });
    expect(second.stderr).toMatch(/--replace/);
    expect(await stored()).toHaveLength(6);
  });

  const rounded = [
    'id,date,text',
    '1.41235E+18,2026-06-01 09:00,acme sold my contacts',
    '1.41235E+18,2026-06-01 10:00,acme betrayed its users',
    '1.41235E+18,2026-06-01 11:00,leaving acme today',
  ].join('\n');
  const three = [
    { text: 'acme sold my contacts', at: '2026-06-01T09:00:00Z' },
    { text: 'acme betrayed its users', at: '2026-06-01T10:00:00Z' },
    { text: 'leaving acme today', at: '2026-06-01T11:00:00Z' },
  ];
  reads(3, 'ids that a spreadsheet rounded are no ids', { 'excel.csv': rounded }, three);
  for (const id of ['nan', 'None', '#N/A', '', '0', '-', '1412345678901234600']) {
    const same = rounded.replaceAll('1.41235E+18', id);
    reads(3, `every row has the id "${id}"`, { 'same.csv': same }, three);
  }

  const tweet = (id: string, text: string, user: number) =>
    `{"created_at":"Wed Jul 08 10:11:12 +0000 2026","id":${id},"id_str":"${id}","full_text":"${text}","user":{"id":${user}}}\n`;
  const tweets =
    tweet('1412345678901234561', 'acme broke my trust', 99) +
    tweet('1412345678901234562', 'deleting acme tonight', 98) +
    tweet('1412345678901234600', 'acme sold my contacts', 97);
  const numbers = [
    { id: '1412345678901234561', text: 'acme broke my trust', at: '2026-07-08T10:11:12Z', author: true },
    { id: '1412345678901234562', text: 'deleting acme tonight', author: true },
    { id: '1412345678901234600', text: 'acme sold my contacts', author: true },
  ];
  reads(4, 'numbers above 2^53 keep their digits: id_str', { 'tweets.jsonl': tweets }, numbers);
  reads(
    4,
    'numbers above 2^53 keep their digits: id alone',
    { 'tweets.jsonl': tweets.replaceAll(/"id_str":"\d+",/g, '') },
    numbers,
  );

  reads(
    5,
    'a column Source with a capital, the same id in two networks',
    {
      'mentions.csv': [
        'ID,Date,Text,Source',
        '1,2026-07-08 10:11,Acme sold my data,Twitter',
        '1,2026-07-08 10:12,Acme lied to all of us,Facebook',
        '2,2026-07-08 10:13,Acme admits that it sold data,Example News',
      ].join('\n'),
    },
    [
      { source: 'twitter', text: 'Acme sold my data' },
      { source: 'facebook', text: 'Acme lied to all of us' },
      { source: 'example-news', text: 'Acme admits that it sold data' },
    ],
  );

  const wrong = 'id,date,text,stars\n1,2026-07-09 10:11,Acme is bad,5\n2,2026-07-10 10:11,Acme is god,4\n';
  const right = 'id,date,text,stars\n1,2026-07-08 10:11,Acme is bad,1\n2,2026-07-10 10:11,Acme is good,4\n';
  const corrected = [
    { at: '2026-07-08T10:11:00Z', text: 'Acme is bad', rating: 1 },
    { at: '2026-07-10T10:11:00Z', text: 'Acme is good', rating: 4 },
  ];
  it('6: a corrected file repairs the wrong one with --replace', async () => {
    const { load, stored } = ground();
    await load('reviews.csv', wrong);
    const { json } = await load('reviews.csv', right, '--replace');
    expect(json).toMatchObject({ read: 2, replaced: 2, accepted: 0 });
    expect(await stored()).toMatchObject(corrected);
  });

  it('6: the wrong import is taken back, and the right one stays', async () => {
    const { load, run, stored } = ground();
    await load('reviews.csv', wrong);
    const [job] = JSON.parse((await run('imports', '--json')).stdout) as { id: number }[];
    expect((await run('imports', 'undo', String(job!.id))).code).toBe(0);
    expect(await stored()).toEqual([]);
    await load('reviews.csv', right);
    expect(await stored()).toMatchObject(corrected);
  });

  it('6: without --replace a corrected file says what it changed nothing of', async () => {
    const { load, stored } = ground();
    await load('reviews.csv', wrong);
    const { stderr, json } = await load('reviews.csv', right);
    expect(json).toMatchObject({ read: 2, conflicts: 2 });
    expect(stderr).toMatch(/--replace/);
    expect(await stored()).toHaveLength(4);
  });

  reads(
    1,
    'a thread id in the id column of all rows merges nothing',
    {
      'thread.jsonl': jsonl(
        { id: 'thread-7', date: '2026-06-01T09:00:00Z', author: 'ann', text: 'Acme sold my contacts' },
        { id: 'thread-7', date: '2026-06-01T09:01:00Z', author: 'joe', text: 'Mine as well' },
        { id: 'thread-7', date: '2026-06-01T09:02:00Z', author: 'ann', text: 'Mine as well' },
      ),
    },
    [{ text: 'Acme sold my contacts' }, { text: 'Mine as well' }, { text: 'Mine as well' }],
  );
});
