/** `score`, `detect` and `simulate`: lines in, lines out, the same every time. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { seededRandom } from '../../src/domain/clock.ts';
import { runVerb } from '../support/run-verb.ts';
import { tempDirs } from '../support/temp.ts';
import { HANG_MS } from '../support/eventually.ts';

const tempDir = tempDirs();
const MAIN = join(process.env.TEST_ROOT ?? packageRoot, 'dist/src/cli/main.js');

type Line = Record<string, unknown>;

/** `outcry score` with this on its stdin. */
function score(input: string, ...words: string[]): Line[] {
  const env = { PATH: process.env.PATH ?? '' };
  const options = { input, env, maxBuffer: 64 * 1024 * 1024, timeout: HANG_MS };
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'score', ...words], options);
  expect([status, stderr.toString()]).toEqual([0, '']);
  const lines = stdout.toString().split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line) as Line);
}

const TEXTS = [
  'They sold my location data to advertisers without asking. I feel betrayed.',
  'Lovely update, the new playlist page is great!',
  'The train was late again this morning.',
  'Das neue Update gefällt mir wirklich sehr gut, danke an alle.',
  '',
  '👩‍👩‍👧 \u202e\u0000 \ud800',
];

const BROKEN = [
  '{',
  'nonsense',
  '[1,2]',
  '"text"',
  'null',
  '{"id":"no text"}',
  '{"id":7,"text":5}',
  '{"text":"x","brand":3}',
];

describe('score', () => {
  const inputs = Array.from({ length: 2_000 }, (_, i) =>
    i % 10 === 9
      ? { line: BROKEN[((i / 10) % BROKEN.length) | 0]!, id: undefined }
      : {
          line: JSON.stringify({ id: i % 2 ? i : `n${i}`, text: TEXTS[i % TEXTS.length] }),
          id: i % 2 ? i : `n${i}`,
        },
  );
  const lines = inputs.map(({ line }) => line);

  it('one line for each of 2,000, in order, with its id; broken ones say so', () => {
    const found = score(`${lines.join('\n')}\n`);
    expect(found).toHaveLength(inputs.length);
    for (const [i, { id }] of inputs.entries()) {
      const line = found[i]!;
      if (id === undefined) {
        expect(line.error).toEqual(expect.stringMatching(/\w/));
        expect(line).not.toHaveProperty('scored');
        continue;
      }
      expect(line.id).toBe(id);
      expect(line).not.toHaveProperty('error');
      if (line.scored !== true) {
        expect(line).toMatchObject({
          scored: false,
          reason: expect.any(String),
          sentiment: null,
          betrayal: null,
        });
        continue;
      }
      const { sentiment, betrayal } = line as unknown as {
        sentiment: { label: string; score: number; p: Record<string, number> };
        betrayal: {
          label: boolean;
          p: number;
          categories: { code: string; span: [number, number] }[];
          context: [];
        };
      };
      expect(['negative', 'neutral', 'positive']).toContain(sentiment.label);
      expect(Math.abs(sentiment.score)).toBeLessThanOrEqual(1);
      const sum = Object.values(sentiment.p).reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(1, 2);
      expect(betrayal.p >= 0 && betrayal.p <= 1).toBe(true);
      for (const { span } of betrayal.categories) expect(span[0]).toBeLessThan(span[1]);
    }
    expect(found[0]).toMatchObject({ sentiment: { label: 'negative' }, betrayal: { label: true } });
    expect(found[1]).toMatchObject({ sentiment: { label: 'positive' }, betrayal: { label: false } });
    expect(found[3]).toMatchObject({ scored: false, lang: 'de' });
  });

  it('says the same twice, without a line end, with CRLF', () => {
    const some = lines.slice(0, 60);
    expect(score(some.join('\r\n'))).toEqual(score(`${some.join('\n')}\n`));
    expect(score('')).toEqual([]);
  });

  it('--pack narrows the categories, in both spellings', () => {
    const text = JSON.stringify({
      text: 'They sold my location data and now they raise the price for loyal customers.',
    });
    const codes = (...words: string[]) => {
      const betrayal = score(text, ...words)[0]!.betrayal as { categories: { code: string }[] };
      return betrayal.categories.map(({ code }) => code);
    };
    const all = codes();
    const privacy = codes('--pack', 'privacy-betrayal');
    expect(privacy).toContain('third_party_sharing');
    expect(all).toEqual(expect.arrayContaining(privacy));
    expect(codes('--pack', 'broken-trust')).not.toContain('third_party_sharing');
    expect(codes('--pack', 'broken-trust', 'privacy-betrayal')).toEqual(all);
    expect(codes('--pack', 'broken-trust', '--pack', 'privacy-betrayal')).toEqual(all);
  });
});

