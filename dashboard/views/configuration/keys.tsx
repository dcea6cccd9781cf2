/** Keys of sites: which are set, and forms to enter, replace and remove one. No page holds a key. */
import type { ShownKey } from '../../../src/configure/key-editor.ts';
import type { ShownCard } from '../../../src/setup/port.ts';
import { Empty, OutLink, Time } from '../parts.tsx';
import { TextField } from '../setup/fields.tsx';

type Card = Pick<ShownCard, 'title' | 'type' | 'key'> & {
  readonly keys: readonly { readonly name: string }[];
};

/** What was refused, by the name of the key. */
export interface RefusedKey {
  readonly name: string;
  readonly problem: string;
}

function State({ state }: { state: ShownKey }) {
  const { from, at, who, name } = state;
  if (from === 'none') return <span class="muted">not set</span>;
  if (from === 'environment')
    return (
      <>
        set by <code>{name}</code> in the environment, which goes first
      </>
    );
  return (
    <>
      entered by {who} {at !== undefined && <Time at={at} />}
    </>
  );
}

function KeyForms(props: { state: ShownKey; problem: string | undefined }) {
  const { state, problem } = props;
  const { name, from } = state;
  if (from === 'environment') return null;
  const entered = from === 'entered';
  return (
    <div class="actions key-forms">
      <form method="post" action="/settings/keys" class="form">
        <input type="hidden" name="name" value={name} />
        <TextField
          id={`key-${name}`}
          name="value"
          type="password"
          label={entered ? `New value of ${name}` : name}
          maxlength={2_000}
          autocomplete="new-password"
          problem={problem}
          required
        />
        <button type="submit" name="do" value="save" class={entered ? 'quiet' : ''}>
          {entered ? 'Replace' : 'Save'}
        </button>
      </form>
      {entered && (
        <details>
          <summary class="small">Remove</summary>
          <form method="post" action="/settings/keys">
            <input type="hidden" name="name" value={name} />
            <p class="small">Sources that need it stop. It is not kept, so it can only be entered again.</p>
            <button type="submit" name="do" value="remove" class="quiet">
              Remove {name}
            </button>
          </form>
        </details>
      )}
    </div>
  );
}

function KeyRow(props: { state: ShownKey; refused: RefusedKey | undefined }) {
  const { state, refused } = props;
  return (
    <div class="site-key" id={state.name}>
      <p>
        <code>{state.name}</code>: <State state={state} />
      </p>
      <KeyForms state={state} problem={refused?.name === state.name ? refused.problem : undefined} />
    </div>
  );
}

/** By the type of source that needs them; those that no card names come last. */
export function KeyList(props: {
  keys: readonly ShownKey[];
  cards: readonly Card[];
  refused: RefusedKey | undefined;
}) {
  const { keys, refused } = props;
  const byName = new Map(keys.map((key) => [key.name, key]));
  const cards = props.cards
    .map((card) => ({ ...card, states: card.keys.flatMap(({ name }) => byName.get(name) ?? []) }))
    .filter(({ states }) => states.length > 0);
  const named = new Set(cards.flatMap(({ states }) => states.map(({ name }) => name)));
  const others = keys.filter(({ name }) => !named.has(name));
  if (keys.length === 0) return <Empty>This process cannot change keys.</Empty>;
  return (
    <>
      {cards.map(({ title, type, key, states }) => (
        <section class="card" aria-labelledby={`keys-${type}`}>
          <h2 id={`keys-${type}`}>{title}</h2>
          {key && (
            <p class="small muted">
              {key.how} {key.optional === true && 'The source is read without one, too. '}
              {key.url !== undefined && <OutLink href={key.url}>Where to get the key</OutLink>}
            </p>
          )}
          {states.map((state) => (
            <KeyRow state={state} refused={refused} />
          ))}
        </section>
      ))}
      {others.map((state) => (
        <section class="card">
          <KeyRow state={state} refused={refused} />
        </section>
      ))}
    </>
  );
}
