import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { problemLine } from '../../config/load.ts';
import { readConfig, tryConfig } from '../../src/cli/settings.ts';
import { UserError } from '../../src/domain/result.ts';

const SHIPPED = join(packageRoot, 'config');
const made: string[] = [];
afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

type Files = Readonly<Record<string, string>>;

const BRAND = 'slug: acme\nname: Acme\nterms: [acme]\n';
const CHANGE =
  'slug: new-terms\nbrand: acme\ntitle: New terms\nannounced: 2026-01-05\nevidence:\n  - note: seen\n';

/** The shipped taxonomy, one brand, one change, and these files. */
function folder(files: Files = {}): string {
  const dir = mkdtempSync(join(tmpdir(), 'outcry-config-'));
  made.push(dir);
  cpSync(join(SHIPPED, 'taxonomy'), join(dir, 'taxonomy'), { recursive: true });
  const all = { 'brands/acme.yaml': BRAND, 'policy-changes/acme.yaml': CHANGE, ...files };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  return dir;
}

function problems(files: Files): string[] {
  return tryConfig(folder(files)).problems.map(problemLine);
}

describe('what is in order', () => {
  it('the shipped configuration has no problem', () => {
    const { config, problems: found } = tryConfig(SHIPPED);
    expect(found).toEqual([]);
    expect(config.brands.map((brand) => brand.slug)).toEqual(['spotify', 'whatsapp']);
    expect(config.incidents).toHaveLength(2);
    expect(config.packs.map((pack) => pack.name).toSorted()).toEqual(['broken-trust', 'privacy-betrayal']);
    expect(config.routes.length).toBeGreaterThan(0);
  });

  it('what is left out gets its default, dates become UTC', () => {
    const config = readConfig(
      folder({ 'sources/feed.yaml': 'slug: f\ntype: feed\nurl: https://e.org/f\nbrands: [acme]\n' }),
    );
    expect(config.brands[0]).toEqual({
      slug: 'acme',
      name: 'Acme',
      terms: ['acme'],
      exclude: [],
      packs: ['privacy-betrayal', 'broken-trust'],
    });
    expect(config.policyChanges[0]).toMatchObject({
      announced: Date.UTC(2026, 0, 5),
      touches: [],
      words: [],
    });
    expect(config.sources[0]).toMatchObject({ keep: 'match', everyMinutes: 10, enabled: true });
  });

  it('a file may hold a list; empty kinds are allowed', () => {
    const list = '- slug: one\n  name: One\n  terms: [one]\n- slug: two\n  name: Two\n  terms: [two]\n';
    expect(readConfig(folder({ 'brands/more.yml': list })).brands.map((brand) => brand.slug)).toEqual([
      'acme',
      'one',
      'two',
    ]);
  });

  it('files of other kinds are left alone', () => {
    expect(
      problems({ 'brands/notes.txt': '{', 'brands/.acme.yaml.swp': '{', 'scenarios/x.yaml': '{' }),
    ).toEqual([]);
  });
});

