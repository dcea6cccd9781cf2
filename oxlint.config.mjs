/**
 * Lint rules. The tables say which folder may import which, and which packages only one folder knows
 * (ARCHITECTURE.md says why); test/unit/boundaries.test.ts plants one violation of each and sees it reported.
 */
const SRC = [
  'alert',
  'chart',
  'cli',
  'collect',
  'configure',
  'detect',
  'detection',
  'domain',
  'evaluate',
  'import',
  'ingest',
  'library',
  'net',
  'notify',
  'ops',
  'policy',
  'queue',
  'report',
  'score',
  'series',
  'setup',
  'simulate',
  'source',
  'store',
  'thread',
];
const OUT = ['workers', 'dashboard', 'config', 'scripts'];
// what each folder may import
const allow = {
  domain: [],
  chart: ['domain', 'thread'],
  thread: [],
  score: ['domain', 'thread'],
  detect: ['domain'],
  evaluate: ['domain', 'detect', 'store'],
  library: ['domain', 'detect'],
  alert: ['domain'],
  simulate: ['domain', 'config/schema'],
  net: ['domain', 'thread'],
  ops: ['domain', 'store'],
  store: ['domain', 'thread'],
  queue: ['domain', 'thread'],
  ingest: ['domain', 'thread', 'store', 'queue', 'ops'],
  setup: [
    'domain',
    'source',
    'policy',
    'collect',
    'ingest',
    'net',
    'notify',
    'store',
    'detect',
    'config/schema',
  ],
  source: ['domain', 'thread', 'ingest', 'net', 'policy', 'config/schema'],
  import: ['domain', 'thread', 'source', 'ingest', 'store', 'ops'],
  collect: ['domain', 'thread', 'source', 'ingest', 'net', 'store', 'series', 'policy', 'ops'],
  configure: ['domain', 'store', 'net', 'ops', 'config'],
  policy: ['domain'],
  notify: ['domain', 'chart'],
  series: ['domain', 'store', 'policy'],
  detection: ['domain', 'thread', 'store', 'series', 'detect', 'report'],
  report: ['domain', 'store', 'series', 'detect', 'evaluate', 'library', 'chart', 'alert', 'config'],
};
const packages = {
  store: ['drizzle-orm', 'drizzle-kit', 'better-sqlite3', 'pg'],
  queue: ['bullmq', 'ioredis', '@electric-sql/pglite', 'pg'],
  notify: ['nodemailer'],
  score: ['wink-nlp', 'wink-eng-lite-web-model', 'eld', 'piscina'],
  net: ['undici', 'ipaddr.js', 'standardwebhooks', 'robots-parser', 'ws'],
  source: ['feedsmith', 'html-to-text', 'csv-parse', 'entities', 'yauzl', 'fzstd', 'read-excel-file'],
  chart: ['@resvg/resvg-js'],
  ops: ['pino', 'prom-client'],
  dashboard: [
    'hono',
    '@fastify/busboy',
    '@hono/zod-openapi',
    '@hono/node-server',
    '@node-rs/argon2',
    '@zxcvbn-ts/language-common',
    'rate-limiter-flexible',
    'postal-mime',
    'fflate',
  ],
  report: ['csv-stringify'],
  config: ['zod', 'yaml'],
};
const esc = (s) => s.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
function packageRule(own) {
  const theirs = packages[own] ?? [];
  const others = Object.entries(packages)
    .filter(([f]) => f !== own)
    .map(([folder, names]) => ({ folder, names: names.filter((name) => !theirs.includes(name)) }));
  return others.map(({ folder, names }) => ({
    regex: `^(${names.map(esc).join('|')})(/|$)`,
    message: `Only ${['dashboard', 'config'].includes(folder) ? folder : `src/${folder}`} knows ${names.join(', ')}.`,
  }));
}
function zodFree(own, rules) {
  // zod checks what comes in (config, ingest, queue payloads, recipients of a route) and describes what the API gives.
  if (['ingest', 'notify', 'queue', 'source', 'policy', 'dashboard'].includes(own))
    return rules.map((r) =>
      r.message.startsWith('Only config')
        ? { ...r, regex: '^(yaml)(/|$)', message: 'Only config knows yaml.' }
        : r,
    );
  if (own === 'cli') return rules.filter((r) => !r.message.startsWith('Only config'));
  return rules;
}
const NO_SCRIPTS = {
  regex: '^(\\.\\./)+scripts/',
  message: 'Training, evaluation and benchmarks import the program, which knows nothing of them.',
};
const overrides = [];
for (const [folder, may] of Object.entries(allow)) {
  const denied = SRC.filter((f) => f !== folder && !may.includes(f));
  const out = OUT.filter((f) => !(f === 'config' && may.some((name) => name.startsWith('config'))));
  const patterns = [
    {
      regex: `^(\\.\\./)+(src/)?(${denied.join('|')})/`,
      message: may.length
        ? `src/${folder} imports ${may.join(', ')} only.`
        : `src/${folder} imports nothing.`,
    },
    { regex: `^(\\.\\./)+(${out.join('|')})/`, message: `src/${folder} knows nothing of ${out.join(', ')}.` },
    ...zodFree(folder, packageRule(folder)),
  ];
  if (may.includes('config/schema'))
    patterns.push({
      regex: '^(\\.\\./)+config/[^/]+$',
      message: `src/${folder} knows the schemas of the configuration alone.`,
    });
  if (folder === 'domain')
    patterns.push({ regex: '^(node:|[a-z@])', message: 'src/domain imports nothing.' });
  overrides.push({
    files: [`src/${folder}/**`],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  });
}
overrides.push({
  files: ['src/cli/**'],
  rules: {
    'no-restricted-imports': ['error', { patterns: [NO_SCRIPTS, ...zodFree('cli', packageRule('cli'))] }],
  },
});
overrides.push({
  files: ['workers/**'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { regex: '^(\\.\\./)+dashboard/', message: 'Only src/cli puts workers and dashboard together.' },
          NO_SCRIPTS,
          {
            regex: '^(\\.\\./)+src/cli/',
            message: 'src/cli is the composition root: it imports, nobody imports it.',
          },
          ...packageRule('workers'),
        ],
      },
    ],
  },
});
overrides.push({
  files: ['dashboard/**'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { regex: '^(\\.\\./)+workers/', message: 'Only src/cli puts workers and dashboard together.' },
          NO_SCRIPTS,
          {
            regex: '^(\\.\\./)+src/(source|collect|notify|queue|cli|simulate|score)/',
            message:
              'dashboard reads the database and the reports; it never imports source, collect, notify, queue, score, simulate, cli.',
          },
          {
            regex: '^(\\.\\./)+src/setup/([^p]|p[^o]|.*/)',
            message: 'dashboard knows the port of the set-up alone (src/setup/port.ts).',
          },
          ...zodFree('dashboard', packageRule('dashboard')),
        ],
      },
    ],
  },
});
overrides.push({
  files: ['config/**'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: '^(\\.\\./)+(workers|dashboard|scripts)/',
            message: 'config knows nothing of workers, dashboard and scripts.',
          },
          {
            regex: `^(\\.\\./)+src/(${SRC.filter((f) => f !== 'domain' && f !== 'notify').join('|')})/`,
            message: 'config imports src/domain and the registry of channels only.',
          },
          // The registry gives the schema of a route its keys, so that a new channel changes nothing in config.
          {
            regex: '^(\\.\\./)+src/notify/([^r]|r[^e]|.*/)',
            message: 'config knows no channel by name: it takes them from src/notify/registry.ts.',
          },
          ...packageRule('config'),
        ],
      },
    ],
  },
});
// fetch, clock, chance, environment
overrides.push({
  files: ['src/**', 'workers/**', 'dashboard/**', 'config/**'],
  rules: {
    'no-restricted-globals': [
      'error',
      { name: 'fetch', message: 'Only src/net reaches out: use guardedFetch.' },
    ],
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: 'Take a Clock (src/domain/clock.ts).' },
      { object: 'Math', property: 'random', message: 'Take a Random (src/domain/clock.ts).' },
      { object: 'process', property: 'env', message: 'Only config/env.ts reads the environment.' },
    ],
    'max-lines': ['error', { max: 300 }],
  },
});
overrides.push({
  files: ['src/domain/clock.ts', 'src/ops/**'],
  rules: { 'no-restricted-properties': 'off' },
});
overrides.push({ files: ['config/env.ts'], rules: { 'no-restricted-properties': 'off' } });
overrides.push({ files: ['src/net/**'], rules: { 'no-restricted-globals': 'off' } });
overrides.push({
  files: ['**/*.test.ts', '**/*.test.tsx', '**/*.fixture.ts', 'test/**', 'scripts/**'],
  rules: {
    'no-restricted-imports': 'off',
    'no-restricted-properties': 'off',
    'no-restricted-globals': 'off',
    'no-console': 'off',
    'no-loss-of-precision': 'off',
    'typescript/require-array-sort-compare': 'off',
    'max-lines': ['error', { max: 300 }],
  },
});
export default {
  plugins: ['typescript', 'import', 'unicorn', 'oxc', 'promise'],
  categories: { correctness: 'error', suspicious: 'off', perf: 'off' },
  ignorePatterns: ['dist', 'data', 'node_modules', '**/migrations/**'],
  rules: {
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/consistent-type-imports': 'error',
    'import/no-cycle': 'error',
    'eslint/no-console': 'error',
    'unicorn/no-new-array': 'off',
    'eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    'eslint/no-control-regex': 'off',
    'eslint/no-misleading-character-class': 'off',
    'typescript/unbound-method': 'off',
    'eslint/eqeqeq': ['error', 'smart'],
    'eslint/no-var': 'error',
    'eslint/prefer-const': 'error',
  },
  overrides,
};
