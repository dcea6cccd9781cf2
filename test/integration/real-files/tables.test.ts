/** Tables of counts and of policy snapshots, read by `effect`, `detect` and `policy` (cases 70 to 74). */
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/domain/clock.ts';
import { DAY_MS, HOUR_MS } from '../../../src/domain/series.ts';
import { grounds, utf16 } from './ground.ts';

const ground = grounds();
const START = Date.UTC(2021, 0, 1);
const day = (i: number) => new Date(START + i * DAY_MS).toISOString().slice(0, 10);

/** 120 days of about 504 and about 22. */
function counts(write: (i: number, acme: number, peer: number) => string): string[] {
  const random = seededRandom(7);
  const upTo = (n: number) => Math.floor(random() * (n + 1));
  return Array.from({ length: 120 }, (_, i) => write(i, 500 + upTo(9), 20 + upTo(5)));
}

async function effect(content: string | Buffer, ...words: string[]) {
  const { file, run } = ground();
  return run('effect', file('table.csv', content), ...words);
}

async function baseline(content: string | Buffer, column: string, at = '2021-04-06'): Promise<number> {
  const { code, stdout, stderr } = await effect(content, '--column', column, '--at', at);
  expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
  return (JSON.parse(stdout) as { baseline: { value: number } }).baseline.value;
}

const plain = (acme = (n: number) => String(n)) => counts((i, a, b) => `${day(i)},${acme(a)},${b}`);

describe('effect', () => {
  it.each([
    ['Peer', 22],
    ['Acme', 504],
  ])('70: an index without a name before the date: %s is its own column', async (column, about) => {
    const table = [',date,Acme,Peer', ...counts((i, a, b) => `${i},${day(i)},${a},${b}`)].join('\n');
    const value = await baseline(table, column);
    expect(value).toBeGreaterThan(about - 3);
    expect(value).toBeLessThan(about + 3);
  });

  it('71: days at local midnight over a change of clocks are days', async () => {
    const table = [
      'date,Acme,Peer',
      ...counts((i, a, b) => `${day(i)}T00:00:00+0${i < 86 ? 1 : 2}:00,${a},${b}`),
    ].join('\n');
    const value = await baseline(table, 'Peer', '2021-04-06T00:00:00+02:00');
    expect(Math.abs(value - 22)).toBeLessThan(3);
  });

  const dialects: readonly (readonly [string, string | Buffer])[] = [
    ['semicolons', ['date;Acme;Peer', ...plain()].join('\n').replaceAll(',', ';')],
    ['UTF-16', utf16(['date\tAcme\tPeer', ...plain()].join('\n').replaceAll(',', '\t'))],
    [
      'epoch',
      ['date,Acme,Peer', ...counts((i, a, b) => `${(START + i * DAY_MS) / 1000},${a},${b}`)].join('\n'),
    ],
    ['thousands', ['date,Acme,Peer', ...plain((a) => `"${a + 1_000}"`.replace('1', '1,'))].join('\n')],
    [
      'lines before the header',
      ['Category: All categories', '', 'Day,Acme: (Worldwide),Peer', ...plain()].join('\n'),
    ],
    ['NaN', ['date,Acme,Peer', ...plain()].join('\n').replace(/^(2021-01-2\d),\d+,\d+$/gm, '$1,NaN,NaN')],
    ['a total at the end', ['date,Acme,Peer', ...plain(), 'Total,60480,2640'].join('\n')],
  ];
  it.each(dialects)('72: %s: read right, or a line that names the cause', async (_name, table) => {
    const { code, stdout, stderr } = await effect(table, '--column', 'Peer', '--at', '2021-04-06');
    if (code !== 0) expect(stderr).toMatch(/line \d+|column/);
    else
      expect(
        Math.abs((JSON.parse(stdout) as { baseline: { value: number } }).baseline.value - 22),
      ).toBeLessThan(3);
  });

  it('72: US dates: read by the order that the column shows', async () => {
    const us = (i: number) => {
      const [year, month, date] = day(i).split('-');
      return `${month}/${date}/${year}`;
    };
    const table = ['date,Acme,Peer', ...counts((i, a, b) => `${us(i)},${a},${b}`)].join('\n');
    const { code, stdout, stderr } = await effect(table, '--column', 'Peer', '--at', '2021-04-06');
    if (code !== 0) expect(stderr).toMatch(/line \d+.*(?:day|month)/);
    else
      expect(
        Math.abs((JSON.parse(stdout) as { baseline: { value: number } }).baseline.value - 22),
      ).toBeLessThan(3);
  });

  it('72: weeks are refused or read as weeks, and never as days', async () => {
    const table = [
      'Week,Peer',
      ...Array.from({ length: 60 }, (_, i) => `${day(i * 7)},${150 + (i % 5)}`),
    ].join('\n');
    const { code, stdout, stderr } = await effect(table, '--column', 'Peer', '--at', day(50 * 7));
    if (code !== 0) expect(stderr).toMatch(/week|168|10080|bucket|hour|day/i);
    else expect((JSON.parse(stdout) as { bucketHours: number }).bucketHours).toBe(168);
  });
});