describe('each mistake is reported with file, line, path and reason', () => {
  it.each<[string, Files, RegExp]>([
    ['broken YAML', { 'brands/b.yaml': 'slug: b\nname: [\nterms: x\n' }, /^brands\/b\.yaml:\d+: \S/],
    ['a tab', { 'brands/b.yaml': 'slug: b\n\tname: B\n' }, /^brands\/b\.yaml:2: \S/],
    [
      'a key twice',
      { 'brands/b.yaml': 'slug: b\nname: B\nname: C\nterms: [b]\n' },
      /^brands\/b\.yaml:3: .*unique/i,
    ],
    ['an empty file', { 'brands/b.yaml': '' }, /^brands\/b\.yaml:1: \S/],
    ['a mere word', { 'brands/b.yaml': 'hello' }, /^brands\/b\.yaml:1: \S/],
    ['a missing field', { 'brands/b.yaml': 'slug: b\nterms: [b]\n' }, /^brands\/b\.yaml:1 name: \S/],
    [
      'an unknown field',
      { 'brands/b.yaml': 'slug: b\nname: B\nterms: [b]\nterm: [b]\n' },
      /^brands\/b\.yaml:\d+.*"term"/,
    ],
    [
      'a bad slug',
      { 'brands/b.yaml': 'name: B\nslug: Bud Light\nterms: [b]\n' },
      /^brands\/b\.yaml:2 slug: use lower-case/,
    ],
    ['no term', { 'brands/b.yaml': 'slug: b\nname: B\nterms: []\n' }, /^brands\/b\.yaml:3 terms: \S/],
    [
      'an empty term',
      { 'brands/b.yaml': 'slug: b\nname: B\nterms:\n  - b\n  - ""\n' },
      /^brands\/b\.yaml:5 terms\.1: \S/,
    ],
    [
      'the second of a list',
      { 'brands/b.yaml': '- slug: b\n  name: B\n  terms: [b]\n- slug: c\n  name: C\n  terms: c\n' },
      /^brands\/b\.yaml:6 1\.terms: \S/,
    ],
    [
      'a local time',
      { 'policy-changes/p.yaml': CHANGE.replace('2026-01-05', '2026-01-05T12:00').replace('new-', 'p-') },
      /^policy-changes\/p\.yaml:4 announced: write a UTC/,
    ],
    [
      'a day that is none',
      { 'policy-changes/p.yaml': CHANGE.replace('2026-01-05', '2026-13-05').replace('new-', 'p-') },
      /^policy-changes\/p\.yaml:4 announced: \S/,
    ],
    [
      'no date',
      { 'policy-changes/p.yaml': CHANGE.replace('announced: 2026-01-05\n', '').replace('new-', 'p-') },
      /^policy-changes\/p\.yaml:1: give at least one of announced/,
    ],
    [
      'no evidence',
      { 'policy-changes/p.yaml': 'slug: p\nbrand: acme\ntitle: T\nannounced: 2026-01-05\nevidence: []\n' },
      /^policy-changes\/p\.yaml:5 evidence: say where/,
    ],
    [
      'a dangerous address',
      { 'policy-changes/p.yaml': `${CHANGE.replace('new-', 'p-')}    url: javascript:x\n` },
      /^policy-changes\/p\.yaml:7 evidence\.0\.url: \S/,
    ],
    [
      'seen backwards',
      {
        'policy-changes/p.yaml': `${CHANGE.replace('new-', 'p-')}observed: { after: 2026-02-02, by: 2026-02-01 }\n`,
      },
      /^policy-changes\/p\.yaml:7 observed: .*`after`/,
    ],
    [
      'an unknown kind of response',
      {
        'responses/r.yaml':
          'slug: r\nbrand: acme\ntitle: T\nkind: sorry\nat: 2026-01-01\nevidence: [{ note: n }]\n',
      },
      /^responses\/r\.yaml:4 kind: \S/,
    ],
    [
      'an incident backwards',
      { 'incidents/i.yaml': 'slug: i\nbrand: acme\ntitle: T\nfrom: 2026-02-01\nto: 2026-01-01\n' },
      /^incidents\/i\.yaml:4 from: `from` must be before/,
    ],
    [
      'an address with a name',
      { 'routes/r.yaml': 'name: r\nbrands: ["*"]\nemails: ["PR <pr@example.com>"]\n' },
      /^routes\/r\.yaml:3 emails\.0: write one plain address/,
    ],
    [
      'an address with a line break',
      { 'routes/r.yaml': 'name: r\nbrands: ["*"]\nemails: ["a@example.com\\nBcc: x@example.com"]\n' },
      /^routes\/r\.yaml:3 emails\.0: \S/,
    ],
    [
      'a severity of eleven',
      { 'routes/r.yaml': 'name: r\nbrands: ["*"]\nemails: [a@example.com]\nminSeverity: 11\n' },
      /^routes\/r\.yaml:4 minSeverity: \S/,
    ],
    [
      'a feed that is a file',
      { 'sources/s.yaml': 'slug: s\ntype: feed\nurl: file:///etc/passwd\nbrands: [acme]\n' },
      /^sources\/s\.yaml:3 url: \S/,
    ],
    [
      'an unknown type of source',
      { 'sources/s.yaml': 'slug: s\ntype: telepathy\nurl: https://e.org\nbrands: [acme]\n' },
      /^sources\/s\.yaml:2 type: \S/,
    ],
    [
      'a pack without categories',
      { 'taxonomy/t.yaml': 'name: t\nversion: 1\ntitle: T\ncategories: []\nsubject: []\n' },
      /^taxonomy\/t\.yaml:4 categories: \S/,
    ],
  ])('%s', (_name, files, words) => {
    const found = problems(files);
    expect(found).toContainEqual(expect.stringMatching(words));
    for (const line of found) expect(line).not.toMatch(/\n|undefined|\[object/);
  });

  it('all mistakes at once, not only the first', () => {
    const found = problems({
      'brands/b.yaml': 'slug: B\nterms: []\n',
      'brands/c.yaml': '[',
      'routes/r.yaml': 'name: R\nminSeverity: 11\n',
    });
    expect(new Set(found.map((line) => line.split(':')[0]))).toEqual(
      new Set(['brands/b.yaml', 'brands/c.yaml', 'routes/r.yaml']),
    );
    expect(found.length).toBeGreaterThanOrEqual(6);
  });

  it('loading throws them as one error for people', () => {
    const dir = folder({ 'brands/b.yaml': 'slug: B\nname: B\nterms: [b]\n' });
    expect(() => readConfig(dir)).toThrow(UserError);
    expect(() => readConfig(dir)).toThrow(
      `The configuration in ${dir} has 1 problem(s):\nbrands/b.yaml:1 slug: use lower-case`,
    );
  });
});

describe('references', () => {
  it.each<[string, Files, string]>([
    [
      'brand of a change',
      { 'policy-changes/p.yaml': CHANGE.replaceAll('acme', 'acne').replace('new-', 'p-') },
      'policy-changes/p.yaml:1 brand: "acne" is not known (acme)',
    ],
    [
      'pack of a brand',
      { 'brands/b.yaml': 'slug: b\nname: B\nterms: [b]\npacks: [privacy]\n' },
      'brands/b.yaml:1 packs: "privacy" is not known (broken-trust, privacy-betrayal)',
    ],
    [
      'brand of a response',
      {
        'responses/r.yaml':
          'slug: r\nbrand: x\ntitle: T\nkind: delay\nat: 2026-01-01\nevidence: [{ note: n }]\n',
      },
      'responses/r.yaml:1 brand: "x" is not known (acme)',
    ],
    [
      'change of an incident',
      {
        'incidents/i.yaml':
          'slug: i\nbrand: acme\ntitle: T\npolicyChange: old-terms\nfrom: 2026-01-01\nto: 2026-02-01\n',
      },
      'incidents/i.yaml:1 policyChange: "old-terms" is not known (new-terms)',
    ],
    [
      'brand of a route',
      { 'routes/r.yaml': 'name: r\nbrands: ["*", other]\nemails: [a@example.com]\n' },
      'routes/r.yaml:1 brands: "other" is not known (acme)',
    ],
    [
      'brand of a source',
      {
        'sources/s.yaml':
          '- slug: s\n  type: feed\n  url: https://e.org\n  brands: [acme]\n- slug: t\n  type: feed\n  url: https://e.org\n  brands: [no]\n',
      },
      'sources/s.yaml:5 brands: "no" is not known (acme)',
    ],
  ])('%s', (_name, files, line) => {
    expect(problems(files)).toEqual([line]);
  });

  it('a category that no pack has', () => {
    const found = problems({
      'policy-changes/p.yaml': `${CHANGE.replace('new-', 'p-')}touches: [over_colection]\n`,
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(
      /^policy-changes\/p\.yaml:1 touches: "over_colection" is not known \(.*over_collection/,
    );
  });

  it('a name twice, in one kind only', () => {
    expect(problems({ 'brands/b.yaml': BRAND })).toEqual([
      'brands/b.yaml:1: "acme" is already used in brands/acme.yaml; choose another name',
    ]);
    expect(
      problems({
        'incidents/i.yaml': 'slug: acme\nbrand: acme\ntitle: T\nfrom: 2026-01-01\nto: 2026-02-01\n',
      }),
    ).toEqual([]);
  });

  it('no taxonomy at all', () => {
    const dir = folder();
    rmSync(join(dir, 'taxonomy'), { recursive: true });
    const lines = tryConfig(dir).problems.map(problemLine);
    expect(lines).toContainEqual(expect.stringMatching(/^taxonomy:1: no taxonomy pack was found/));
  });
});