describe('detect', () => {
  const random = seededRandom(11);
  const at = (hour: number) => new Date(Date.UTC(2026, 0, 1) + hour * 3_600_000).toISOString();
  const rows = Array.from({ length: 900 }, (_, hour) => {
    const usual = 20 + Math.round(8 * Math.sin((hour % 24) / 4) + random() * 6);
    const burst = hour >= 700 && hour < 712 ? 400 : 0;
    return hour % 97 === 5 ? `${at(hour)},` : `${at(hour)},${usual + burst}`;
  }).filter((_, hour) => hour % 131 !== 7);
  const dir = tempDir();
  const write = (name: string, some: readonly string[]) => {
    writeFileSync(join(dir, name), ['timestamp,count', ...some, ''].join('\n'));
    return join(dir, name);
  };
  const detect = async (...words: string[]) => {
    const { code, stdout, stderr } = await runVerb(['detect', ...words], {});
    expect([code, stderr]).toEqual([0, '']);
    const [header, ...found] = stdout.trimEnd().split('\n');
    expect(header).toBe('timestamp,count,expected,lower,upper,score,alarm');
    return found;
  };

  it('one row out for each row in; score >= 0.5 exactly when it alarms; the burst alarms', async () => {
    const found = await detect(write('all.csv', rows));
    expect(found.map((row) => row.split(',').slice(0, 2).join(','))).toEqual(rows);
    const cells = found.map((row) => row.split(','));
    for (const cell of cells) {
      expect(cell).toHaveLength(7);
      expect([cell[0], Number(cell[5]) >= 0.5]).toEqual([cell[0], cell[6] === '1']);
    }
    const alarms = cells.filter((cell) => cell[6] === '1').map((cell) => cell[0]!);
    expect(alarms.some((time) => time >= at(700) && time < at(703))).toBe(true);
    expect(alarms.filter((time) => time < at(700)).length).toBeLessThan(10);
    expect(cells.filter((cell) => cell[1] === '').every((cell) => cell[6] === '0')).toBe(true);
  });

  it('--state: in pieces it says what it says in one', async () => {
    const whole = await detect(write('whole.csv', rows));
    const state = join(dir, 'state.json');
    const pieces: string[] = [];
    for (const [from, to] of [
      [0, 1],
      [1, 350],
      [350, 705],
      [705, rows.length],
    ] as const) {
      pieces.push(...(await detect(write('piece.csv', rows.slice(from, to)), '--state', state)));
    }
    expect(pieces).toEqual(whole);
  });

  it('sees nothing of what comes later', async () => {
    const whole = await detect(write('whole.csv', rows));
    expect(await detect(write('start.csv', rows.slice(0, 703)))).toEqual(whole.slice(0, 703));
  });

  it.each([
    [['2026-01-01T00:00Z,x'], /line 2: "x" is not a count/],
    [['2026-01-01T00:00Z,1', '2026-01-01T00:00Z,2'], /line 3: .* repeats/],
    [['2026-01-02,1', '2026-01-01,2'], /line 3: .* earlier/],
    [['yesterday,2'], /line 2: "yesterday" is not a time/],
  ])('%j: line and reason', async (some, words) => {
    const result = await runVerb(['detect', write('broken.csv', some)], {});
    expect([result.code, result.stderr.trimEnd().split('\n').length]).toEqual([1, 1]);
    expect(result.stderr).toMatch(words);
  });
});

describe('simulate', () => {
  it('the same seed gives the same bytes, another seed others', async () => {
    const dir = tempDir();
    const made = async (name: string, seed: string) => {
      const file = join(dir, `${name}.jsonl`);
      const result = await runVerb(['simulate', 'quiet-launch', '--seed', seed, '-o', file], {});
      expect([result.code, result.stdout]).toEqual([0, '']);
      return {
        mentions: readFileSync(file, 'utf8'),
        truth: readFileSync(join(dir, `${name}.truth.json`), 'utf8'),
      };
    };
    const [one, again, other] = [await made('a', '7'), await made('b', '7'), await made('c', '8')];
    expect(again.mentions === one.mentions && again.truth === one.truth).toBe(true);
    expect(other.mentions === one.mentions).toBe(false);
    const lines = one.mentions.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(500);
    expect(JSON.parse(lines[0]!)).toMatchObject({ text: expect.any(String), simulated: true });
    const truth = JSON.parse(one.truth) as { hours: { expected: number[] } };
    expect(truth.hours.expected.length).toBeGreaterThan(24);
  });
});