describe('detect', () => {
  const hour = (i: number) => new Date(START + i * HOUR_MS).toISOString().slice(0, 19).replace('T', ' ');
  async function detect(lines: readonly string[]) {
    const { file, run } = ground();
    return run('detect', file('counts.csv', lines.join('\n')));
  }

  it.each([
    ['NAB', 'timestamp,value'],
    ['Prophet', 'ds,y'],
  ])('73: %s: one row for each row', async (_name, header) => {
    const { code, stdout } = await detect([
      header,
      ...Array.from({ length: 200 }, (_, i) => `${hour(i)},${20 + (i % 5)}`),
    ]);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(201);
  });
  it('73: columns in the other order are read, or refused with the line', async () => {
    const { code, stdout, stderr } = await detect([
      'value,timestamp',
      ...Array.from({ length: 50 }, (_, i) => `${20 + (i % 5)},${hour(i)}`),
    ]);
    if (code === 0) expect(stdout.split('\n')[1]).toContain(hour(0).slice(0, 10));
    else expect(stderr).toMatch(/line \d/);
  });
  it('73: the hour that comes twice when clocks go back is named, or both are kept', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => `${hour(i)},${20 + (i % 5)}`);
    const { code, stdout, stderr } = await detect(['timestamp,value', ...rows, rows[49]!, `${hour(50)},21`]);
    if (code === 0) expect(stdout.trimEnd().split('\n')).toHaveLength(53);
    else expect(stderr).toMatch(/line \d+/);
  });
});

describe('tables of policy snapshots', () => {
  const header = 'brand,document,collection,observed_at,kind,text_hash,additions,deletions,commit';
  const row = (at: string, hash: string, additions = '9') =>
    `Acme,Terms,pga,${at},change,${hash},${additions},1,c`;
  async function records(content: string) {
    const { file, run } = ground();
    return run('policy', 'records', file('records.csv', content));
  }
  const table = [header, row('2015-09-12T00:35:27-04:00', 'a'), row('2016-09-12T00:35:27-04:00', 'b')].join(
    '\n',
  );

  it.each([
    ['a byte order mark', `\ufeff${table}`],
    [
      'other order of columns',
      table
        .split('\n')
        .map((line) => line.split(',').toReversed().join(','))
        .join('\n'),
    ],
    [
      'git dates',
      [header, row('2015-09-12 00:35:27 -0400', 'a'), row('2016-09-12 00:35:27 -0400', 'b')].join('\n'),
    ],
    ['semicolons', table.replaceAll(',', ';')],
  ])('74: %s: read, or a line that names the cause', async (_name, content) => {
    const { code, stdout, stderr } = await records(content);
    if (code !== 0) expect(stderr).toMatch(/line \d+|column/);
    else
      expect(
        (JSON.parse(stdout) as { changes: { observed: { by: string } }[] }).changes.map(
          (one) => one.observed.by,
        ),
      ).toEqual(['2015-09-12T04:35:27.000Z', '2016-09-12T04:35:27.000Z']);
  });

  it('74: a line without a zone, and one with "1,204" additions, are left out with the reason', async () => {
    const { stderr } = await records(
      [table, row('2017-09-12 00:35:27', 'c'), row('2018-09-12T00:00:00Z', 'd', '"1,204"')].join('\n'),
    );
    expect(stderr).toMatch(/line 4/);
    expect(stderr).toMatch(/zone/);
  });
});
