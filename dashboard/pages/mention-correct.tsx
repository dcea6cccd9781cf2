/** Takes a correction of a mention, or takes one back; and the corrections as labelled data. */
import { CORRECTION_VALUES, type CorrectedField } from '../../src/domain/correction.ts';
import { labelsCsv, labelsJsonl } from '../../src/report/labels.ts';
import type { Corrected, LabelledMention } from '../../src/store/ports/corrections.ts';
import { noteAudit } from '../auth/audit.ts';
import { type Ctx, param } from '../deps.ts';
import { notice } from '../views/layout.tsx';

function answer(c: Ctx, id: number, outcome: Corrected) {
  if (outcome.kind === 'done') return c.redirect(`/mentions/${id}`, 303);
  if (outcome.kind === 'gone') {
    return notice(c, 404, 'No such mention', <p>It was deleted, or it is not scored yet.</p>);
  }
  return notice(
    c,
    409,
    'Somebody was faster',
    <p>
      {outcome.by} has corrected it since you loaded the page. <a href={`/mentions/${id}`}>Look at it</a>
    </p>,
  );
}

export async function mentionCorrect(c: Ctx) {
  const { ledger, clock } = c.var.deps;
  const id = Number(param(c, 'id'));
  const mention = Number.isSafeInteger(id) ? await ledger.read.mentions.one(id) : undefined;
  if (!mention) return answer(c, id, { kind: 'gone' });
  const form = await c.req.parseBody();
  const by = { who: c.get('principal')?.name ?? 'somebody', at: clock() };
  if (typeof form.undo === 'string') {
    const own = (await ledger.read.corrections.ofMention(id)).find((one) => String(one.id) === form.undo);
    if (!own) return answer(c, id, { kind: 'gone' });
    const outcome = await ledger.tx((tx) => tx.corrections.undo(own.id, by));
    if (outcome.kind === 'done') await noteAudit(c, `took back “${own.value}” about a mention`, String(id));
    return answer(c, id, outcome);
  }
  const field = form.field as CorrectedField;
  const value = typeof form.value === 'string' ? form.value : '';
  const seen = Number(form.seen);
  const known = Object.hasOwn(CORRECTION_VALUES, field) && CORRECTION_VALUES[field].includes(value);
  if (!known || !Number.isSafeInteger(seen)) {
    return notice(c, 400, 'The form is incomplete', <p>Reload the page and try again.</p>);
  }
  const outcome = await ledger.tx((tx) => tx.corrections.correct(id, { field, value }, { ...by, seen }));
  if (outcome.kind === 'done') await noteAudit(c, `said “${value}” about a mention`, String(id));
  return answer(c, id, outcome);
}

const MOST = 100_000;
const STEP = 1_000;

/** What people said, as training data: `format=csv` or `jsonl`. */
export async function labelsFile(c: Ctx) {
  const format = c.req.query('format') === 'jsonl' ? 'jsonl' : 'csv';
  const { ledger } = c.var.deps;
  const all: LabelledMention[] = [];
  for (let after = 0; all.length < MOST; ) {
    const next = await ledger.read.corrections.labelled(STEP, after);
    if (next.length === 0) break;
    all.push(...next);
    after = next.at(-1)!.correction.id;
  }
  await noteAudit(c, 'exported the corrections', format);
  c.header('Content-Type', format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8');
  c.header('Content-Disposition', `attachment; filename="corrections.${format}"`);
  c.header('Cache-Control', 'no-store');
  return c.body(format === 'csv' ? labelsCsv(all) : labelsJsonl(all));
}
