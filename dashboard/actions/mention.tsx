/** What the forms of a mention share: the mention, where they return to, and what is said when one cannot be saved. */
import type { OneMention } from '../../src/store/mentions/port.ts';
import type { By } from '../../src/store/triage/port.ts';
import type { Ctx } from '../deps.ts';
import { messagePage } from '../views/layout.tsx';
import { backOf } from '../query/mentions.ts';
import { type Form, formOf, rawOf, whoAsks } from '../query/form.ts';
import { idOf } from '../query/numbers.ts';

export interface Asked {
  readonly mention: OneMention;
  readonly form: Form;
  readonly back: string;
  readonly by: By;
}

export const trimmedOf = (form: Form, name: string) => rawOf(form, name).trim();

export const incomplete = (c: Ctx, what: string) =>
  messagePage(c, 400, 'The form was not saved', <p>{what}</p>);

/** Back to the mention on the page that the form was on. */
export function done(c: Ctx, { back, mention }: Asked) {
  return c.redirect(`${back}#m-${mention.id}`, 303);
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
