/** The words that the project gave up stay away from code, pages, settings and documents. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { HOUSE_WORDS, type Hit, houseWords } from './house-words.ts';

const READ = /\.(tsx?|mjs|js|md|ya?ml|css|json|service|rules)$|Containerfile$/;

/** Posts, dictionaries and examples of what people write are data; so are generated SQL and files of release 0.1. */
const DATA =
  /^(package-lock\.json|src\/store\/\w+\/migrations\/|scripts\/train\/texts\/|src\/simulate\/templates\/|src\/score\/(lexicon|weights)\/.*\.(ts|tsv)$|config\/(taxonomy|scenarios)\/.*\.yaml$|test\/fixtures\/|test\/unit\/house-words)/;

interface Exception {
  /** The file, or the beginning of its path. */
  readonly file: string;
  readonly words: readonly string[];
  /** Only in lines like this. */
  readonly line?: RegExp;
  readonly why: string;
}

const EXCEPTIONS: readonly Exception[] = [
  { file: 'src/alert/quiet-hours', words: ['quiet'], why: 'quiet hours of a route' },
  { file: 'src/report/route/text.ts', words: ['quiet'], why: 'quiet hours of a route' },
  {
    file: 'dashboard/',
    words: ['quiet'],
    line: /class=|quiet( \/>|\?:)|button\.quiet/,
    why: 'class of a plain button',
  },
  {
    file: 'src/score/find-matches.ts',
    words: ['walk'],
    line: /walk\(/,
    why: 'walking a tree is the usual name',
  },
  { file: 'src/score/', words: ['calm'], line: /'[^']*Calm|calm/, why: 'a brand called Calm' },
  { file: 'scripts/train/names.ts', words: ['calm', 'ring'], why: 'brands called Calm and Ring' },
  { file: 'src/domain/scoring.ts', words: ['calm'], line: /"Calm"/, why: 'a brand called Calm' },
  { file: 'config/answers/', words: ['fact'], why: 'YAML key of a template' },
  { file: 'config/schema/answers.ts', words: ['fact'], why: 'YAML key of a template' },
  { file: 'dashboard/views/configuration/fields.ts', words: ['fact'], why: 'YAML key of a template' },
  { file: 'test/unit/dashboard-settings-pages.test.ts', words: ['fact'], why: 'YAML key of a template' },
  {
    file: 'src/source/listing-cursor',
    words: ['lane', 'walk'],
    why: 'cursors of release 0.1 are still read',
  },
  { file: 'src/detect/stream/state.ts', words: ['quiet'], why: 'states of `outcry detect` of release 0.1' },
  { file: 'src/score/model/', words: ['fact'], why: 'key in the header of a weights file' },
  { file: 'src/score/second/weights.ts', words: ['fact'], why: 'key in the header of a weights file' },
  { file: 'scripts/train/', words: ['fact'], why: 'key in the header of a weights file' },
  { file: 'scripts/train/made-texts.ts', words: ['ring'], why: 'Ring, a brand' },
  { file: 'src/cli/', words: ['policy record'], line: /outcry policy records/, why: 'name of a command' },
  { file: 'docs/', words: ['policy record'], line: /outcry policy records/, why: 'name of a command' },
  {
    file: 'src/ops/metrics.ts',
    words: ['outdated'],
    line: /outcry_rescore_outdated/,
    why: 'name of a metric',
  },
  { file: 'docs/operate.md', words: ['outdated'], line: /outcry_rescore_outdated/, why: 'name of a metric' },
  { file: 'config/deploy/', words: ['outdated'], line: /outcry_rescore_outdated/, why: 'name of a metric' },
  { file: 'test/', words: ['outdated'], line: /outcry_rescore_outdated/, why: 'name of a metric' },
  {
    file: 'src/',
    words: ['flap'],
    line: /flapping/,
    why: 'usual name for an alert that keeps opening and closing',
  },
  { file: 'scripts/eval/', words: ['fold'], why: 'folds of a cross-validation' },
  { file: 'src/ingest/letters.ts', words: ['fold'], why: 'case folding is the name of the method' },
  { file: 'src/ingest/words.ts', words: ['fold', 'file name'], why: 'case folding; the file is about words' },
  { file: 'test/attack/letters.fixture.ts', words: ['fold'], why: 'case folding is the name of the method' },
  { file: 'test/attack/long-texts.test.ts', words: ['fold'], why: 'case folding is the name of the method' },
  { file: 'src/score/model/conv-loops.ts', words: ['lane'], why: 'lanes of SIMD registers' },
  { file: 'src/score/model/conv.ts', words: ['lane'], why: 'lanes of SIMD registers' },
  { file: 'src/score/find-matches.ts', words: ['walk'], why: 'walking a tree is the usual name' },
  {
    file: 'test/support/release-0.1.ts',
    words: ['aged', 'fact', 'fold', 'policy record', 'proposal', 'source notice'],
    why: 'tables and columns of release 0.1',
  },
  {
    file: 'test/contract/upgrade.test.ts',
    words: ['told', 'source notice', 'proposal', 'policy record', 'fact'],
    why: 'rows and tables of release 0.1',
  },
  {
    file: 'test/chaos/migration.test.ts',
    words: ['fold'],
    line: /fold_exact, fold_sketch/,
    why: 'columns of release 0.1',
  },
  {
    file: 'test/integration/release-0.1.test.ts',
    words: ['told'],
    line: /(already|never)-told/,
    why: 'codes of release 0.1',
  },
  { file: 'test/integration/release-0.1.test.ts', words: ['policy record'], why: 'name of a command' },
  {
    file: 'test/integration/cli-policy.test.ts',
    words: ['policy record'],
    line: /outcry policy records/,
    why: 'name of a command',
  },
  { file: 'CHANGELOG.md', words: ['told'], line: /(already|never)-told/, why: 'codes of release 0.1' },
  {
    file: 'dashboard/pages/response-drafts.tsx',
    words: ['fact'],
    line: /template\?\.facts/,
    why: 'YAML key of a template',
  },
  {
    file: 'src/domain/response-draft.ts',
    words: ['fact'],
    line: /readonly facts:/,
    why: 'YAML key of a template',
  },
  {
    file: 'src/policy/clauses.test.ts',
    words: ['told'],
    line: /You will be told/,
    why: 'clause of a policy',
  },
  {
    file: 'src/policy/words/',
    words: ['copies', 'walk'],
    line: /keep copies|running walking/,
    why: 'phrases of policies',
  },
  { file: 'src/score/polarity.ts', words: ['surprise'], line: /surprised wonder/, why: 'word of a list' },
  { file: 'test/contract/connectors/', words: ['told'], line: /told nobody/, why: 'a made-up post' },
  { file: 'config/answers/', words: ['told'], why: 'text of a template' },
  {
    file: 'config/library/',
    words: ['settle', 'told', 'quiet', 'flap', 'ring'],
    line: /^ *(?:url: )?["']?https?:/,
    why: 'addresses of sources',
  },
  { file: 'config/library/ring-', words: ['ring'], line: /^(slug|company): /, why: 'Ring, a brand' },
  { file: 'src/score/betrayal.test.ts', words: ['copies'], line: /a million copies/, why: 'a made-up post' },
  {
    file: 'src/detect/stream/detect-stream.test.ts',
    words: ['quiet', 'told'],
    line: /quietUntil|told: reported/,
    why: 'states of release 0.1',
  },
  { file: 'src/detect/stream/state.ts', words: ['told'], why: 'states of `outcry detect` of release 0.1' },
  { file: 'src/score/inflect.ts', words: ['noun', 'told'], why: 'grammar: nouns and irregular verbs' },
];

const allows = (one: Exception, hit: Hit) =>
  hit.file.startsWith(one.file) && one.words.includes(hit.word) && (one.line?.test(hit.text) ?? true);

function ownFiles(): string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', args, { cwd: packageRoot, encoding: 'utf8' }).split('\0');
  return listed.filter((file) => READ.test(file) && !DATA.test(file));
}

