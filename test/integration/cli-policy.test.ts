/** `outcry policy records`: a small file, broken ones, and the benchmark files where they are available. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import type { DescribedSnapshots } from '../../src/cli/policy-table.ts';
import { runCli } from '../support/cli.ts';
import { runVerb } from '../support/run-verb.ts';
import { tempDirs } from '../support/temp.ts';
import { expectOneLine } from './cli-one-line.ts';

const tempDir = tempDirs();
const HEADER = 'brand,document,collection,observed_at,kind,text_hash,additions,deletions,commit';

function fileOf(lines: readonly string[]): string {
  const path = join(tempDir(), 'records.csv');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const LINES = [
  HEADER,
  'Spotify,Privacy Policy,tosback2,2015-05-15T00:35:12-04:00,first,a,1,0,c1',
  'Spotify,Privacy Policy,tosback2,2015-08-20T00:35:12-04:00,change,x,4,380,c2',
  'Spotify,Privacy Policy,tosback2,2015-08-20T06:35:12-04:00,change,a,380,4,c3',
  'Spotify,Privacy Policy,tosback2,soon,change,b,1,1,c4',
  'Spotify,Privacy Policy,tosback2,2015-09-10T00:35:27-04:00,change,b,288,147,c5',
  'Spotify,Privacy Policy,other,2015-09-10T08:35:27Z,change,b,,,c6',
  'Spotify,Privacy Policy,tosback2,2015-09-12T00:35:27-04:00',
  'Acme,Terms,tosback2,2015-09-12T00:35:27-04:00,change,t,1,1,',
];

describe('outcry policy records', () => {
  it('gives the changes, names the lines it left out, and counts the rest by reason', async () => {
    const { code, stdout, stderr } = await runCli(['policy', 'records', fileOf(LINES)], {});
    expect(code).toBe(0);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^line 5: observed_at is no time with a zone.*; left out$/),
      'line 8: kind is none of first, change, technical; left out',
    ]);
    expect(JSON.parse(stdout)).toEqual({
      records: 6,
      kept: 2,
      dropped: { first_record: 1, return: 1, undone: 1, merged: 1 },
      changes: [
        {
          brand: 'acme',
          document: 'Terms',
          observed: { after: null, by: '2015-09-12T04:35:27.000Z' },
          collections: ['tosback2'],
          textHash: 't',
          additions: 1,
          deletions: 1,
          minor: true,
        },
        {
          brand: 'spotify',
          document: 'Privacy Policy',
          observed: { after: '2015-08-20T10:35:12.000Z', by: '2015-09-10T04:35:27.000Z' },
          announced: '2015-08-17T00:00:00.000Z',
          effective: '2015-09-09T00:00:00.000Z',
          collections: ['tosback2', 'other'],
          textHash: 'b',
          additions: 288,
          deletions: 147,
          minor: false,
          configured: 'spotify-privacy-policy-2015',
        },
      ],
    });
  });

  it('one brand, as a table, with no control characters from the file', async () => {
    const path = fileOf([...LINES, 'Acme,Priv\u001b[31macy,two,2015-09-19T00:00:00Z,change,u,9,9,']);
    const words = ['policy', 'records', path, '--brand', 'acme', '--format', 'text'];
    const { code, stdout } = await runVerb(words, {});
    expect(code).toBe(0);
    expect(stdout).toContain('2015-09-12  acme   Terms');
    expect(stdout).toContain('2 snapshots, 2 changes');
    expect(stdout).not.toContain('spotify');
    expect(stdout).not.toContain('\u001b');
  });

  it.each<[string, string[], RegExp]>([
    ['nothing', [], /contains no readable snapshot/],
    ['a header only', [HEADER], /contains no readable snapshot/],
    ['other columns', ['a,b', '1,2'], /contains no readable snapshot \(line 2: brand is missing\)/],
    ['bytes', ['\u0000\u0001\u0002', '"""'], /has no line that names its columns/],
  ])('refuses a file of %s', async (_, lines, words) => {
    expectOneLine(await runVerb(['policy', 'records', fileOf(lines)], {}), 1, words);
  });

  it('refuses wrong words', async () => {
    const path = fileOf(LINES);
    expectOneLine(await runVerb(['policy', 'records', '/nowhere.csv'], {}), 1, /no file \/nowhere\.csv/);
    const nobody = await runVerb(['policy', 'records', path, '--brand', 'nobody'], {});
    expectOneLine(nobody, 1, /no snapshot of nobody\. It has: acme, spotify\./);
    expectOneLine(await runVerb(['policy', 'read', path], {}), 2, /no action read/);
    expectOneLine(await runVerb(['policy', 'records', path, '--format', 'xml'], {}), 2, /json or text/);
    expectOneLine(await runVerb(['policy'], {}), 2, /expected ACTION FILE/);
  });
});

describe('the records of the bench', () => {
  const path = join(packageRoot, '../shared/bench/policy/policy-records.csv');

  it('Spotify 2015 and WhatsApp 2016 have their three dates', async () => {
    if (!existsSync(path)) {
      console.warn(`${path} is not here: nothing was tested with real records`);
      return;
    }
    const { code, stdout, stderr } = await runVerb(['policy', 'records', path], {});
    expect([code, stderr]).toEqual([0, '']);
    const { changes, ...counts } = JSON.parse(stdout) as DescribedSnapshots;
    expect(counts).toMatchObject({ records: 266, kept: 124 });
    const configured = changes.flatMap(({ configured: slug, document, announced, observed, effective }) =>
      slug ? [[slug, document, announced, observed.after, observed.by, effective].join(' ')] : [],
    );
    const spotify = '2015-08-17T00:00:00.000Z 2015-08-19T00:00:00.000Z 2015-09-10T04:35:27.000Z';
    expect(configured.sort()).toEqual([
      `spotify-privacy-policy-2015 Privacy Policy ${spotify} 2015-09-09T00:00:00.000Z`,
      `spotify-privacy-policy-2015 Terms and Conditions of Use ${spotify} 2015-09-09T00:00:00.000Z`,
      'whatsapp-facebook-sharing-2016 Terms of Service and Privacy 2016-08-25T00:00:00.000Z 2016-08-25T00:00:00.000Z 2016-08-29T04:38:36.000Z 2016-08-25T00:00:00.000Z',
    ]);
    const sorted = [...changes].sort((a, b) =>
      a.brand === b.brand
        ? Date.parse(a.observed.by) - Date.parse(b.observed.by)
        : a.brand.localeCompare(b.brand),
    );
    expect(changes).toEqual(sorted);
  });
});
