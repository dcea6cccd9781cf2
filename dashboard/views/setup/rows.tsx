/** What steps of the set-up share: what was just done, and rows that can be removed. */
import type { Child } from 'hono/jsx';
import { Result } from './fields.tsx';

/** What was done, or what is wrong with the whole of a form. */
export function Said(props: { done?: string | undefined; problem?: string | undefined }) {
  const { done, problem } = props;
  return (
    <>
      {done !== undefined && <Result ok>{done}</Result>}
      {problem !== undefined && <Result ok={false}>{problem}</Result>}
    </>
  );
}

export interface RemovableRow {
  readonly slug: string;
  /** What stands in the row. */
  readonly shown: Child;
  /** The name that the button says. */
  readonly name: string;
}

/** Rows, each with a button that removes it: a form of its own that works without scripts. */
export function RemovableRows(props: {
  rows: readonly RemovableRow[];
  action: string;
  /** What the form asks for. */
  verb?: string;
}) {
  const { rows, action, verb = 'remove' } = props;
  return (
    <ul class="plain rows">
      {rows.map(({ slug, shown, name }) => (
        <li>
          <span>{shown}</span>
          <form method="post" action={action} class="inline">
            <input type="hidden" name="slug" value={slug} />
            <button type="submit" name="do" value={verb} class="quiet" aria-label={`Remove ${name}`}>
              Remove
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
}
