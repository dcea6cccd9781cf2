/** Snoozes, assigns, annotates and rates an incident. */
import type { AlertVerdict, Incident } from '../../src/domain/incident.ts';
import { writtenInUtc } from '../../src/chart/reader.ts';
import { HOUR_MS } from '../../src/domain/series.ts';
import { timeText } from '../../src/report/text/labels.ts';
import type { IncidentEdits } from '../../src/store/incidents/port.ts';
import { noteAudit } from '../auth/audit.ts';
import { type Ctx, type Handler, param } from '../deps.ts';
import { leaveNotice } from '../security/notice.ts';
import { messagePage } from '../views/layout.tsx';
import { peopleOf } from '../query/people.ts';
import { type Form, formOf, textOf, whoAsks, wholeOf } from '../query/form.ts';

interface Edit {
  readonly edits: IncidentEdits;
  /** For the timeline. */
  readonly what: string;
  /** The fields that take it back. */
  readonly undo: Readonly<Record<string, string>>;
}

const MOST_HOURS = 31 * 24;
const VERDICTS: readonly string[] = ['right', 'wrong'];

interface Given {
  readonly form: Form;
  readonly incident: Incident;
  readonly now: number;
  /** Names of the people who may see its brand. */
  readonly people: readonly string[];
}

/** The edit that a form describes, or what is wrong with it. */
type Read = (given: Given) => Edit | string;

/** The snooze that was left, in whole hours. */
function undoSnooze({ snoozedUntil = 0 }: Incident, now: number): Readonly<Record<string, string>> {
  return { hours: String(Math.min(MOST_HOURS, Math.max(0, Math.round((snoozedUntil - now) / HOUR_MS)))) };
}

function capital(text: string): string {
  return text.replace(/^./, (first) => first.toUpperCase());
}

const READERS: Readonly<Record<'snooze' | 'assign' | 'judge' | 'rename', Read>> = {
  snooze({ form, incident, now }) {
    const hours = wholeOf(form, 'hours', 0, MOST_HOURS);
    if (hours === undefined) return 'Choose a number of hours, at most a month.';
    if (incident.state === 'resolved') return 'A resolved incident cannot be snoozed.';
    if (hours === 0)
      return { edits: { snoozedUntil: null }, what: 'ended the snooze', undo: undoSnooze(incident, now) };
    const until = now + hours * HOUR_MS;
    const what = `snoozed until ${writtenInUtc(() => timeText(until))}`;
    return { edits: { snoozedUntil: until }, what, undo: { hours: '0' } };
  },
  assign({ form, incident, people }) {
    const undo = { to: incident.assignee ?? '' };
    const to = textOf(form, 'to', 200);
    if (to === '') return { edits: { assignee: null }, what: 'removed the assignment', undo };
    if (!people.includes(to) && to !== incident.assignee)
      return 'Choose one of the people who may see this brand.';
    return { edits: { assignee: to }, what: `assigned to ${to}`, undo };
  },
  rename({ form, incident }) {
    const undo = { name: incident.named ?? '' };
    const name = textOf(form, 'name', 120);
    if (name === '') return { edits: { named: null }, what: 'took the name back', undo };
    return { edits: { named: name }, what: `renamed to “${name}”`, undo };
  },
  judge({ form, incident }) {
    const verdict = textOf(form, 'verdict', 10);
    const undo = { verdict: incident.verdict ?? '' };
    if (incident.state !== 'resolved') return 'Resolve the incident before rating its alert.';
    if (verdict === '') return { edits: { verdict: null }, what: 'removed the rating', undo };
    if (!VERDICTS.includes(verdict)) return 'Choose whether the alert was justified.';
    return {
      edits: { verdict: verdict as AlertVerdict },
      what: `rated the alert as ${verdict === 'right' ? 'justified' : 'a false alarm'}`,
      undo,
    };
  },
};

function unknownIncident(c: Ctx) {
  return messagePage(c, 404, 'No such incident', <p>It no longer exists.</p>);
}

function wrong(c: Ctx, incident: Incident, problem: string) {
  return messagePage(
    c,
    400,
    'That is not possible',
    <p>
      {problem} <a href={`/incidents/${incident.slug}`}>Back to the incident</a>
    </p>,
  );
}

/** The handler of one edit. Of two simultaneous edits the second is refused. */
export function incidentEdit(verb: keyof typeof READERS): Handler {
  const read = READERS[verb];
  return async (c) => {
    const { store, clock } = c.var.deps;
    const form = await formOf(c);
    const revision = wholeOf(form, 'revision', 0, Number.MAX_SAFE_INTEGER);
    const incident = await store.read.incidents.find(param(c, 'slug'));
    if (!incident) return unknownIncident(c);
    if (revision === undefined)
      return wrong(c, incident, 'The form is incomplete. Reload the page and try again.');
    const now = clock();
    const edit = read({ form, incident, now, people: await peopleOf(c, incident.brand) });
    if (typeof edit === 'string') return wrong(c, incident, edit);
    const entry = { at: now, who: whoAsks(c), what: edit.what };
    const done = await store.tx((tx) => tx.incidents.edit(incident.id, revision, edit.edits, entry));
    if (done) await noteAudit(c, edit.what, incident.slug);
    if (done) {
      const path = `/incidents/${incident.slug}`;
      const fields = { ...edit.undo, revision: String(revision + 1) };
      leaveNotice(c, { text: `${capital(edit.what)}.`, undo: { action: `${path}/${verb}`, fields } });
      return c.redirect(path, 303);
    }
    return messagePage(
      c,
      409,
      'Changed by someone else',
      <p>
        “{incident.title}” was changed after you opened it. Your change was not saved.{' '}
        <a href={`/incidents/${incident.slug}`}>Show the incident</a>
      </p>,
    );
  };
}

/** Adds a note to the timeline. Two notes at once are both kept. */
export async function incidentNote(c: Ctx) {
  const { store, clock } = c.var.deps;
  const text = textOf(await formOf(c), 'text', 1_000);
  const incident = await store.read.incidents.find(param(c, 'slug'));
  if (!incident) return unknownIncident(c);
  if (text === '') return wrong(c, incident, 'The note is empty.');
  const entry = { at: clock(), who: whoAsks(c), what: `noted: ${text}` };
  await store.tx((tx) => tx.incidents.addEntry(incident.id, entry));
  await noteAudit(c, 'added a note to the incident', incident.slug);
  leaveNotice(c, { text: 'Note added to the timeline.' });
  return c.redirect(`/incidents/${incident.slug}`, 303);
}
