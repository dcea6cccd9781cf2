/** What a comparison says: its answer, its differences, its responses, and the printable report. */
import { describe, expect, test } from 'vitest';
import type {
  ComparedDifference,
  ComparedMeasures,
  NamedResponse,
} from '../../src/detect/compare/comparison.ts';
import type { Estimate, Trajectory } from '../../src/domain/spike.ts';
import type { ComparisonReport } from '../../src/report/comparison/report.ts';
import { comparisonSummary } from '../../src/report/comparison/summary.ts';
import { differenceSentence, responseSentences } from '../../src/report/comparison/differences.ts';
import { responseText } from '../../src/report/text/response.ts';
import { comparisonHtml } from '../../src/report/comparison/html.ts';
import { comparisonJson } from '../../src/report/comparison/json.ts';

const around = (value: number): Estimate => ({ value, lower: value * 0.8, upper: value * 1.2 });

function measuresOf(
  label: string,
  peak: number,
  halfLife: number,
  response?: NamedResponse,
): ComparedMeasures {
  const trajectory: Trajectory = {
    baselinePerHour: 2,
    onset: 0,
    peak: { value: 2 * peak, multiple: peak, at: 0 },
    excess: around(900),
    halfLifeHours: around(halfLife),
    recoveryHours: around(90),
  };
  return {
    label,
    series: 'negative',
    onsetLagHours: 0,
    trajectory,
    peakMultiple: around(peak),
    excessPer1000: around(500),
    response,
    betrayalShare: 0.5,
    negativeShare: 0.6,
    categories: [{ code: 'over_collection', count: 9, share: 0.3 }],
  };
}

function report(measures: ComparedMeasures[], differences: ComparedDifference[] = []): ComparisonReport {
  return {
    align: 'onset',
    scale: 'multiple',
    lines: measures.map(({ label }) => ({
      label,
      dayZero: 0,
      points: [
        { hours: 0, value: 1, count: 2 },
        { hours: 1, value: 2, count: 4 },
      ],
      perPost: 0.5,
    })),
    measures,
    differences,
    warnings: ['App reviews <b> only in B.'],
    incidents: measures.map(({ label }) => ({
      slug: label.toLowerCase(),
      title: label,
      brand: 'x',
      onset: 0,
      simulated: false,
    })),
    drawn: measures.map(() => [1, 2].map((value) => ({ value, lower: value / 2, upper: 2 * value }))),
    titles: new Map(),
    byDay: false,
    provenance: {
      inputHash: 'ab12'.repeat(16),
      code: 'outcry 0',
      scorer: 's',
      taxonomy: 't',
      timeZone: 'UTC',
    },
  };
}

const difference = (
  measure: ComparedDifference['measure'],
  numbers: readonly [number, number, number],
  verdict: ComparedDifference['verdict'],
  censored?: ComparedDifference['censored'],
): ComparedDifference => {
  const [value, lower, upper] = numbers;
  return { measure, other: 1, value, lower, upper, verdict, ...(censored ? { censored } : {}) };
};

const two = (...differences: ComparedDifference[]) =>
  report([measuresOf('A', 10, 20), measuresOf('B', 20, 40)], differences);
const say = (one: ComparedDifference) => differenceSentence(two(one), one);

describe('differences', () => {
  test.each([
    [difference('half-life', [-20, -33, -8], 'less'), 'A fell to half 20 h sooner than B (8 to 33 h).'],
    [difference('half-life', [5, 0.2, 11], 'more'), 'A fell to half 5 h later than B (0.2 to 11 h).'],
    [difference('half-life', [5, 0.02, 11], 'more'), 'A fell to half 5 h later than B (0.02 to 11 h).'],
    [difference('half-life', [20, 8, 33], 'more'), 'A fell to half 20 h later than B (8 to 33 h).'],
    [
      difference('recovery', [-216, -248, -162], 'less'),
      'A fell to a twentieth of its peak 9 days sooner than B (6.8 to 10.3 days).',
    ],
    [
      difference('peak-multiple', [19, 2.2, 32.4], 'more'),
      'A peaked higher than B, by 19× normal (2 to 32×).',
    ],
    [
      difference('excess-per-1000', [-1240, -2100, -300], 'less'),
      'A drew fewer extra negative posts for its size than B: 1,240 fewer per 1,000 usual posts (300 to 2,100).',
    ],
    [
      difference('half-life', [2, -5, 9], 'unclear'),
      'No clear difference in half-life between A and B (difference −5 to 9 h).',
    ],
    [
      difference('recovery', [-50, -60, -40], 'less', 'other'),
      'A fell to a twentieth of its peak at least 40 h sooner than B; the counts of B end before.',
    ],
    [
      difference('recovery', [50, 40, 60], 'unclear', 'other'),
      'No clear difference in recovery between A and B: the counts of B end before (difference 40 to 60 h).',
    ],
  ])('%#', (one, sentence) => {
    expect(say(one)).toBe(sentence);
  });
});

