/** Corrections, tags, bookmarks and notes of a mention. Of two simultaneous corrections the second is refused. */
import type { CorrectionValue } from '../../src/domain/correction.ts';
import { isCorrection } from '../../src/domain/correction.ts';
import { countOf } from '../../src/report/text/labels.ts';
import type { Tx } from '../../src/store/store.ts';
import type { OneMention } from '../../src/store/mentions/port.ts';
import {
  type By,
  type CorrectionOutcome,
  type CorrectionRow,
  MOST_TAGS,
} from '../../src/store/triage/port.ts';
import { noteAudit } from '../auth/audit.ts';
import type { Ctx } from '../deps.ts';
import { messagePage } from '../views/layout.tsx';
import { backOf } from '../query/mentions.ts';
import { type Form, formOf, rawOf, revisionOf, whoAsks } from '../query/form.ts';
import { idOf } from '../query/numbers.ts';
import { type Harm, harmsOf } from '../query/mention-annotations.ts';
import { cutText } from '../../src/domain/text.ts';

interface Asked {
  readonly mention: OneMention;
  readonly form: Form;
  readonly back: string;
  readonly by: By;
}

const textOf = (form: Form, name: string) => rawOf(form, name).trim();

const incomplete = (c: Ctx, what: string) => messagePage(c, 400, 'The form was not saved', <p>{what}</p>);

function done(c: Ctx, { back, mention }: Asked) {
  return c.redirect(`${back}#m-${mention.id}`, 303);
}

function notified(c: Ctx, asked: Asked, outcome: CorrectionOutcome) {
  if (outcome === 'done') return done(c, asked);
  const again = (
    <p>
      <a href={`${asked.back}#m-${asked.mention.id}`}>Show it</a>
    </p>
  );
  if (outcome === 'gone')
    return messagePage(c, 410, 'Mention deleted', <p>The mention was deleted in the meantime.</p>);
  if (outcome === 'others')
    return messagePage(
      c,
      403,
      'Also about another brand',
      <>
        <p>
          This mention is also about a brand that you may not see, and a correction counts for all its brands.
          Ask somebody who may see them all. Nothing was saved.
        </p>
        {again}
      </>,
    );
  return messagePage(
    c,
    409,
    'Changed by someone else',
    <>
      <p>This mention was corrected after you opened the page. Your correction was not saved.</p>
      {again}
    </>,
  );
}

/** Wraps a form handler with its mention. A deleted mention accepts only undo. */
export function forMention(work: (c: Ctx, asked: Asked) => Promise<Response>, deletedToo = false) {
  return async (c: Ctx) => {
    const { store, clock } = c.var.deps;
    const id = idOf(c);
    const mention = id === undefined ? undefined : await store.read.mentions.one(id);
    if (!mention) return messagePage(c, 404, 'No such mention', <p>It no longer exists.</p>);
    if (mention.deletedAt !== undefined && !deletedToo) {
      return messagePage(c, 410, 'Mention deleted', <p>Its author or source deleted it.</p>);
    }
    const form = await formOf(c);
    const by = { who: whoAsks(c), at: clock() };
    return work(c, { mention, form, back: backOf(form['back']), by });
  };
}

/** A code as it is, or its title in any case. */
function codeOf(text: string, harms: readonly Harm[]): string | undefined {
  const lower = text.toLowerCase();
  return harms.find(({ code, title }) => code === text || title.toLowerCase() === lower)?.code;
}

/** The corrections in a form that differ from the score, or what is wrong with the form. */
function changesOf(form: Form, mention: OneMention, harms: readonly Harm[]): CorrectionValue[] | string {
  const { sentiment, betrayal } = mention;
  const changes: CorrectionValue[] = [];
  const label = textOf(form, 'sentiment');
  if (label !== '' && label !== sentiment?.label) changes.push({ field: 'sentiment', value: label });
  const trust = textOf(form, 'betrayal');
  if (trust !== '' && trust !== (betrayal?.label ? 'yes' : 'no')) {
    changes.push({ field: 'betrayal', value: trust });
  }
  const added = textOf(form, 'add');
  if (added !== '') {
    const code = codeOf(added, harms);
    if (code === undefined) return `No such category: “${cutText(added, 60)}”.`;
    changes.push({ field: 'category', value: `+${code}` });
    // The form's "no" was there before the category was chosen.
    if (!betrayal?.label && trust === 'no') changes.push({ field: 'betrayal', value: 'yes' });
  }
  const removed = textOf(form, 'remove');
  if (removed !== '') changes.push({ field: 'category', value: `-${removed}` });
  return changes.every(isCorrection) ? changes : 'Reload the page and try again.';
}

/** Near-duplicates that one correction reaches; more than this calls for a mute. */
const MOST_DUPLICATES = 500;

