/** Corrections of a mention and their undo. Of two simultaneous ones the second is refused. */
import type { CorrectionValue } from '../../src/domain/correction.ts';
import { isCorrection } from '../../src/domain/correction.ts';
import { cutText } from '../../src/domain/text.ts';
import { categoryTitles } from '../../src/report/brand/drivers.ts';
import { countOf } from '../../src/report/text/labels.ts';
import type { OneMention } from '../../src/store/mentions/port.ts';
import type { Tx } from '../../src/store/store.ts';
import type { CorrectionOutcome, CorrectionRow } from '../../src/store/triage/port.ts';
import { noteAudit } from '../auth/audit.ts';
import type { Ctx } from '../deps.ts';
import { type Form, linesOf, revisionOf } from '../query/form.ts';
import { type Harm, harmsOf } from '../query/mention-annotations.ts';
import { wholeNumber } from '../query/numbers.ts';
import { leaveNotice } from '../security/notice.ts';
import { messagePage } from '../views/layout.tsx';
import { correctionText } from '../views/mention/annotations.tsx';
import { type Asked, done, forMention, incomplete, trimmedOf } from './mention.tsx';

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

/** A code as it is, or its title in any case. */
function codeOf(text: string, harms: readonly Harm[]): string | undefined {
  const lower = text.toLowerCase();
  return harms.find(({ code, title }) => code === text || title.toLowerCase() === lower)?.code;
}

/** The corrections in a form that differ from the score, or what is wrong with the form. */
function changesOf(form: Form, mention: OneMention, harms: readonly Harm[]): CorrectionValue[] | string {
  const { sentiment, betrayal } = mention;
  const changes: CorrectionValue[] = [];
  const label = trimmedOf(form, 'sentiment');
  if (label !== '' && label !== sentiment?.label) changes.push({ field: 'sentiment', value: label });
  const trust = trimmedOf(form, 'betrayal');
  if (trust !== '' && trust !== (betrayal?.label ? 'yes' : 'no')) {
    changes.push({ field: 'betrayal', value: trust });
  }
  const added = trimmedOf(form, 'add');
  if (added !== '') {
    const code = codeOf(added, harms);
    if (code === undefined) return `No such category: “${cutText(added, 60)}”.`;
    changes.push({ field: 'category', value: `+${code}` });
    // The form's "no" was there before the category was chosen.
    if (!betrayal?.label && trust === 'no') changes.push({ field: 'betrayal', value: 'yes' });
  }
  const removed = trimmedOf(form, 'remove');
  if (removed !== '') changes.push({ field: 'category', value: `-${removed}` });
  return changes.every(isCorrection) ? changes : 'Reload the page and try again.';
}

/** Near-duplicates that one correction reaches; more than this calls for a mute. */
const MOST_DUPLICATES = 500;

/** Applies the same corrections to near-duplicates, whatever corrections they had. */
async function correctDuplicates(tx: Tx, asked: Asked, changes: readonly CorrectionValue[]): Promise<number> {
  if (trimmedOf(asked.form, 'duplicates') !== 'yes') return 0;
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

/** What was just said of the mention, as one line whose undo takes all of it back. */
async function leaveCorrected(c: Ctx, asked: Asked, revision: number, duplicates: number): Promise<void> {
  const { store, config } = c.var.deps;
  const { mention, by, back } = asked;
  const said = (await store.read.corrections.ofMentions([mention.id])).filter(
    ({ who, at, undoneAt }) => who === by.who && at === by.at && undoneAt === undefined,
  );
  const titles = categoryTitles(config.packs);
  const what = said.map((one) => correctionText(one, titles)).join(', ');
  const more = duplicates === 0 ? '' : `, also for ${countOf(duplicates, 'near-duplicate')}`;
  const correction = said.map(({ id }) => String(id)).join(',');
  const now = (field: string) => said.find((one) => one.field === field)?.value;
  const stays = mention.betrayal?.label && ['neutral', 'positive'].includes(now('sentiment') ?? '');
  const still = stays && now('betrayal') === undefined ? ' It still counts as broken trust.' : '';
  leaveNotice(c, {
    text: `Corrected: ${what}${more}.${still}`,
    undo: {
      action: `/mentions/${mention.id}/undo`,
      fields: { correction, revision: String(revision), back },
    },
  });
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
    await leaveCorrected(c, asked, revision + changes.length, duplicates);
  }
  return notified(c, asked, outcome);
});

/** One form corrects four things at most. */
const MOST_UNDONE = 4;

/** The corrections that a form undoes: one, or all that one form made. */
async function undoneBy(c: Ctx, { form, mention }: Asked): Promise<CorrectionRow[] | undefined> {
  const ids = linesOf(form, 'correction', { commas: true }).map(wholeNumber);
  const known = await c.var.deps.store.read.corrections.ofMentions([mention.id]);
  const said = ids.flatMap((id) => known.filter((one) => one.id === id));
  return said.length > 0 && said.length === ids.length && ids.length <= MOST_UNDONE ? said : undefined;
}

export const mentionUndo = forMention(async (c, asked) => {
  const { store } = c.var.deps;
  const revision = revisionOf(asked.form, 'revision');
  if (revision === undefined) return incomplete(c, 'Reload the page and try again.');
  const said = await undoneBy(c, asked);
  if (!said) return incomplete(c, 'That correction belongs to another mention.');
  const outcome = await store.tx(async (tx) => {
    for (const [i, one] of said.entries()) {
      const undone = await tx.corrections.undo(one.id, revision + i, asked.by);
      if (undone !== 'done') return undone;
      await undoOnDuplicates(tx, asked, one);
    }
    return 'done' as const;
  });
  if (outcome === 'done') leaveNotice(c, { text: 'Correction undone.' });
  return notified(c, asked, outcome);
}, true);
