/** `outcry import`, `imports` and `mentions` as an operator types them. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../../config/env.ts';
import { type CliResult, runCli, startCli } from '../../support/cli.ts';
import { eventually } from '../../support/eventually.ts';
import { freePort } from '../../support/port.ts';
import { json, lines, ok, place, write } from './place.ts';

const HEAD = 'id,date,review,rating';
const ACME = [
  HEAD,
  '1,2026-06-01 09:00,Acme sold my contacts,1',
  '2,2026-06-01 10:00,Acme betrayed its users,1',
];
const BETA = [HEAD, '1,2026-06-05 09:00,Beta is lovely,5', '2,2026-06-05 10:00,Happy with Beta,5'];

/** 90 days of 12 posts an hour-ish, with a burst of anger on two days. */
function burst(words: string): string[] {
  const rows = ['id,date,text'];
  for (let hour = 0; hour < 40 * 24; hour += 1) {
    const at = new Date(Date.UTC(2026, 2, 1) + hour * 3_600_000).toISOString();
    const count = hour >= 600 && hour < 612 ? 60 : 3;
    for (let i = 0; i < count; i += 1) {
      const text =
        count > 3
          ? `They ${words} my data to advertisers, I feel betrayed ${hour} ${i}`
          : `Search again ${hour} ${i}`;
      rows.push(`h${hour}-${i},${at},"${text}"`);
    }
  }
  return rows;
}

