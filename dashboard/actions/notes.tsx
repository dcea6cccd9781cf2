/** Adds, edits, deletes and brings back notes on charts. */
import { checkedNote } from '../../src/domain/chart-note.ts';
import { noteAudit } from '../auth/audit.ts';
import type { Ctx } from '../deps.ts';
import { notesPage } from '../pages/notes.tsx';
import { type Form, formOf, momentOf, rawOf, whoAsks } from '../query/form.ts';
import { idOf } from '../query/numbers.ts';
import { messagePage } from '../views/layout.tsx';
import { link } from '../views/parts.tsx';

const valuesOf = (form: Form) => ({
  at: momentOf(form, 'at'),
  until: momentOf(form, 'until'),
  text: rawOf(form, 'text'),
});

const noNote = (c: Ctx) =>
  messagePage(
    c,
    404,
    'No such note',
    <p>
      See <a href="/notes">all notes</a>.
    </p>,
  );

export async function noteAdd(c: Ctx) {
  const { store, clock } = c.var.deps;
  const form = await formOf(c);
  const values = valuesOf(form);
  const brand = await store.read.brands.bySlug(rawOf(form, 'brand'));
  if (!brand) return messagePage(c, 404, 'No such brand', <p>Choose a brand for the note.</p>);
  const note = checkedNote(values);
  if (typeof note === 'string')
    return notesPage(c, { values: { ...values, brand: brand.slug }, problem: note });
  const added = { brand: brand.slug, ...note, who: whoAsks(c), createdAt: clock() };
  const id = await store.tx((tx) => tx.chartNotes.add(added));
  if (id === undefined) {
    const problem = 'This brand has 1,000 notes. Delete some.';
    return notesPage(c, { values: { ...values, brand: brand.slug }, problem });
  }
  await noteAudit(c, `added a note on charts: ${note.text}`, brand.slug);
  return c.redirect(link('/notes', { brand: brand.slug }), 303);
}

export async function noteChange(c: Ctx) {
  const { store, clock } = c.var.deps;
  const id = idOf(c) ?? 0;
  const known = await store.read.chartNotes.one(id);
  if (!known) return noNote(c);
  const { brand } = known;
  const form = await formOf(c);
  const verb = rawOf(form, 'verb');
  if (verb === 'delete') {
    await store.tx((tx) => tx.chartNotes.remove(id, { at: clock(), by: whoAsks(c) }));
    await noteAudit(c, `deleted a note on charts: ${known.text}`, brand);
    return c.redirect(link('/notes', { brand, deleted: id }), 303);
  }
  if (verb === 'undo') {
    await store.tx((tx) => tx.chartNotes.remove(id, undefined));
    await noteAudit(c, `brought a note on charts back: ${known.text}`, brand);
    return c.redirect(link('/notes', { brand }), 303);
  }
  const note = checkedNote(valuesOf(form));
  if (typeof note === 'string') {
    return messagePage(
      c,
      400,
      'The note was not saved',
      <p>
        {note} <a href={link('/notes', { brand, edit: id })}>Back to the note</a>
      </p>,
    );
  }
  await store.tx((tx) => tx.chartNotes.change(id, { ...note, changedAt: clock() }));
  await noteAudit(c, `changed a note on charts: ${note.text}`, brand);
  return c.redirect(link('/notes', { brand }), 303);
}