/** Applies the same corrections to near-duplicates, whatever corrections they had. */
async function correctDuplicates(tx: Tx, asked: Asked, changes: readonly CorrectionValue[]): Promise<number> {
  if (textOf(asked.form, 'duplicates') !== 'yes') return 0;
  const duplicates = await tx.mentions.duplicates(asked.mention.id, MOST_DUPLICATES);
  let corrected = 0;
  for (const id of duplicates) {
    let all = true;
    for (const change of changes) {
      const by = { ...change, ...asked.by };
      all = (await tx.corrections.add(id, await tx.corrections.revision(id), by)) === 'done' && all;
    }
    if (all) corrected += 1;
  }
  return corrected;
}

/** Undoes the same correction on near-duplicates. */
async function undoOnDuplicates(tx: Tx, asked: Asked, said: CorrectionRow): Promise<void> {
  const duplicates = await tx.mentions.duplicates(asked.mention.id, MOST_DUPLICATES);
  for (const one of await tx.corrections.ofMentions(duplicates)) {
    const same = one.field === said.field && one.value === said.value && one.who === said.who;
    if (!same || one.at !== said.at || one.undoneAt !== undefined) continue;
    await tx.corrections.undo(one.id, await tx.corrections.revision(one.mentionId), asked.by);
  }
}

export const mentionCorrect = forMention(async (c, asked) => {
  const { store, config } = c.var.deps;
  const revision = revisionOf(asked.form, 'revision');
  if (revision === undefined) return incomplete(c, 'Reload the page and try again.');
  const changes = changesOf(asked.form, asked.mention, harmsOf(config.packs));
  if (typeof changes === 'string') return incomplete(c, changes);
  if (changes.length === 0) return incomplete(c, 'Nothing has changed.');
  let duplicates = 0;
  const outcome = await store.tx(async (tx) => {
    for (const [i, change] of changes.entries()) {
      const one = await tx.corrections.add(asked.mention.id, revision + i, { ...change, ...asked.by });
      if (one !== 'done') return one;
    }
    duplicates = await correctDuplicates(tx, asked, changes);
    return 'done' as const;
  });
  if (outcome === 'done') {
    const said = changes.map(({ field, value }) => `${field} ${value}`).join(', ');
    const more = duplicates === 0 ? '' : ` and ${countOf(duplicates, 'duplicate')}`;
    await noteAudit(c, `corrected a mention${more}: ${said}`, String(asked.mention.id));
  }
  return notified(c, asked, outcome);
});

export const mentionUndo = forMention(async (c, asked) => {
  const { store } = c.var.deps;
  const [id, revision] = [revisionOf(asked.form, 'correction'), revisionOf(asked.form, 'revision')];
  if (id === undefined || revision === undefined) return incomplete(c, 'Reload the page and try again.');
  const said = (await store.read.corrections.ofMentions([asked.mention.id])).find((one) => one.id === id);
  if (!said) return incomplete(c, 'That correction belongs to another mention.');
  const outcome = await store.tx(async (tx) => {
    const undone = await tx.corrections.undo(id, revision, asked.by);
    if (undone === 'done') await undoOnDuplicates(tx, asked, said);
    return undone;
  });
  return notified(c, asked, outcome);
}, true);

export const mentionTags = forMention(async (c, asked) => {
  const { store } = c.var.deps;
  const tag = textOf(asked.form, 'tag').replace(/\s+/g, ' ').toLowerCase();
  if (tag === '' || tag.length > 60) return incomplete(c, 'A tag has 1 to 60 characters.');
  const { id } = asked.mention;
  if (textOf(asked.form, 'verb') === 'remove') await store.tx((tx) => tx.annotations.removeTag(id, tag));
  else if (!(await store.tx((tx) => tx.annotations.addTag(id, tag, asked.by)))) {
    return incomplete(c, `A mention can have at most ${MOST_TAGS} tags.`);
  }
  return done(c, asked);
});

export const mentionBookmark = forMention(async (c, asked) => {
  const on = textOf(asked.form, 'on') !== 'no';
  await c.var.deps.store.tx((tx) => tx.annotations.bookmark(asked.mention.id, on, asked.by));
  return done(c, asked);
});

export const mentionNotes = forMention(async (c, asked) => {
  const { store } = c.var.deps;
  if (textOf(asked.form, 'verb') === 'remove') {
    const note = revisionOf(asked.form, 'note');
    const removed =
      note !== undefined && (await store.tx((tx) => tx.annotations.removeNote(note, asked.by.who)));
    return removed ? done(c, asked) : incomplete(c, 'You can only remove your own notes.');
  }
  const text = textOf(asked.form, 'text');
  if (text === '' || text.length > 2_000) return incomplete(c, 'A note has 1 to 2,000 characters.');
  await store.tx((tx) => tx.annotations.addNote(asked.mention.id, text, asked.by));
  return done(c, asked);
});
