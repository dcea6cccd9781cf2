/** JSON about what people configure: lists, single entries, changes, undo. */
import type { ConfigEntry } from '../../config/load.ts';
import type { ConfigEditor, EditResult } from '../../src/configure/editor.ts';
import { kindWord } from '../../src/configure/editor.ts';
import type { ConfigKind } from '../../src/domain/configuration.ts';
import { isoSecond } from '../../src/report/text/labels.ts';
import { type Ctx, type Handler, param } from '../deps.ts';
import { whoAsks } from '../query/form.ts';
import { unknown, wrong } from './brands.ts';
import { jsonObject } from './json-body.ts';
import type {
  ConfigEdit,
  ConfigEntryList,
  ConfigEntryReply,
  ConfigHistory,
} from './schemas/configuration.ts';
import type { Failure } from './schemas/shared.ts';

type WithEditor = (c: Ctx, editor: ConfigEditor) => Promise<Response>;

/** Where the configuration cannot be changed, there is nothing to ask. */
function withEditor(work: WithEditor): Handler {
  return async (c) => {
    const { editor } = c.var.deps;
    return editor ? work(c, editor) : unknown(c, 'path');
  };
}

function shown({ kind, slug, document, file, stored, unused }: ConfigEntry): ConfigEntryReply {
  return {
    kind,
    slug,
    file: file ?? null,
    locked: file !== undefined,
    revision: stored?.revision ?? null,
    changedAt: stored ? isoSecond(stored.changedAt) : null,
    changedBy: stored?.changedBy ?? null,
    unused: unused ?? null,
    entry: document,
  };
}

/** The revision of `If-Match: "12"`; `*` and nothing are no condition. */
function ifMatch(c: Ctx): { readonly revision?: number } | undefined {
  const header = c.req.header('if-match');
  if (header === undefined || header === '*') return {};
  const [, digits] = /^(?:W\/)?"?(\d{1,15})"?$/.exec(header) ?? [];
  return digits === undefined ? undefined : { revision: Number(digits) };
}

/** What an edit that did not go through means, for people; status and body for programs. */
export function refusal(
  kind: ConfigKind,
  result: Exclude<EditResult, { kind: 'done' }>,
): {
  readonly status: 403 | 404 | 409 | 422;
  readonly body: Failure;
} {
  const what = kindWord(kind);
  switch (result.kind) {
    case 'invalid': {
      const message = Object.values(result.fields).join('. ');
      return { status: 422, body: { error: 'invalid', message, fields: { ...result.fields } } };
    }
    case 'locked': {
      const message = `It is defined in ${result.by}. Change it there.`;
      return { status: 409, body: { error: 'locked', message, locked: true } };
    }
    case 'conflict': {
      const { by, at } = result;
      const message =
        by === undefined || at === undefined
          ? 'Somebody removed it in the meantime.'
          : `${by} changed it at ${isoSecond(at)}, after you read it. Read it again, then change it.`;
      return { status: 409, body: { error: 'changed', message } };
    }
    case 'exists':
      return { status: 409, body: { error: 'exists', message: `There is a ${what} of this name already.` } };
    case 'unknown':
      return { status: 404, body: { error: 'not-found', message: `No such ${what}.` } };
    case 'forbidden': {
      const message = 'This is for people who may see all brands that it is about.';
      return { status: 403, body: { error: 'forbidden', message } };
    }
  }
}

function reply(c: Ctx, kind: ConfigKind, result: EditResult, done: 200 | 201 = 200) {
  if (result.kind !== 'done') {
    const { status, body } = refusal(kind, result);
    return c.json(body, status);
  }
  const { entry, notes } = result;
  if (entry?.stored) c.header('ETag', `"${entry.stored.revision}"`);
  return c.json({ entry: entry ? shown(entry) : null, notes: [...notes] } satisfies ConfigEdit, done);
}

const NO_OBJECT = 'Send one JSON object.';
const NO_REVISION = 'If-Match is the revision that you read, for example "12".';

export function apiConfigList(kind: ConfigKind): Handler {
  return withEditor(async (c, editor) => {
    const entries = await editor.entries(kind);
    return c.json({ entries: entries.map(shown) } satisfies ConfigEntryList);
  });
}

export function apiConfigOne(kind: ConfigKind): Handler {
  return withEditor(async (c, editor) => {
    const entry = await editor.entry(kind, param(c, 'slug'));
    if (!entry) return unknown(c, kindWord(kind));
    if (entry.stored) c.header('ETag', `"${entry.stored.revision}"`);
    return c.json(shown(entry));
  });
}

export function apiConfigHistory(kind: ConfigKind): Handler {
  return withEditor(async (c, editor) => {
    const slug = param(c, 'slug');
    const changes = await editor.history(kind, slug);
    // An entry of a file has no changes here; a removed one has nothing but its changes.
    if (changes.length === 0 && !(await editor.entry(kind, slug))) return unknown(c, kindWord(kind));
    return c.json({
      changes: changes.map(({ id, at, who, before, after }) => ({
        id,
        at: isoSecond(at),
        by: who,
        before: before ?? null,
        after: after ?? null,
      })),
    } satisfies ConfigHistory);
  });
}

export function apiConfigAdd(kind: ConfigKind): Handler {
  return withEditor(async (c, editor) => {
    const document = await jsonObject(c);
    if (!document) return wrong(c, NO_OBJECT);
    return reply(c, kind, await editor.add(kind, document, { who: whoAsks(c) }), 201);
  });
}

/** Fields that are sent replace those that are there; null removes one (RFC 7396, at the top level). */
export function apiConfigChange(kind: ConfigKind): Handler {
  return withEditor(async (c, editor) => {
    const [patch, condition] = [await jsonObject(c), ifMatch(c)];
    if (!patch) return wrong(c, NO_OBJECT);
    if (!condition) return wrong(c, NO_REVISION);
    const edit = (before: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(Object.entries({ ...before, ...patch }).filter(([, value]) => value !== null));
    const editing = { who: whoAsks(c), ...condition };
    return reply(c, kind, await editor.change(kind, param(c, 'slug'), edit, editing));
  });
}

export function apiConfigRemove(kind: ConfigKind): Handler {
  return withEditor(async (c, editor) => {
    const condition = ifMatch(c);
    if (!condition) return wrong(c, NO_REVISION);
    const editing = { who: whoAsks(c), ...condition };
    return reply(c, kind, await editor.remove(kind, param(c, 'slug'), editing));
  });
}

export function apiConfigUndo(kind: ConfigKind): Handler {
  return withEditor(async (c, editor) => {
    const [body, condition] = [await jsonObject(c), ifMatch(c)];
    const change = body?.change;
    if (!body || (change !== undefined && !Number.isSafeInteger(change)))
      return wrong(c, 'Send nothing, or {"change": ID} with an id of the history.');
    if (!condition) return wrong(c, NO_REVISION);
    const editing = { who: whoAsks(c), change: change as number | undefined, ...condition };
    return reply(c, kind, await editor.undo(kind, param(c, 'slug'), editing));
  });
}