describe('imports', () => {
  it('two brands with row numbers stay apart; undo removes one with its brand and leaves the other', async () => {
    const at = place();
    const [acme, beta] = [write(at, 'acme.csv', ACME), write(at, 'beta.csv', BETA)];
    await ok(at, 'import', acme, '--brand', 'acme');
    const second = await ok(at, 'import', beta, '--brand', 'beta', '--wait');
    expect(json(second)).toMatchObject({ import: 2, accepted: 2, duplicates: 0, conflicts: 2 });
    expect(second.stderr).toMatch(/conflicts {2}2 rows with an id that another post has/);
    expect(second.stderr).toMatch(/line 2: id 1 is "Acme sold my contacts" already/);
    const texts = lines(await ok(at, 'mentions', '--brand', 'beta')).map((one) => one.text);
    expect(texts).toEqual(['Happy with Beta', 'Beta is lovely']);
    expect(json(await ok(at, 'imports', 'undo', '1'))).toMatchObject({
      import: 1,
      removed: 2,
      brands: ['acme'],
    });
    expect(json(await ok(at, 'imports', '--json'))).toMatchObject([
      { id: 2, file: 'beta.csv', brand: 'beta', state: 'done', accepted: 2 },
      {
        id: 1,
        file: 'acme.csv',
        brand: 'acme',
        state: 'undone',
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    const all = lines(await ok(at, 'mentions'));
    expect(all.map((one) => [one.brand, one.text, one.rating, one.import])).toEqual([
      ['beta', 'Happy with Beta', 5, 2],
      ['beta', 'Beta is lovely', 5, 2],
    ]);
    const again = await runCli(['imports', 'undo', '1'], at.env);
    expect([again.code, again.stderr]).toEqual([1, expect.stringMatching(/was taken back before/)]);
    const none = await runCli(['imports', 'undo', '77'], at.env);
    expect([none.code, none.stderr]).toEqual([1, expect.stringMatching(/There is no import 77/)]);
    expect((await ok(at, 'doctor')).stdout).toMatch(/Counts: agree with the mentions/);
  });

  it('undo takes spikes and incidents along, and those of other imports stay', async () => {
    const at = place();
    await ok(at, 'import', write(at, 'first.csv', burst('sold')), '--brand', 'acme', '--wait');
    const before = await ok(at, 'spikes', '--json');
    expect(json<unknown[]>(before).length).toBeGreaterThan(0);
    const other = burst('gave').map((row) => row.replace(/^h/, 'x').replace('2026-03-2', '2026-03-1'));
    await ok(at, 'import', write(at, 'second.csv', other), '--brand', 'acme', '--wait');
    expect((await ok(at, 'spikes', '--json')).stdout).not.toBe(before.stdout);
    await ok(at, 'imports', 'undo', '2');
    const seen = (result: CliResult) =>
      json<{ onset: string; observed: number; severity: number }[]>(result).map(
        ({ onset, observed, severity }) => ({
          onset,
          observed,
          severity,
        }),
      );
    expect(seen(await ok(at, 'spikes', '--json'))).toEqual(seen(before));
    await ok(at, 'imports', 'undo', '1');
    expect(json(await ok(at, 'spikes', '--json'))).toEqual([]);
    expect(json(await ok(at, 'incidents', '--json'))).toEqual([]);
  });

  it('an undo that is killed goes on where it was, next to a running server', async () => {
    const at = place();
    const port = await freePort();
    await ok(at, 'import', write(at, 'kept.csv', BETA), '--brand', 'acme');
    await ok(at, 'import', write(at, 'many.csv', burst('sold')), '--brand', 'acme', '--wait');
    const server = startCli(['start'], { ...at.env, PORT: String(port), HOST: '127.0.0.1' });
    try {
      await eventually(
        'the server is ready',
        async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.status === 200,
      );
      const first = startCli(['imports', 'undo', '2'], at.env);
      const state = async () =>
        json<{ id: number; state: string }[]>(await ok(at, 'imports', '--json')).find((one) => one.id === 2)
          ?.state;
      await eventually('undo has begun', async () => (await state()) !== 'done');
      await first.kill();
      if ((await state()) === 'undoing') await ok(at, 'imports', 'undo', '2');
      expect(lines(await ok(at, 'mentions'))).toHaveLength(2);
      await eventually(
        'the spikes are gone',
        async () => json<unknown[]>(await ok(at, 'spikes', '--json')).length === 0,
      );
    } finally {
      await server.kill();
    }
    expect((await ok(at, 'doctor')).stdout).toMatch(/Counts: agree with the mentions/);
  });

  it('a file that corrects an earlier one repairs it with --replace', async () => {
    const at = place();
    const wrong = ACME.map((row) => row.replace('2026-06-01', '2026-01-06').replace(/,1$/, ','));
    await ok(at, 'import', write(at, 'wrong.csv', wrong), '--brand', 'acme', '--wait');
    const right = write(at, 'right.csv', ACME);
    expect(json(await ok(at, 'import', right, '--brand', 'acme', '--replace', '--wait'))).toMatchObject({
      accepted: 0,
      replaced: 2,
    });
    const times = lines(await ok(at, 'mentions')).map((one) => [one.publishedAt, one.rating]);
    expect(times).toEqual([
      ['2026-06-01T10:00:00.000Z', 1],
      ['2026-06-01T09:00:00.000Z', 1],
    ]);
    expect((await ok(at, 'doctor')).stdout).toMatch(/Counts: agree with the mentions/);
  });

  it('an import that fails leaves no brand behind; one of which every row is refused is status 1', async () => {
    const at = place();
    const useless = await runCli(['import', write(at, 'x.csv', ['a,b', '1,2']), '--brand', 'acmee'], at.env);
    expect([useless.code, useless.stdout]).toEqual([1, '']);
    const refused = await runCli(
      [
        'import',
        write(at, 'y.csv', ['id,date,text', ...Array.from({ length: 5 }, (_, i) => `${i},soon,hi ${i}`)]),
        '--brand',
        'acmee',
        '--map',
        'publishedAt=date,text=text',
      ],
      at.env,
    );
    expect(refused.code).toBe(1);
    expect(json(refused)).toMatchObject({
      read: 5,
      rejected: 5,
      refusals: [{ count: 5, lines: [2, 3, 4], reason: expect.stringMatching(/^publishedAt/) }],
    });
    expect(refused.stderr).toMatch(/refused {4}5: publishedAt .* \(lines 2, 3 and 4\)/);
    await ok(at, 'import', write(at, 'acme.csv', ACME), '--brand', 'acme');
    const known = await ok(at, 'import', write(at, 'z.csv', BETA), '--brand', 'acmee');
    expect(known.stderr).toMatch(/The brand acmee was not configured; it was created.\nDid you mean acme\?/);
    const states = json<{ state: string }[]>(await ok(at, 'imports', '--json')).map((one) => one.state);
    expect(states).toEqual(['done', 'done', 'failed', 'failed'].slice(0, states.length));
  });

  it('--preview shows what would be stored and stores nothing; no control character reaches the terminal', async () => {
    const at = place();
    const file = write(at, 'odd.csv', [
      'id,date,text,\u001b[31mred\u0007,\u009b2Jnote',
      '1,2026-06-01,"They sold \u001b]0;owned\u0007my data",a,b',
      '2,soon\u001b[2J,words,c,d',
    ]);
    const shown = await ok(at, 'import', file, '--brand', 'acme', '--preview');
    expect(shown.stdout).toMatch(/rows {7}2 read: 1 accepted, 1 refused/);
    expect(shown.stdout).toMatch(/They sold .*my data/);
    const found = json<Record<string, unknown>>(
      await ok(at, 'import', file, '--brand', 'acme', '--preview', '--json'),
    );
    expect(found).toMatchObject({
      read: 2,
      rejected: 1,
      rows: [{ externalId: '1', publishedAt: '2026-06-01T00:00:00.000Z', precision: 'day', brand: 'acme' }],
      encoding: 'utf-8',
      timezone: 'UTC',
    });
    expect(existsSync(join(at.env.OUTCRY_DATA_DIR!, 'outcry.db'))).toBe(false);
    const imported = await ok(at, 'import', file, '--brand', 'acme');
    const printed = [shown.stdout, shown.stderr, imported.stderr].join('');
    // eslint-disable-next-line no-control-regex
    expect(printed.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g)).toBeNull();
    const empty = await runCli(
      ['import', write(at, 'no.csv', ['id,date,text', '1,soon,x']), '--brand', 'acme', '--preview'],
      at.env,
    );
    expect(empty.code).toBe(1);
  });

  it('stdin, several files, and names that are no slugs', async () => {
    const at = place();
    const main = join(packageRoot, 'dist/src/cli/main.js');
    const child = spawn(process.execPath, [main, 'import', '-', '--brand', 'acme'], {
      env: { PATH: process.env.PATH, OUTCRY_LOG: 'warn', ...at.env },
      cwd: packageRoot,
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stdin.end(ACME.join('\n'));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, JSON.parse(out)]).toMatchObject([0, { accepted: 2 }]);
    const both = await ok(
      at,
      'import',
      write(at, 'a.csv', ACME),
      write(at, 'b.csv', BETA),
      '--brand',
      'acme',
    );
    expect(lines(both)).toMatchObject([
      { file: 'a.csv', accepted: 0, duplicates: 2 },
      { file: 'b.csv', accepted: 2, conflicts: 2 },
    ]);
    const quoted = await runCli(['import', 'x.csv', '--brand', 'Acme Inc.'], at.env);
    expect([quoted.code, quoted.stderr]).toEqual([2, expect.stringMatching(/--brand acme-inc/)]);
    const source = await runCli(['import', 'x.csv', '--brand', 'acme', '--source', 'Google Play'], at.env);
    expect([source.code, source.stderr]).toEqual([1, expect.stringMatching(/--source google-play/)]);
  });

  it('mentions as CSV are safe for spreadsheets, and can be limited', async () => {
    const at = place();
    const file = write(at, 'f.csv', [
      HEAD,
      '1,2026-06-01 09:00,=HYPERLINK("x"),1',
      '2,2026-06-02 09:00,"words, more",5',
    ]);
    await ok(at, 'import', file, '--brand', 'acme', '--wait');
    const csv = (await ok(at, 'mentions', '--format', 'csv')).stdout.trimEnd().split('\r\n');
    expect(csv).toHaveLength(3);
    expect(csv[0]).toMatch(/^id,source,externalId,brand,publishedAt,precision,title,text,/);
    expect(csv[2]).toMatch(/,"?'=HYPERLINK/);
    expect(lines(await ok(at, 'mentions', '--limit', '1'))).toHaveLength(1);
    const one = lines(await ok(at, 'mentions', '--from', '2026-06-02', '--to', '2026-06-03'));
    expect(one).toMatchObject([
      { text: 'words, more', precision: expect.stringMatching(/second|minute/), lang: 'en' },
    ]);
    expect(one[0]).toMatchObject({ sentiment: { label: expect.any(String) }, betrayal: { label: false } });
  });
});
