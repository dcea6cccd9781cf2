/** Each boundary of oxlint.config.mjs is planted a violation, which must be reported; clean files must not. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';

const use = (specifier: string) => `import { thing } from '${specifier}';\nexport const used = thing;\n`;

/** file → content, and words of the message that must come. */
const VIOLATIONS: readonly (readonly [string, string, string])[] = [
  ['src/domain/a.ts', use('../store/store.ts'), 'imports nothing'],
  ['src/domain/b.ts', use('zod'), 'imports nothing'],
  ['src/score/a.ts', use('../store/store.ts'), 'src/score imports domain, thread only'],
  ['src/score/b.ts', use('../../config/env.ts'), 'knows nothing of'],
  ['src/thread/a.ts', use('../score/scorer.ts'), 'src/thread imports nothing'],
  ['src/detect/a.ts', use('../report/words.ts'), 'src/detect imports domain only'],
  ['src/library/a.ts', use('../../config/library.ts'), 'src/library knows nothing of'],
  ['src/library/b.ts', use('../store/store.ts'), 'src/library imports domain, detect only'],
  ['src/evaluate/a.ts', use('../score/scorer.ts'), 'src/evaluate imports domain, detect, store only'],
  ['src/detection/a.ts', use('../../workers/context.ts'), 'src/detection knows nothing of'],
  ['src/detection/b.ts', use('../queue/job-queue.ts'), 'src/detection imports'],
  ['src/alert/a.ts', use('../store/store.ts'), 'src/alert imports domain only'],
  ['src/chart/a.ts', use('../detect/spike.ts'), 'src/chart imports domain, thread only'],
  ['src/simulate/a.ts', use('../ingest/accept.ts'), 'src/simulate imports'],
  ['src/series/a.ts', use('../report/text/labels.ts'), 'src/series imports'],
  ['src/cli/a.ts', use('../../scripts/train/main.ts'), 'knows nothing of them'],
  ['workers/h.ts', use('../scripts/eval/main.ts'), 'knows nothing of them'],
  ['dashboard/f.ts', use('../scripts/steps.mjs'), 'knows nothing of them'],
  ['src/detect/spike/d.ts', use('../../report/text/labels.ts'), 'src/detect imports domain only'],
  ['src/net/a.ts', use('../ingest/accept.ts'), 'src/net imports domain, thread only'],
  ['src/notify/a.ts', use('../report/text/labels.ts'), 'src/notify imports domain, chart only'],
  ['src/notify/slack/b.ts', use('../../alert/decide.ts'), 'src/notify imports domain, chart only'],
  ['src/queue/a.ts', use('../store/store.ts'), 'src/queue imports domain, thread only'],
  ['src/store/a.ts', use('../queue/job-queue.ts'), 'src/store imports domain, thread only'],
  ['src/ops/a.ts', use('../queue/job-queue.ts'), 'src/ops imports'],
  ['src/ingest/a.ts', use('../source/feed.ts'), 'src/ingest imports'],
  ['src/import/a.ts', use('../cli/output.ts'), 'src/import imports'],
  ['src/source/file/a.ts', use('../../store/store.ts'), 'src/source imports'],
  ['src/source/c.ts', use('../../config/env.ts'), 'knows the schemas of the configuration alone'],
  ['src/collect/a.ts', use('../../workers/lease.ts'), 'src/collect knows nothing of'],
  ['src/collect/b.ts', use('../detect/spike.ts'), 'src/collect imports domain, thread, source,'],
  ['dashboard/g.ts', use('../src/collect/backfill.ts'), 'never imports source, collect'],
  ['src/setup/a.ts', use('../report/text/labels.ts'), 'src/setup imports'],
  ['dashboard/k.ts', use('../src/setup/tools.ts'), 'the port of the set-up alone'],
  ['src/policy/a.ts', use('../store/store.ts'), 'src/policy imports domain only'],
  ['src/report/a.ts', use('../score/scorer.ts'), 'src/report imports'],
  ['workers/a.ts', use('../dashboard/app.tsx'), 'workers and dashboard together'],
  ['workers/b.ts', use('../src/cli/service.ts'), 'composition root'],
  ['dashboard/a.ts', use('../workers/main.ts'), 'workers and dashboard together'],
  ['dashboard/b.ts', use('../src/source/connectors/feed.ts'), 'never imports source'],
  ['dashboard/c.ts', use('../src/notify/registry.ts'), 'never imports source'],
  ['config/a.ts', use('../src/store/store.ts'), 'config imports src/domain and the registry'],
  ['config/schema/b.ts', use('../../src/notify/email/channel.ts'), 'knows no channel by name'],
  ['config/c.ts', use('../src/notify/channel.ts'), 'knows no channel by name'],
  ['src/report/b.ts', use('drizzle-orm'), 'Only src/store knows'],
  ['workers/c.ts', use('better-sqlite3'), 'Only src/store knows'],
  ['src/report/e.ts', use('pg'), 'Only src/store knows'],
  ['src/ingest/b.ts', use('bullmq'), 'Only src/queue knows'],
  ['dashboard/d.ts', use('ioredis'), 'Only src/queue knows'],
  ['workers/d.ts', use('nodemailer'), 'Only src/notify knows'],
  ['src/detect/b.ts', use('wink-nlp'), 'Only src/score knows'],
  ['src/source/a.ts', use('undici'), 'Only src/net knows'],
  ['src/source/b.ts', use('ws'), 'Only src/net knows'],
  ['workers/g.ts', use('robots-parser'), 'Only src/net knows'],
  ['src/ingest/c.ts', use('feedsmith'), 'Only src/source knows'],
  ['src/report/c.ts', use('@resvg/resvg-js'), 'Only src/chart knows'],
  ['workers/e.ts', use('hono'), 'Only dashboard knows'],
  ['workers/i.ts', use('@hono/zod-openapi'), 'Only dashboard knows'],
  ['src/report/f.ts', use('zod'), 'Only config knows'],
  ['dashboard/h.ts', use('yaml'), 'Only config knows yaml'],
  ['src/score/c.ts', 'export const now = Date.now();\n', 'Take a Clock'],
  ['src/detect/c.ts', 'export const chance = Math.random();\n', 'Take a Random'],
  ['workers/f.ts', 'export const page = fetch("http://example.com");\n', 'Only src/net reaches out'],
  ['dashboard/e.ts', 'export const secret = process.env.SECRET;\n', 'Only config/env.ts reads'],
  ['src/report/d.ts', `export const x = 1;\n${'// line\n'.repeat(300)}`, 'max-lines'],
];

