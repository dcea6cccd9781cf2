/** Draws posts to label, keeps labels, and accepts a threshold of a brand. */
import { isCorrection } from '../../src/domain/correction.ts';
import type { SentimentLabel } from '../../src/domain/scoring.ts';
import { beginCheck } from '../../src/evaluate/load.ts';
import type { BrandRow } from '../../src/store/brands/port.ts';
import { refusal } from '../api/configuration.ts';
import { noteAudit } from '../auth/audit.ts';
import { type Ctx, param } from '../deps.ts';
import { noBrand, thresholdOf } from '../pages/configuration/reading-check.tsx';
import { type Form, formOf, rawOf, whoAsks, wholeOf } from '../query/form.ts';
import { leaveNotice } from '../security/notice.ts';
import { messagePage } from '../views/layout.tsx';

function back(c: Ctx, { slug }: BrandRow) {
  return c.redirect(`/brands/${encodeURIComponent(slug)}/reading`, 303);
}

async function draw(c: Ctx, brand: BrandRow) {
  const { store, clock } = c.var.deps;
  const sample = {
    brandId: brand.id,
    at: clock(),
    who: whoAsks(c),
    threshold: thresholdOf(c, brand.slug).threshold,
  };
  const id = await store.tx((tx) => beginCheck(tx, sample));
  if (id !== undefined) await noteAudit(c, 'drew posts to check the reading', brand.slug);
  return back(c, brand);
}

async function label(c: Ctx, brand: BrandRow, form: Form, verb: 'label' | 'skip' | 'unlabel') {
  const { store, clock } = c.var.deps;
  const mentionId = wholeOf(form, 'mention', 1, Number.MAX_SAFE_INTEGER) ?? 0;
  const check = await store.read.readingChecks.newest(brand.id);
  const [trust, feeling] = [rawOf(form, 'betrayal'), rawOf(form, 'sentiment')];
  const complete =
    isCorrection({ field: 'betrayal', value: trust }) && isCorrection({ field: 'sentiment', value: feeling });
  if (verb === 'label' && !complete)
    return messagePage(c, 400, 'The label was not saved', <p>Answer both questions, then save.</p>);
  const by = { at: clock(), who: whoAsks(c) };
  const given =
    verb === 'label' ? { betrayal: trust === 'yes', sentiment: feeling as SentimentLabel, ...by } : by;
  const saved =
    check !== undefined &&
    (await store.tx((tx) =>
      verb === 'unlabel'
        ? tx.readingChecks.unlabel(check.id, mentionId)
        : tx.readingChecks.label(check.id, mentionId, given),
    ));
  if (!saved)
    leaveNotice(c, { text: 'That post is no longer in the list: it was deleted, or others were drawn.' });
  return back(c, brand);
}

/** Makes past posts of the brand stale, so that the job that runs anyway scores them again. */
async function scoreAgain(c: Ctx, brand: BrandRow): Promise<void> {
  const { store, clock } = c.var.deps;
  const check = await store.read.readingChecks.newest(brand.id);
  const [first] = check ? await store.read.readingChecks.posts(check.id) : [];
  const version = first && (await store.read.mentions.one(first.mentionId))?.scorerVersion;
  const until = new Date(clock()).toISOString();
  await store.tx((tx) =>
    tx.rescores.scoreAgain(brand.id, `${version ?? 'scorer'}+${brand.slug}-until-${until}`),
  );
}

async function accept(c: Ctx, brand: BrandRow, form: Form) {
  const { editor } = c.var.deps;
  const threshold = Number(rawOf(form, 'threshold'));
  if (!editor) return messagePage(c, 404, 'Not here', <p>This process cannot change the configuration.</p>);
  const document = { slug: brand.slug, threshold };
  const editing = { who: whoAsks(c) };
  const added = await editor.add('thresholds', document, editing);
  const result =
    added.kind === 'exists' ? await editor.change('thresholds', brand.slug, () => document, editing) : added;
  if (result.kind !== 'done') {
    const { status, body } = refusal('thresholds', result);
    return messagePage(c, status === 404 ? 409 : status, 'Not changed', <p>{body.message}</p>);
  }
  const again = rawOf(form, 'again') === 'yes';
  if (again) {
    await scoreAgain(c, brand);
    await noteAudit(c, `asked for past posts to be scored again at ${threshold}`, brand.slug);
  }
  leaveNotice(c, {
    text: `Threshold ${threshold} is used from now on.${again ? ' Past posts are being scored again.' : ''}`,
    undo: { action: `/settings/thresholds/edit/${encodeURIComponent(brand.slug)}`, fields: { do: 'undo' } },
  });
  return back(c, brand);
}

export async function readingAction(c: Ctx) {
  const brand = await c.var.deps.store.read.brands.bySlug(param(c, 'slug'));
  if (!brand) return noBrand(c);
  const form = await formOf(c);
  const verb = rawOf(form, 'do');
  if (verb === 'draw') return draw(c, brand);
  if (verb === 'label' || verb === 'skip' || verb === 'unlabel') return label(c, brand, form, verb);
  if (verb === 'accept') return accept(c, brand, form);
  return messagePage(c, 400, 'Not understood', <p>Reload the page and try again.</p>);
}
