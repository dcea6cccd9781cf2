import { describe, expect, it } from 'vitest';
import { DetectCsv, DETECT_HEADER, parseTimestamp } from './detect-csv.ts';
import { DetectInputError } from './input-error.ts';
import { DetectStream } from '../../detect/stream/detect-stream.ts';
import { openTable } from '../../source/file/open-table.ts';
import { fileOf } from '../../../test/support/read-file.ts';

async function feedText(content: string | Buffer, name = 'csv'): Promise<string[]> {
  const table = await openTable(fileOf(content, name));
  const csv = new DetectCsv(new DetectStream(), table);
  const rows: string[] = [];
  for await (const records of table.records)
    rows.push(...records.flatMap((record) => csv.feed(record) ?? []));
  return rows;
}

const feed = (lines: readonly string[]) => feedText(lines.join('\n'));

describe('DetectCsv', () => {
  it('gives one row for each data row, in order, and none for the header and blank lines', async () => {
    const rows = await feed([
      'timestamp,count',
      '2026-01-05T00:00:00Z,4',
      '',
      '2026-01-05T01:00:00Z,',
      '2026-01-05T02:00:00Z,5\r',
    ]);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatch(/^2026-01-05T00:00:00Z,4,/);
    expect(rows[1]).toMatch(/^2026-01-05T01:00:00Z,,/);
    for (const row of rows) expect(row.split(',')).toHaveLength(DETECT_HEADER.split(',').length);
  });

  it('finds the columns by name, takes value for count, and does without a header', async () => {
    expect((await feed(['brand,value,timestamp', 'x,3,2026-01-05 00:00:00']))[0]).toMatch(
      /^2026-01-05 00:00:00,3,/,
    );
    expect(await feed(['\uFEFF2026-01-05,3'])).toHaveLength(1);
  });

  it.each([
    [['timestamp,count', 'yesterday,3'], /line 2: "yesterday" is not a time/],
    [['timestamp,count', '2026-01-05,3', '', '2026-01-06,many'], /line 4: "many" is not a count/],
    [['timestamp,count', '2026-01-05,-1'], /line 2: "-1" is not a count/],
    [['timestamp,count', '2026-01-05'], /line 2: .* has no count/],
    [['timestamp,count', '2026-01-05,1', '2026-01-05,1'], /line 3: .* repeats the time/],
    [['timestamp,count', '2026-01-05,1', '2026-01-04,1'], /line 3: .* sort the file/],
    [['when,howmany', '2026-01-05,1'], /line 1: expected the header/],
  ])('names the line and the remedy: %j', async (lines, message) => {
    await expect(feed(lines)).rejects.toThrow(DetectInputError);
    await expect(feed(lines)).rejects.toThrow(message);
  });

  it('reads times with and without a zone', () => {
    expect(parseTimestamp('2015-02-26 21:42:53')).toBe(Date.UTC(2015, 1, 26, 21, 42, 53));
    expect(parseTimestamp('2015-02-26T23:42+02:00')).toBe(Date.UTC(2015, 1, 26, 21, 42));
    expect(parseTimestamp('2015-13-26')).toBeNaN();
    expect(parseTimestamp('17')).toBeNaN();
  });

  it.each<[string, string | Buffer]>([
    ['semicolons', 'timestamp;count\n2026-01-05;1.204\n2026-01-06;7\n'],
    ['tabs, CRLF and a mark', '\ufefftimestamp\tcount\r\n2026-01-05\t1204\r\n2026-01-06\t7\r\n'],
    ['UTF-16', Buffer.from('\ufefftimestamp,count\n2026-01-05,1204\n2026-01-06,7\n', 'utf16le')],
    [
      'a heading and a total',
      'Posts of Acme\n\ntimestamp,count\n2026-01-05,"1,204"\n2026-01-06,7\nTotal,1211\n',
    ],
    ['an index without a name', ',ds,y\n0,2026-01-05,1204\n1,2026-01-06,7.0\n'],
    ['sep= and CR', 'sep=;\rvalue;date\r1204;2026-01-05\r7;2026-01-06\r'],
    ['names of Prophet, dates in words', 'ds,y\n"5 January 2026",1204\n"6 January 2026",7\n'],
  ])('other dialects: %s', async (_, content) => {
    const rows = await feedText(content);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatch(/2026/);
    expect((await feedText('timestamp,count\n2026-01-05,1204\n2026-01-06,7\n')).map(judgement)).toEqual(
      rows.map(judgement),
    );
  });

  it('refuses what it cannot be sure of', async () => {
    await expect(feed(['timestamp,count', '05/07/2026,3'])).rejects.toThrow(
      /line 2: "05\/07\/2026" is not a time/,
    );
    await expect(feed(['timestamp,count', '2026-01-05,1.5'])).rejects.toThrow(/line 2: "1.5" is not a count/);
    await expect(feed(['timestamp,count', '2026-01-05,"7'])).rejects.toThrow(/line 2: .*quote/);
  });
});

/** What is said about a row, without its own cells. */
function judgement(row: string): string {
  return row.split(',').slice(-5).join();
}
