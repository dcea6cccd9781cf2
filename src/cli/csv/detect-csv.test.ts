import { describe, expect, it } from 'vitest';
import { DetectCsv, DetectInputError, DETECT_HEADER, parseTimestamp } from './detect-csv.ts';
import { DetectStream } from '../../detect/stream/detect-stream.ts';

function feed(lines: readonly string[]): string[] {
  const csv = new DetectCsv(new DetectStream());
  return lines.flatMap((line) => csv.feed(line) ?? []);
}

describe('DetectCsv', () => {
  it('gives one row for each data row, in order, and none for the header and blank lines', () => {
    const rows = feed([
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

  it('finds the columns by name, takes value for count, and does without a header', () => {
    expect(feed(['brand,value,timestamp', 'x,3,2026-01-05 00:00:00'])[0]).toMatch(/^2026-01-05 00:00:00,3,/);
    expect(feed(['\uFEFF2026-01-05,3'])).toHaveLength(1);
  });

  it.each([
    [['timestamp,count', 'yesterday,3'], /line 2: "yesterday" is not a time/],
    [['timestamp,count', '2026-01-05,3', '', '2026-01-06,many'], /line 4: "many" is not a count/],
    [['timestamp,count', '2026-01-05,-1'], /line 2: "-1" is not a count/],
    [['timestamp,count', '2026-01-05'], /line 2: .* has no count/],
    [['timestamp,count', '2026-01-05,1', '2026-01-05,1'], /line 3: .* repeats the time/],
    [['timestamp,count', '2026-01-05,1', '2026-01-04,1'], /line 3: .* sort the file/],
    [['when,howmany', '2026-01-05,1'], /line 1: expected the header/],
  ])('names the line and the remedy: %j', (lines, message) => {
    expect(() => feed(lines)).toThrow(DetectInputError);
    expect(() => feed(lines)).toThrow(message);
  });

  it('reads times with and without a zone', () => {
    expect(parseTimestamp('2015-02-26 21:42:53')).toBe(Date.UTC(2015, 1, 26, 21, 42, 53));
    expect(parseTimestamp('2015-02-26T23:42+02:00')).toBe(Date.UTC(2015, 1, 26, 21, 42));
    expect(parseTimestamp('2015-13-26')).toBeNaN();
    expect(parseTimestamp('17')).toBeNaN();
  });
});
