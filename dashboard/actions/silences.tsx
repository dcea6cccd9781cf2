/** Creates a silence and ends one early. Both are recorded with who and when, and shown on the alerts page. */
import type { Silence } from '../../src/domain/alert.ts';
import { noteAudit } from '../auth/audit.ts';
import { type Ctx, param } from '../deps.ts';
import { timeText } from '../../src/report/text/labels.ts';
import { leaveNotice } from '../security/notice.ts';
import { messagePage } from '../views/layout.tsx';
import { type Form, formOf, momentOf, textOf, whoAsks, wholeOf } from '../query/form.ts';

const DAY_MS = 86_400_000;
/** Longer silences tend to be forgotten: the route should change instead. */
const MOST_DAYS = 90;

type NewSilence = Omit<Silence, 'id' | 'expiredAt' | 'expiredBy'>;

/** The silence that the form describes, or what is wrong with it. */
function silenceOf(form: Form, known: ReadonlySet<string>, who: string, now: number): NewSilence | string {
  const brand = textOf(form, 'brand');
  if (!known.has(brand)) return 'Choose a brand, or all brands.';
  const from = momentOf(form, 'from') ?? now;
  const until = momentOf(form, 'until');
  if (until === undefined) return 'Enter an end time.';
  if (until <= from || until <= now) return 'The end must be in the future and after the start.';
  if (until - from > MOST_DAYS * DAY_MS)
    return `A silence can last at most ${MOST_DAYS} days. For longer, change the route.`;
  const comment = textOf(form, 'comment', 500);
  if (comment === '') return 'Enter a reason, so that others know why.';
  const maxSeverity = wholeOf(form, 'maxSeverity', 1, 10);
  if (maxSeverity === undefined) return 'Choose a maximum severity.';
  const kind = textOf(form, 'kind');
  const kinds = kind === 'backlash' || kind === 'complaints' || kind === 'attention' ? [kind] : [];
  return {
    brands: [brand],
    kinds: kinds as Silence['kinds'],
    maxSeverity,
    from,
    until,
    author: who,
    comment,
    createdAt: now,
  };
}

function seesAll(c: Ctx): boolean {
  return c.get('principal')?.brands === null;
}

export async function silenceCreate(c: Ctx) {
  const { store, clock } = c.var.deps;
  const known = new Set((await store.read.brands.all()).map(({ slug }) => slug));
  // All brands are for those who may see all.
  if (seesAll(c)) known.add('*');
  const silence = silenceOf(await formOf(c), known, whoAsks(c), clock());
  if (typeof silence === 'string') {
    return messagePage(
      c,
      400,
      'The silence was not created',
      <p>
        {silence} <a href="/alerts#silences">Back to the silences</a>
      </p>,
    );
  }
  const { id } = await store.tx((tx) => tx.silences.add(silence));
  await noteAudit(c, `silenced until ${new Date(silence.until).toISOString()}`, silence.brands.join(', '));
  const text = `No alerts until ${timeText(silence.until)}.`;
  leaveNotice(c, { text, undo: { action: `/silences/${id}/expire`, fields: {} } });
  return c.redirect('/alerts#silences', 303);
}

export async function silenceExpire(c: Ctx) {
  const { store, clock } = c.var.deps;
  const id = param(c, 'id');
  const now = clock();
  const { silences } = store.read;
  const known = [...(await silences.current(now)), ...(await silences.expired(now, 1_000))];
  const found = known.find((one) => String(one.id) === id);
  if (!found || (found.brands.includes('*') && !seesAll(c))) {
    return messagePage(c, 404, 'No such silence', <p>It has ended, or you may not end it.</p>);
  }
  const ended =
    /^\d{1,15}$/.test(id) &&
    (await store.tx(async (tx) => {
      if (!(await tx.silences.expire(found.id, now, whoAsks(c)))) return false;
      // What it suppressed is decided again at once.
      await tx.incidents.decideAgain(now);
      return true;
    }));
  if (ended) await noteAudit(c, 'ended a silence', found.brands.join(', '));
  if (ended) leaveNotice(c, { text: 'Silence ended. Suppressed alerts are decided again.' });
  if (ended) return c.redirect('/alerts#silences', 303);
  return messagePage(
    c,
    409,
    'This silence has already ended',
    <p>
      <a href="/alerts#silences">Back to the silences</a>
    </p>,
  );
}
