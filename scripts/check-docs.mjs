/**
 * Checks the documents: every path they name in backticks is there, and every setting, verb and metric is
 * told of in README.md.
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
const PATH = /`((?:src|workers|dashboard|config|test)\/[\w./-]*|[A-Z]+\.md|[\w-]+\.(?:ts|mjs|json|yaml))`/g;
for (const file of tracked.trim().split('\n').filter(existsSync)) {
  for (const [, path] of read(file).matchAll(PATH)) {
    const near = join(file, '..', path);
    if (!existsSync(join(root, path)) && !existsSync(join(root, near)))
      problems.push(`${file} names ${path}, which is not there`);
  }
}

const readme = existsSync(join(root, 'README.md')) ? read('README.md') : '';
const settings = [...read('config/env.ts').matchAll(/^ {2}([A-Z][A-Z_]+): z/gm)].map((m) => m[1]);
const verbFiles = readdirSync(join(root, 'src/cli/verbs')).map((name) => read(`src/cli/verbs/${name}`));
const verbs = verbFiles.flatMap((text) =>
  [...text.matchAll(/Verb: Verb = \{\s*name: '([\w-]+)'/g)].map((m) => m[1]),
);
const metrics = [...read('src/ops/metrics.ts').matchAll(/name: '(outcry_\w+)'/g)].map((m) => m[1]);
if (settings.length < 10 || verbs.length < 10 || metrics.length < 3)
  problems.push('this check no longer finds what it checks');
for (const setting of settings)
  if (!readme.includes(`\`${setting}\``)) problems.push(`README.md does not tell of the setting ${setting}`);
for (const verb of verbs)
  if (!new RegExp(`outcry ${verb}\\b`).test(readme))
    problems.push(`README.md does not tell of outcry ${verb}`);
for (const metric of metrics)
  if (!readme.includes(`\`${metric}\``)) problems.push(`README.md does not tell of the metric ${metric}`);

for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exit(problems.length === 0 ? 0 : 1);
