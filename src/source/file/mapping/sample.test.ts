/** Reading ahead: what is looked at has limits, and no row is lost or read twice. */
import { describe, expect, it } from 'vitest';
import type { Row } from '../row.ts';
import { readAhead, Sample } from './sample.ts';

const row = (line: number, fields: Record<string, unknown>): Row => ({ line, fields, raw: 'x'.repeat(100) });

async function* rowsOf(count: number, closed: () => void): AsyncGenerator<Row> {
  try {
    for (let i = 1; i <= count; i += 1) yield row(i, { text: `${i}` });
  } finally {
    closed();
  }
}

describe('reading ahead', () => {
  it.each([0, 1, 499, 500, 501, 1_200])('gives each of %d rows once', async (count) => {
    const { rows, all } = await readAhead(rowsOf(count, () => undefined));
    const lines: number[] = [];
    for await (const { line } of all) lines.push(line);
    expect(lines).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    expect(rows).toHaveLength(Math.min(count, 500));
  });

  it('closes the file of which only the beginning was read', async () => {
    let closed = 0;
    const ahead = await readAhead(rowsOf(1_000, () => (closed += 1)));
    expect(closed).toBe(0);
    await ahead.close();
    expect(closed).toBe(1);
  });

  it('an error of the file comes in its place', async () => {
    async function* broken(): AsyncGenerator<Row> {
      yield row(1, { text: 'a' });
      throw new Error('the end is missing');
    }
    const { all } = await readAhead(broken());
    const lines: number[] = [];
    const read = async () => {
      for await (const { line } of all) lines.push(line);
    };
    await expect(read()).rejects.toThrow('the end is missing');
    expect(lines).toEqual([1]);
  });
});

describe('a sample', () => {
  it('looks at so many names and cells at most', () => {
    const many = Array.from({ length: 400 }, (_, i) =>
      row(i, Object.fromEntries(Array.from({ length: 300 }, (_x, k) => [`k${i}_${k}`, 'a b c']))),
    );
    const sample = new Sample(many);
    expect(sample.names.length).toBeLessThanOrEqual(1_200);
    expect(sample.names.length * sample.size).toBeLessThanOrEqual(50_000);
    expect(new Sample(many.slice(0, 3)).names).toHaveLength(900);
  });

  it('looks at all rows of an ordinary file', () => {
    const sample = new Sample(Array.from({ length: 500 }, (_, i) => row(i, { id: i, text: 'a b c' })));
    expect(sample.size).toBe(500);
    expect(sample.look('text')).toEqual({ filled: 500, distinct: 1 / 500, length: 5, prose: 0 });
  });
});
