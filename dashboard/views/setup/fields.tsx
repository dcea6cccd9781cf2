/** Fields of forms: a label, a hint, what is wrong, and the value that was entered. */
import type { Child } from 'hono/jsx';

interface FieldHead {
  /** Of the control; the hint and the problem are named after it. */
  readonly id: string;
  readonly name: string;
  readonly label: Child;
  readonly hint?: Child;
  readonly problem?: string | undefined;
}

/** Ties a control to its hint and its problem, for screen readers. */
function described({ id, hint, problem }: FieldHead): Record<string, string> {
  const ids = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(problem === undefined ? [] : [`${id}-problem`]),
  ];
  return {
    ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
    ...(problem === undefined ? {} : { 'aria-invalid': 'true' }),
  };
}

function Around(props: FieldHead & { children: Child }) {
  const { id, label, hint, problem, children } = props;
  return (
    <div class="entry">
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
      {children}
      {problem !== undefined && (
        <p id={`${id}-problem`} class="problem">
          {problem}
        </p>
      )}
    </div>
  );
}

export function TextField(
  props: FieldHead & {
    value?: string;
    type?: 'text' | 'email' | 'url' | 'date' | 'password';
    required?: boolean;
    autofocus?: boolean;
    maxlength?: number;
    autocomplete?: string;
    /** For a number of text fields in a row that are as short as what they take. */
    short?: boolean;
  },
) {
  const { id, name, value = '', type = 'text', required, autofocus, maxlength = 500, autocomplete } = props;
  return (
    <Around {...props}>
      <input
        id={id}
        name={name}
        type={type}
        value={value}
        maxlength={maxlength}
        class={props.short ? 'short' : ''}
        autocomplete={autocomplete ?? 'off'}
        {...(required ? { required: true } : {})}
        {...(autofocus ? { autofocus: true } : {})}
        {...described(props)}
      />
    </Around>
  );
}

/** Several values, one a line. */
export function LinesField(
  props: FieldHead & { value: readonly string[]; rows?: number; autofocus?: boolean },
) {
  const { id, name, value, rows = 3, autofocus } = props;
  return (
    <Around {...props}>
      <textarea
        id={id}
        name={name}
        rows={Math.max(rows, Math.min(value.length + 1, 12))}
        spellcheck={false}
        {...(autofocus ? { autofocus: true } : {})}
        {...described(props)}
      >
        {value.join('\n')}
      </textarea>
    </Around>
  );
}

export function SelectField(
  props: FieldHead & { value?: string; options: readonly (readonly [value: string, label: string])[] },
) {
  const { id, name, value, options } = props;
  return (
    <Around {...props}>
      <select id={id} name={name} {...described(props)}>
        {options.map(([one, label]) => (
          <option value={one} selected={one === value}>
            {label}
          </option>
        ))}
      </select>
    </Around>
  );
}

/** What a test or a save found, read out by screen readers where the page comes back with it. */
export function Result(props: { ok: boolean; children: Child }) {
  return (
    <p class={props.ok ? 'result good' : 'result bad'} role="status">
      {props.children}
    </p>
  );
}
