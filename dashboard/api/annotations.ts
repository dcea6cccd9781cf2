/** Notes on the time axis of charts: the list, a new one, taking one away. */
import { parseInstant } from '../../src/ingest/time/read-time.ts';
import { isoSecond } from '../../src/report/text/labels.ts';
import { checkedNote } from '../../src/domain/chart-note.ts';
import type { ChartNote } from '../../src/store/views/port.ts';
import { noteAudit } from '../auth/audit.ts';
import type { Ctx } from '../deps.ts';
import { whoAsks } from '../query/form.ts';
import { idOf } from '../query/numbers.ts';
import { jsonObject } from './json-body.ts';
import { type Annotation, type AnnotationList, newAnnotation } from './schemas/annotations.ts';
import type { Failure } from './schemas/shared.ts';

const MOST = 1_000;

function annotationOf({ id, brand, at, until, text, who, createdAt }: ChartNote): Annotation {
  const end = until === undefined ? null : isoSecond(until);
  return { id, brand, at: isoSecond(at), until: end, text, who, createdAt: isoSecond(createdAt) };
}

const failed = (c: Ctx, status: 400 | 404 | 409, error: string, message: string) =>
  c.json({ error, message } satisfies Failure, status);

export async function apiAnnotations(c: Ctx) {
  const { read } = c.var.deps.store;
  const all = (await read.brands.all()).map(({ slug }) => slug);
  const slug = c.req.query('brand');
  if (slug !== undefined && !all.includes(slug)) return failed(c, 404, 'not-found', 'No such brand.');
  const notes = await read.chartNotes.list(slug === undefined ? all : [slug], MOST);
  return c.json({ annotations: notes.map(annotationOf) } satisfies AnnotationList);
}

export async function apiAnnotationAdd(c: Ctx) {
  const { store, clock } = c.var.deps;
  const given = newAnnotation.safeParse(await jsonObject(c));
  if (!given.success) {
    const [issue] = given.error.issues;
    const message = `Send {brand, at, text, until?}: ${issue?.path.join('.') || 'the body'} is not right.`;
    return failed(c, 400, 'bad-request', message);
  }
  const { brand, at, until, text } = given.data;
  if (!(await store.read.brands.bySlug(brand))) return failed(c, 404, 'not-found', 'No such brand.');
  const end = until == null ? undefined : parseInstant(until);
  if (until != null && end === undefined) return failed(c, 400, 'bad-request', 'until is not a time.');
  const note = checkedNote({ at: parseInstant(at), until: end, text });
  if (typeof note === 'string') return failed(c, 400, 'bad-request', note);
  const added = await store.tx(async (tx) => {
    const id = await tx.chartNotes.add({ brand, ...note, who: whoAsks(c), createdAt: clock() });
    return id === undefined ? undefined : tx.chartNotes.one(id);
  });
  if (!added) return failed(c, 409, 'too-many', 'The brand has 1,000 notes. Delete some.');
  await noteAudit(c, `added a note on charts: ${note.text}`, brand);
  return c.json(annotationOf(added), 201);
}

export async function apiAnnotationRemove(c: Ctx) {
  const { store, clock } = c.var.deps;
  const id = idOf(c) ?? 0;
  const note = await store.read.chartNotes.one(id);
  if (!note || note.deletedAt !== undefined) return failed(c, 404, 'not-found', 'No such annotation.');
  await store.tx((tx) => tx.chartNotes.remove(id, { at: clock(), by: whoAsks(c) }));
  await noteAudit(c, `deleted a note on charts: ${note.text}`, note.brand);
  return c.json(annotationOf(note));
}
