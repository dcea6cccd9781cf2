/** The form in which an entry is added or changed: each field with its hint, and what is wrong with it. */
import type { Child } from 'hono/jsx';
import type { ConfigKind } from '../../../src/domain/configuration.ts';
import { fieldName, type FormValues } from '../../query/configuration-form.ts';
import type { Field } from './fields.ts';

export interface FormState {
  readonly kind: ConfigKind;
  readonly fields: readonly Field[];
  readonly values: FormValues;
  /** By path. */
  readonly errors: Readonly<Record<string, string>>;
  readonly brands: readonly { readonly slug: string; readonly name: string }[];
  /** Where it is sent. */
  readonly action: string;
  /** Of the entry that is changed. */
  readonly revision?: number | undefined;
  /** What a preview found. */
  readonly note?: string | undefined;
  /** Nobody changes it here. */
  readonly locked: boolean;
  /** Buttons besides those that save and cancel. */
  readonly more?: Child;
  /** Stands beside the form and belongs to it, and where the client asks for it again. */
  readonly beside?: { readonly panel: Child; readonly from: string } | undefined;
}

/** `terms.1` belongs to the field `terms`, `apps.appStore` to its own. */
function errorOf(name: string, errors: FormState['errors']): string | undefined {
  const own = Object.entries(errors).find(
    ([path]) => name !== '' && (path === name || path.startsWith(`${name}.`)),
  );
  if (own) return own[1];
  const group = name.includes('.') ? name.split('.')[0]! : undefined;
  return group === undefined ? undefined : errors[group];
}

/** What belongs to no field of the form. */
export function otherErrors({ fields, errors }: Pick<FormState, 'fields' | 'errors'>): string[] {
  const names = fields.map(({ name }) => name).filter((name) => name !== '');
  return Object.entries(errors)
    .filter(
      ([path]) =>
        !names.some((name) => path === name || path.startsWith(`${name}.`) || name.startsWith(`${path}.`)),
    )
    .map(([, message]) => message);
}

function Brands(props: { state: FormState; id: string; picked: readonly string[] }) {
  const { state, id, picked } = props;
  const all = [{ slug: '*', name: 'All, including future ones' }, ...state.brands];
  return (
    <>
      {all.map(({ slug, name }) => (
        <label class="choice">
          <input
            type="checkbox"
            name={id}
            value={slug}
            checked={picked.includes(slug)}
            disabled={state.locked}
          />{' '}
          {name}
        </label>
      ))}
    </>
  );
}

function Control(props: { field: Field; state: FormState; id: string; described: string | undefined }) {
  const { field, state, id, described } = props;
  const value = state.values[field.name] ?? '';
  const text = typeof value === 'string' ? value : '';
  const slug = field.name === 'slug' || (state.kind === 'routes' && field.name === 'name');
  const shared = {
    id,
    name: id,
    disabled: state.locked,
    ...(described === undefined ? {} : { 'aria-describedby': described }),
    ...(errorOf(field.name, state.errors) ? { 'aria-invalid': 'true' as const } : {}),
  };
  const { shape, choices, required, words } = field;
  if (choices ?? shape === 'brand') {
    const options = choices?.map((one) => ({ slug: one, name: words?.[one] ?? one })) ?? state.brands;
    return (
      <select {...shared}>
        {!required && <option value="">as usual</option>}
        {options.map(({ slug: one, name }) => (
          <option value={one} selected={one === text}>
            {name}
          </option>
        ))}
      </select>
    );
  }
  if (shape === 'lines' || shape === 'evidence' || shape === 'pairs' || shape === 'long' || shape === 'rest')
    return (
      <textarea {...shared} rows={shape === 'long' ? 8 : Math.min(8, Math.max(3, text.split('\n').length))}>
        {text}
      </textarea>
    );
  return (
    <input
      {...shared}
      type="text"
      inputmode={shape === 'number' ? 'numeric' : undefined}
      value={text}
      readonly={slug && state.revision !== undefined}
      autocomplete="off"
    />
  );
}

function Row(props: { field: Field; state: FormState }) {
  const { field, state } = props;
  const id = fieldName(field.name);
  const error = errorOf(field.name, state.errors);
  const notes = [...(field.hint ? [`${id}-hint`] : []), ...(error ? [`${id}-error`] : [])];
  const hint = field.hint && (
    <p class="small muted" id={`${id}-hint`}>
      {field.hint}
    </p>
  );
  const wrong = error && (
    <p class="field-error" id={`${id}-error`}>
      {error}
    </p>
  );
  if (field.shape === 'switch')
    return (
      <div class="config-field">
        <label class="choice">
          <input
            type="checkbox"
            name={id}
            value="yes"
            checked={state.values[field.name] === 'yes'}
            disabled={state.locked}
          />{' '}
          {field.label}
        </label>
        {wrong}
      </div>
    );
  if (field.shape === 'brands') {
    const picked = state.values[field.name];
    return (
      <fieldset class="config-field">
        <legend>{field.label}</legend>
        <Brands state={state} id={id} picked={typeof picked === 'string' ? [] : (picked ?? [])} />
        {wrong}
      </fieldset>
    );
  }
  return (
    <div class="config-field">
      <label for={id}>{field.label}</label>
      <Control field={field} state={state} id={id} described={notes.join(' ') || undefined} />
      {hint}
      {wrong}
    </div>
  );
}

function Fields(props: { state: FormState }) {
  const { state } = props;
  const others = otherErrors(state);
  return (
    <>
      {(others.length > 0 || Object.keys(state.errors).length > 0) && (
        <div role="alert" class="form-problem">
          <p>Nothing was saved.</p>
          {others.map((message) => (
            <p>{message}</p>
          ))}
        </div>
      )}
      {state.note !== undefined && <p role="status">{state.note}</p>}
      {state.revision !== undefined && <input type="hidden" name="revision" value={state.revision} />}
      {state.fields.map((field) => (
        <Row field={field} state={state} />
      ))}
      {!state.locked && (
        <div class="actions">
          <button type="submit" name="do" value="save">
            Save
          </button>
          {state.more}
          <a class="button quiet" href={`/settings/${state.kind}`}>
            Cancel
          </a>
        </div>
      )}
    </>
  );
}

export function ConfigForm(props: { state: FormState }) {
  const { state } = props;
  const { action, beside } = state;
  if (!beside)
    return (
      <form method="post" action={action} class="config-form card">
        <Fields state={state} />
      </form>
    );
  return (
    <form method="post" action={action} class="config-form twocolumns" data-preview={beside.from}>
      <div class="card">
        <Fields state={state} />
      </div>
      {beside.panel}
      <p class="unseen" role="status" id="preview-said"></p>
    </form>
  );
}