const CLEAN: readonly (readonly [string, string])[] = [
  ['src/detect/ok.ts', use('../domain/series.ts')],
  ['src/store/sqlite/ok.ts', use('drizzle-orm')],
  ['src/store/postgres/ok.ts', use('pg')],
  ['src/queue/ok.ts', use('pg')],
  ['src/source/ok.ts', use('../../config/schema/common.ts')],
  ['src/collect/ok.ts', use('../source/registry.ts')],
  ['src/net/ok.ts', use('undici')],
  ['config/ok.ts', use('../src/notify/registry.ts')],
  ['src/notify/ok.ts', use('zod')],
  ['dashboard/ok.ts', use('../src/store/store.ts')],
  ['dashboard/api/ok.ts', use('zod')],
  ['workers/ok.ts', use('../src/detect/spike/find-spikes.ts')],
];

interface Diagnostic {
  readonly message: string;
  readonly code?: string;
  readonly help?: string;
  readonly filename: string;
}

describe('boundaries', () => {
  const folder = mkdtempSync(join(tmpdir(), 'outcry-lint-'));
  let found: Diagnostic[] = [];

  beforeAll(() => {
    cpSync(join(packageRoot, 'oxlint.config.mjs'), join(folder, 'oxlint.config.mjs'));
    for (const [file, content] of [...VIOLATIONS, ...CLEAN]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), content);
    }
    const oxlint = join(packageRoot, 'node_modules/.bin/oxlint');
    const args = ['-c', 'oxlint.config.mjs', '-f', 'json', '.'];
    const result = spawnSync(oxlint, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 });
    found = (JSON.parse(result.stdout) as { diagnostics: Diagnostic[] }).diagnostics;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(VIOLATIONS)('%s is reported', (file, _content, words) => {
    const here = found
      .filter((d) => d.filename.endsWith(file))
      .map((d) => `${d.code} ${d.message} ${d.help}`);
    expect(here.join('\n')).toContain(words);
  });

  it.each(CLEAN)('%s is not', (file) => {
    const rules = found.filter((d) => d.filename.endsWith(file) && /restricted/.test(d.code ?? ''));
    expect(rules).toEqual([]);
  });
});