function readable(file: string): string {
  try {
    return readFileSync(join(packageRoot, file), 'utf8');
  } catch {
    return ''; // deleted, and not committed yet
  }
}

describe('words that were given up', () => {
  const files = ownFiles();
  const hits = files.flatMap((file) => houseWords(file, readable(file)));

  it('are in no file, except where a name is a contract or the word has its plain meaning', () => {
    expect(files.length).toBeGreaterThan(700);
    const left = hits.filter((hit) => !EXCEPTIONS.some((one) => allows(one, hit)));
    const list = left.map((h) => `${h.file}:${h.line} ${h.word} → ${h.use}: ${h.text}`);
    if (list.length > 0) expect.fail(list.join('\n'));
  });

  it('have no exception that nothing needs any more', () => {
    const idle = EXCEPTIONS.filter(
      (one) => !one.words.every((w) => hits.some((h) => h.word === w && allows(one, h))),
    );
    expect(idle).toEqual([]);
  });

  it.each([
    ['const loudFrom = 3;', 'loud'],
    ['const LOUD_FROM = 3;', 'loud'],
    ["throw new Error('no ledger here');", 'ledger'],
    ['/** Rings again. */', 'ring'],
    ['.bell-button { color: red }', 'doorbell'],
    ['proposals: true', 'proposal'],
    ['// a slow\n// burn', 'slow burn'],
    ['It was held\nback for an hour.', 'held back'],
    ['rose by 25 % in a week', 'percent'],
  ])('control: %j is reported', (text, word) => {
    expect(houseWords('a.ts', text).map((hit) => hit.word)).toContain(word);
  });

  it('control: the name of a file is reported', () => {
    expect(houseWords('src/store/still-quiet.ts', '').map((hit) => hit.word)).toContain('file name');
  });

  it('control: ordinary text is not reported', () => {
    const text =
      'in quiet hours; await Promise.allSettled(x); cannot be told apart; 5 % 3; bring it; 25% of it';
    expect(houseWords('a.ts', text)).toEqual([]);
    expect(HOUSE_WORDS.length).toBeGreaterThan(30);
  });
});
