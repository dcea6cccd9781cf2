/** Cards of sources: what each reads, needs and costs, a form, a test. */
import type { ShownCard, Tested } from '../../../src/setup/port.ts';
import type { Problems } from '../../query/saving.ts';
import { OutLink } from '../parts.tsx';
import { LinesField, Result, SelectField, TextField } from './fields.tsx';

/** What a card shows besides itself. */
export interface CardState {
  /** As they were entered. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly problems: Problems;
  readonly tested?: Tested;
}

/** What the page of cards says after one was used. */
export interface CardOutcome {
  readonly type?: string;
  readonly state?: CardState;
  readonly done?: string;
  readonly problem?: string;
}

type CardField = ShownCard['fields'][number];

function lines(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function Field(props: { card: ShownCard; field: CardField; state: CardState }) {
  const { card, field, state } = props;
  const { name, label, hint, kind, choices = [] } = field;
  const value = state.settings[name];
  const head = { id: `${card.type}-${name}`, name, label, hint, problem: state.problems[name] };
  if (kind === 'list') return <LinesField {...head} value={lines(value)} rows={2} />;
  const text = typeof value === 'string' ? value : '';
  if (kind === 'choice') return <SelectField {...head} value={text} options={choices} />;
  return <TextField {...head} value={text} type={kind === 'url' ? 'url' : 'text'} maxlength={1_000} />;
}

function Keys(props: { card: ShownCard }) {
  const { card } = props;
  const { key, keys } = card;
  if (!key || keys.length === 0) return null;
  return (
    <>
      {keys.map(({ name, set }) => (
        <TextField
          id={`${card.type}-${name}`}
          name={name}
          type="password"
          maxlength={2_000}
          autocomplete="new-password"
          label={`${
            keys.length > 1
              ? name
                  .replace(/^OUTCRY_/, '')
                  .replaceAll('_', ' ')
                  .toLowerCase()
              : 'Key'
          }${key.optional ? ' (optional)' : ''}`}
          hint={set ? 'A key is set. Leave empty to keep it.' : key.how}
        />
      ))}
      {key.url !== undefined && (
        <p class="small">
          <OutLink href={key.url}>Where to get the key</OutLink>
        </p>
      )}
    </>
  );
}

function Needs(props: { card: ShownCard }) {
  const { needs, cost, delay } = props.card;
  return (
    <dl class="needs small">
      <dt>Needs</dt>
      <dd>{needs}</dd>
      <dt>Cost</dt>
      <dd>{cost}</dd>
      <dt>Delay</dt>
      <dd>{delay}</dd>
    </dl>
  );
}

function Buttons(props: { card: ShownCard }) {
  const { title } = props.card;
  return (
    <p class="actions">
      <button type="submit" name="do" value="add" aria-label={`Add ${title}`}>
        Add
      </button>
      <button
        type="submit"
        name="do"
        value="test"
        class="quiet"
        aria-label={`Test ${title}`}
        data-busy="Testing …"
      >
        Test
      </button>
    </p>
  );
}

/** A card that has to be filled in opens first; one that is ready can be added as it is. */
export function Card(props: {
  card: ShownCard;
  state: CardState | undefined;
  /** How many of it the brand has. */
  added: number;
  /** Where its form goes. */
  action: string;
}) {
  const { card, added, action, state } = props;
  const shown = state ?? { settings: card.guess, problems: {} };
  const { tested, problems } = shown;
  const usual = card.fields.filter(({ rarely }) => !rarely);
  const rare = card.fields.filter(({ rarely }) => rarely);
  const settings = (
    <>
      {usual.map((field) => (
        <Field card={card} field={field} state={shown} />
      ))}
      <Keys card={card} />
      {rare.map((field) => (
        <Field card={card} field={field} state={shown} />
      ))}
    </>
  );
  const found = (
    <>
      {problems[''] !== undefined && <Result ok={false}>{problems['']}</Result>}
      {tested && <Result ok={tested.ok}>{tested.text}</Result>}
    </>
  );
  const wrong = Object.keys(problems).some((name) => name !== '');
  return (
    <li class="card sourcecard" id={card.type}>
      <h3>
        {card.title} {added > 0 && <span class="pill">added{added > 1 ? ` ${added}×` : ''}</span>}
      </h3>
      <p>{card.reads}</p>
      <Needs card={card} />
      {card.note !== undefined && <p class="small muted">{card.note}</p>}
      <form method="post" action={`${action}#${card.type}`} class="form">
        <input type="hidden" name="type" value={card.type} />
        {card.ready ? (
          <>
            <details open={wrong}>
              <summary class="small">Settings</summary>
              {settings}
            </details>
            {found}
            <Buttons card={card} />
          </>
        ) : (
          <details open={state !== undefined}>
            <summary>Set up {card.title}</summary>
            {settings}
            {found}
            <Buttons card={card} />
          </details>
        )}
      </form>
    </li>
  );
}
