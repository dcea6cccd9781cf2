/**
 * Checks the documents: every path in backticks exists, and every setting, verb and metric is documented on its page.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './steps.mjs';

const read = (path) => readFileSync(join(root, path), 'utf8');
const problems = [];

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
});
const PATH =
  /`((?:src|workers|dashboard|config|test|docs|scripts)\/[\w./-]*|[A-Z]+\.md|[\w-]+\.(?:ts|mjs|json|yaml))`/g;
for (const file of tracked.trim().split('\n').filter(existsSync)) {
  for (const [, path] of read(file).matchAll(PATH)) {
    const near = join(file, '..', path);
    if (!existsSync(join(root, path)) && !existsSync(join(root, near)))
      problems.push(`${file} names ${path}, which is not there`);
  }
}

const settings = [...read('config/env.ts').matchAll(/^ {2}([A-Z][A-Z_]+): z/gm)].map((m) => m[1]);
const sourceFiles = ['connectors', 'controls', 'trackers'].flatMap((folder) =>
  readdirSync(join(root, 'src/source', folder)).map((name) => read(`src/source/${folder}/${name}`)),
);
const definitions = sourceFiles.flatMap((text) => text.split('= defineSource({').slice(1));
const keys = definitions.flatMap((text) =>
  [...(/^ {2}keys: \{([^}]*)\}/m.exec(text)?.[1] ?? '').matchAll(/'(\w+)'/g)].map((m) => m[1]),
);
const sourceTypes = definitions.map((text) => /^ {2}type: '([\w-]+)'/m.exec(text)?.[1]);
const verbFiles = readdirSync(join(root, 'src/cli/verbs')).map((name) => read(`src/cli/verbs/${name}`));
const verbs = verbFiles.flatMap((text) =>
  [...text.matchAll(/Verb: Verb = \{\s*name: '([\w-]+)'/g)].map((m) => m[1]),
);
const metrics = ['src/ops/metrics.ts', 'src/ops/source-metrics.ts'].flatMap((file) =>
  [...read(file).matchAll(/name: '(outcry_\w+)'/g)].map((m) => m[1]),
);
if (
  settings.length < 10 ||
  keys.length < 5 ||
  sourceTypes.length < 15 ||
  verbs.length < 10 ||
  metrics.length < 8
)
  problems.push('this check no longer finds what it checks');

/** Each of `names` has to be on the page, as `pattern` has it. */
function documented(page, what, names, pattern) {
  const text = read(page);
  for (const name of names)
    if (!pattern(name).test(text)) problems.push(`${page} does not document the ${what} ${name}`);
}
documented('docs/configuration.md', 'setting', [...settings, ...keys], (name) => new RegExp(`\`${name}\``));
documented('docs/sources.md', 'type', sourceTypes, (name) => new RegExp(`type: ${name}\\b`));
documented('docs/cli.md', 'verb', verbs, (name) => new RegExp(`outcry ${name}\\b`));
documented('docs/operate.md', 'metric', metrics, (name) => new RegExp(`\`${name}\``));

for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exit(problems.length === 0 ? 0 : 1);