describe('the answer', () => {
  const less = [
    difference('peak-multiple', [-10, -14, -6], 'less'),
    difference('half-life', [-20, -33, -8], 'less'),
  ];

  test('claims clear differences and no more', () => {
    expect(comparisonSummary(two(...less))).toBe(
      'B rose higher (20× normal against 10×) and took longer to halve (40 h against 20 h).',
    );
    const mixed = [less[0]!, difference('half-life', [-20, -50, 8], 'unclear')];
    expect(comparisonSummary(two(...mixed))).toBe(
      'B rose higher (20× normal against 10×); no clear difference in how fast they fell (half-life 20 h against 40 h).',
    );
    expect(comparisonSummary(two())).toMatch(
      /^No clear difference in height between A and B .*; no clear difference in how fast they fell/,
    );
  });

  test('of three names the order of the estimates', () => {
    const three = report([measuresOf('A', 10, 20), measuresOf('B', 20, 10), measuresOf('C', 5, 60)]);
    expect(comparisonSummary(three)).toBe(
      'Of 3 incidents, B was measured highest (20× normal) and C slowest to halve (60 h).',
    );
  });
});

describe('responses', () => {
  const left = { value: 0.4, lower: 0.35, upper: 0.46 };
  const few: NamedResponse = {
    title: 'Sorry',
    at: 0,
    verdict: 'not distinguishable',
    reason: 'few-outcries',
    left,
    outcries: 12,
    alike: { outcries: 9, asFar: 3 },
    hoursAfter: 72,
  };
  const faster: NamedResponse = {
    ...few,
    verdict: 'faster',
    reason: 'unlike-others',
    expected: { value: 0.7, lower: 0.48, upper: 0.96 },
    pValue: 0.0328,
    outcries: 60,
  };
  const measured =
    'In the 72 hours after “Sorry” there were 40% as many extra posts an hour as in the day before it (35% to 46%).';

  test('with too few outcries to compare with say what was left and why there is no verdict', () => {
    expect(responseText(few)).toBe(
      `${measured} Of 9 outcries of like shape without a response, 3 had fallen as far. Whether the response changed anything cannot be said: that takes 39 outcries without a response to compare with, and 12 are known.`,
    );
    const none = { ...few, outcries: 0, alike: { outcries: 0, asFar: 0 } };
    expect(responseText(none)).toBe(
      `${measured} Whether the response changed anything cannot be said: that takes 39 outcries without a response to compare with, and none is known.`,
    );
    for (const text of [responseText(few), responseText(none)]) expect(text).not.toMatch(/faster|slow|times/);
  });

  test('with enough of them say what was to be expected', () => {
    expect(responseText(faster)).toBe(
      `${measured} Going by 60 outcries without a response, 70% (48% to 96%) was to be expected: it fell faster than outcries without a response do (p = 0.033).`,
    );
    expect(responseText({ ...faster, verdict: 'slower' })).toContain('it fell more slowly than');
    const like = { ...faster, verdict: 'not distinguishable', reason: 'like-others', pValue: 0.31 } as const;
    expect(responseText(like)).toContain(
      'what was left is not distinguishable from an outcry without a response (p = 0.31).',
    );
    expect(responseText({ ...faster, followedBy: 'Undone' })).toContain(
      '(35% to 46%). “Undone” followed within these 72 hours. Going by',
    );
  });

  test('that cannot be measured say why', () => {
    const { left: _, alike: __, ...bare } = few;
    const say = (reason: NamedResponse['reason'], hoursAfter = 72) =>
      responseText({ ...bare, reason, hoursAfter });
    expect(say('too-recent', 20)).toBe(
      'What was left after “Sorry” is not known: only 20 hours of counts follow it, and 72 are needed.',
    );
    expect(say('too-recent', 0)).toContain('no hours of counts follow it');
    expect(say('too-small')).toContain('too few extra posts were left before it');
    expect(say('too-young')).toContain('less than 12 hours after the outcry began');
  });

  test('one sentence for each incident, the same in every file', () => {
    const both = report([measuresOf('A', 10, 20, faster), measuresOf('B', 20, 40)]);
    expect(responseSentences(both)).toEqual([`A: ${responseText(faster)}`, 'B: no response is known.']);
    expect(responseSentences(two())).toEqual([]);
    const [response] = JSON.parse(comparisonJson(both)).incidents.map(
      (one: { response: unknown }) => one.response,
    );
    expect(response).toEqual({
      title: 'Sorry',
      at: '1970-01-01T00:00:00Z',
      verdict: 'faster',
      left,
      expected: faster.expected,
      pValue: 0.0328,
      outcries: 60,
      alike: { outcries: 9, asFar: 3 },
      reason: expect.stringMatching(/^Going by 60 outcries/),
      sentence: responseText(faster),
    });
    expect(comparisonHtml(both)).toContain(`A: ${responseText(faster)}`);
  });
});

test('the report has the answer first and method and limits last, on sheets of their own', () => {
  const html = comparisonHtml(two(difference('half-life', [-20, -33, -8], 'less')));
  const places = [
    '<h1>',
    '<h2>Differences',
    '<figure>',
    '<h2>Figures',
    '<h2>What to keep in mind',
    '<h2>What the posts',
    '<h2>Method',
    '<h2>Limits',
    'Input SHA-256',
  ];
  const at = places.map((place) => html.indexOf(place));
  expect(at.every((one, i) => one > (at[i - 1] ?? 0))).toBe(true);
  expect(html.match(/<section class="sheet">/g)?.length).toBe(3);
  expect(html).toContain('@page{size:A4');
  expect(html).toContain('App reviews &lt;b&gt; only in B.');
});
