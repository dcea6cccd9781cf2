/** `outcry library`: the list, filters, one incident, and what it says to words it does not know. */
import { describe, expect, it } from 'vitest';
import { runVerb } from '../support/run-verb.ts';
import { expectOneLine } from './cli-one-line.ts';

interface Listed {
  readonly slug: string;
  readonly themes: readonly string[];
  readonly sector: string;
  readonly answers: readonly { readonly kind: string; readonly at: unknown; readonly source: string }[];
  readonly outcome: readonly { readonly kind: string; readonly at: unknown }[];
  readonly course?: { readonly points: readonly (readonly [string, number | null])[] };
  readonly sources: readonly { readonly url: string }[];
}

async function listed(...words: string[]): Promise<Listed[]> {
  const { code, stdout, stderr } = await runVerb(['library', ...words], {});
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Listed[];
}

describe('outcry library', () => {
  it('lists the incidents as JSON, by slug, each source an address', async () => {
    const all = await listed();
    expect(all.length).toBeGreaterThanOrEqual(50);
    expect(all.map(({ slug }) => slug)).toEqual(all.map(({ slug }) => slug).toSorted());
    const addresses = all.flatMap(({ answers }) => answers.map(({ source }) => source));
    expect(addresses.filter((one) => !/^https?:\/\//.test(one))).toEqual([]);
  });

  it('gives one incident with the keys of the contract', async () => {
    const [one, ...more] = await listed('unity-runtime-fee-2023');
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      company: 'Unity',
      sector: 'software',
      country: 'US',
      kind: 'backlash',
      themes: ['price_terms', 'broken_promise'],
      dates: { announced: '2023-09-12', onset: '2023-09-12' },
      unknown: ['observed', 'effective', 'size'],
    });
    expect(one?.answers.map(({ kind, at }) => [kind, at])).toEqual([
      ['clarification', '2023-09-13'],
      ['apology', { after: '2023-09-16', by: '2023-09-18' }],
      ['reversal', '2023-09-22'],
      ['resignation', { after: '2023-10-07', by: '2023-10-12' }],
    ]);
    // The collector failed on this day: missing, not zero.
    expect(one?.course?.points.find(([day]) => day === '2023-09-23')).toEqual(['2023-09-23', null]);
  });

  it('filters by theme, sector, answer and outcome, all at once', async () => {
    const all = await listed();
    const privacy = await listed('--theme', 'privacy');
    expect(privacy.length).toBe(all.filter(({ themes }) => themes.includes('privacy')).length);
    const some = await listed(
      '--theme',
      'privacy',
      '--sector',
      'software',
      '--answer',
      'reversal',
      '--outcome',
      'reversed',
    );
    expect(some.map(({ slug }) => slug)).toEqual(['evernote-policy-2016', 'zoom-terms-2023']);
    expect(await listed('--sector', 'energy')).toEqual([]);
  });

  it('shows a table, and one incident with its nearest and its place', async () => {
    const table = await runVerb(['library', '--outcome', 'closed', '--format', 'text'], {});
    expect(table.stdout.split('\n').map((line) => line.split(/ {2,}/)[0])).toEqual([
      'INCIDENT',
      'avast-jumpshot-2020',
      'google-plus-2018',
      '',
    ]);
    const { stdout } = await runVerb(['library', 'whatsapp-terms-2021', '--format', 'text'], {});
    expect(stdout).toMatch(/^WhatsApp: Accept the new terms or lose the account\n/);
    expect(stdout).toMatch(
      /^nearest {5}whatsapp-facebook-2016: about privacy, set off by new terms .*, the same company$/m,
    );
    expect(stdout).toMatch(/^response {4}10 Jan 2021 to 15 Jan 2021: clarification: .+ \[Daily Big T\]$/m);
    expect(stdout).toMatch(/^compared {4}Of 36 incidents about privacy, the company reversed course/m);
    const unchecked = await runVerb(['library', 'unroll-me-2017', '--format', 'text'], {});
    expect(unchecked.stdout).toMatch(/\[Pixel Envy, not checked\]/);
    const none = await runVerb(['library', '--sector', 'energy', '--format', 'text'], {});
    expect(none.stdout).toBe('No incident of the library is like that.\n');
  });

  it.each([
    [['--theme', 'mood'], 2, /--theme takes one of privacy, .*See: npx outcry library --help/],
    [['--outcome', 'won'], 2, /--outcome takes one of reversed/],
    [['a', 'b'], 2, /one SLUG at most/],
    [['--format', 'csv'], 2, /json or text/],
    [['acme-1999'], 1, /no incident acme-1999/],
  ] as const)('says what is wrong with %j', async (words, code, text) => {
    expectOneLine(await runVerb(['library', ...words], {}), code, text);
  });
});
