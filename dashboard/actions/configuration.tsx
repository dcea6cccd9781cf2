/** Adds, changes, removes and restores what people configure on the pages of the settings. */
import type { EditResult } from '../../src/configure/editor.ts';
import type { ConfigDocument, ConfigKind } from '../../src/domain/configuration.ts';
import { refusal } from '../api/configuration.ts';
import { type Ctx, type Handler, param } from '../deps.ts';
import { nameOf } from '../../config/kinds.ts';
import { configEntryPage, configNewPage } from '../pages/configuration/entry.tsx';
import { fieldsOf } from '../pages/configuration/state.tsx';
import { type Trial, tryForm } from './configuration-trial.tsx';
import { documentOf, type FormValues, sentFields, sentValues } from '../query/configuration-form.ts';
import { type Form, formOf, rawOf, revisionOf, whoAsks, wholeOf } from '../query/form.ts';
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

/** The form as it was sent, and its fields. `known`: the type of the source that is changed. */
function readForm(c: Ctx, kind: ConfigKind, form: Form, known?: unknown): Pick<Trial, 'fields' | 'values'> {
  const fields = sentFields(kind, form, fieldsOf(c, kind, known ?? form.type));
  return { fields, values: sentValues(kind, form, fields) };
}

export function configAdd(kind: ConfigKind): Handler {
  return async (c) => {
    const { editor } = c.var.deps;
    const form = await formOf(c);
    if (!editor) return notHere(c);
    const { fields, values } = readForm(c, kind, form);
    const tried = await tryForm(c, { kind, form, fields, values, before: {} });
    if (tried) return configNewPage(c, kind, tried);
    const read = documentOf(kind, values, {}, fields);
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
    const known = (await editor.entry(kind, slug))?.document ?? {};
    const { fields, values } = readForm(c, kind, form, known.type);
    const tried = await tryForm(c, { kind, form, fields, values, before: known });
    if (tried) return configEntryPage(c, kind, tried);
    let problem: string | undefined;
    const edit = (before: ConfigDocument): ConfigDocument => {
      const read = documentOf(kind, values, before, fields);
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
