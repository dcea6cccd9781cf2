/** Adds, changes, removes and restores what people configure on the pages of the settings. */
import type { EditResult } from '../../src/configure/editor.ts';
import type { ConfigDocument, ConfigKind } from '../../src/domain/configuration.ts';
import { routeSchema } from '../../config/schema/route.ts';
import { BACKTEST_DAYS, backtest, loadPast } from '../../src/report/route/backtest.ts';
import { countOf } from '../../src/report/text/labels.ts';
import { refusal } from '../api/configuration.ts';
import { type Ctx, type Handler, param } from '../deps.ts';
import { nameOf } from '../../config/kinds.ts';
import { configEntryPage, configNewPage, type Refused } from '../pages/configuration/entry.tsx';
import { documentOf, type FormValues, sentValues } from '../query/configuration-form.ts';
import { formOf, rawOf, revisionOf, whoAsks, wholeOf } from '../query/form.ts';
import { messagePage } from '../views/layout.tsx';

function done(c: Ctx, kind: ConfigKind, slug: string, what: 'saved' | 'removed' | 'undone') {
  return c.redirect(`/settings/${kind}?done=${what}&slug=${encodeURIComponent(slug)}`, 303);
}

/** The errors of the form: those of fields by their path, all else at its head. */
function errorsOf(kind: ConfigKind, result: Exclude<EditResult, { kind: 'done' }>) {
  const { status, body } = refusal(kind, result);
  return { status: status === 404 ? (409 as const) : status, errors: body.fields ?? { '': body.message } };
}

function notHere(c: Ctx) {
  return messagePage(c, 404, 'Not here', <p>This process cannot change the configuration.</p>);
}

function unreadable(values: FormValues, problem: string) {
  return { values, errors: { '': problem }, status: 422 as const };
}

/** What a route would have sent, with the rules of today; nothing is saved. */
async function preview(c: Ctx, values: FormValues, before: ConfigDocument): Promise<Refused> {
  const read = documentOf('routes', values, before);
  if ('problem' in read) return unreadable(values, read.problem);
  const errors = (await c.var.deps.editor?.check('routes', read.document)) ?? {};
  const route = routeSchema.safeParse(read.document);
  if (!route.success || Object.keys(errors).length > 0) return { values, errors, status: 422 };
  const { store, clock } = c.var.deps;
  const sent = backtest(route.data, await loadPast(store.read, clock())).length;
  const note = `In the last ${BACKTEST_DAYS} days it would have sent ${countOf(sent, 'message')}. Nothing is saved yet.`;
  return { values, errors: {}, status: 200, note };
}

export function configAdd(kind: ConfigKind): Handler {
  return async (c) => {
    const { editor } = c.var.deps;
    const form = await formOf(c);
    const values = sentValues(kind, form);
    if (!editor) return notHere(c);
    if (kind === 'routes' && rawOf(form, 'do') === 'preview')
      return configNewPage(c, kind, await preview(c, values, {}));
    const read = documentOf(kind, values, {});
    if ('problem' in read) return configNewPage(c, kind, unreadable(values, read.problem));
    const result = await editor.add(kind, read.document, { who: whoAsks(c) });
    if (result.kind === 'done') return done(c, kind, nameOf(kind, read.document), 'saved');
    return configNewPage(c, kind, { values, ...errorsOf(kind, result) });
  };
}

export function configChange(kind: ConfigKind): Handler {
  return async (c) => {
    const { editor } = c.var.deps;
    if (!editor) return notHere(c);
    const form = await formOf(c);
    const [slug, who, revision] = [param(c, 'slug'), whoAsks(c), revisionOf(form)];
    const action = rawOf(form, 'do');
    if (action === 'remove' || action === 'undo') {
      const change = wholeOf(form, 'change', 1, Number.MAX_SAFE_INTEGER);
      const result =
        action === 'remove'
          ? await editor.remove(kind, slug, { who })
          : await editor.undo(kind, slug, { who, change });
      if (result.kind === 'done') return done(c, kind, slug, action === 'remove' ? 'removed' : 'undone');
      const { status, body } = refusal(kind, result);
      return messagePage(c, status, 'Not changed', <p>{body.message}</p>);
    }
    const values = sentValues(kind, form);
    if (kind === 'routes' && action === 'preview') {
      const before = (await editor.entry(kind, slug))?.document ?? {};
      return configEntryPage(c, kind, await preview(c, values, before));
    }
    let problem: string | undefined;
    const edit = (before: ConfigDocument): ConfigDocument => {
      const read = documentOf(kind, values, before);
      if ('document' in read) return read.document;
      ({ problem } = read);
      return {};
    };
    const result = await editor.change(kind, slug, edit, { who, revision });
    if (result.kind === 'done') return done(c, kind, slug, 'saved');
    if (result.kind === 'unknown') return configEntryPage(c, kind);
    if (problem !== undefined) return configEntryPage(c, kind, unreadable(values, problem));
    return configEntryPage(c, kind, { values, ...errorsOf(kind, result) });
  };
}
