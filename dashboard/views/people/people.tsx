/** The table of people, and the forms that invite, edit and remove one. */
import type { AllowedBrands, Role, User } from '../../../src/domain/user.ts';
import type { BrandRow } from '../../../src/store/brands/port.ts';
import type { ApiToken } from '../../../src/store/people/port.ts';
import type { EnteredInvitation } from '../../query/people-form.ts';
import { link, Pill, Table } from '../parts.tsx';
import { TextField } from '../setup/fields.tsx';
import { BrandChoice, brandsText, RoleField } from './forms.tsx';

/** A person to edit, and what was entered where that was refused. */
export interface EditedPerson {
  readonly user: User;
  readonly role?: Role | undefined;
  readonly brands?: AllowedBrands;
}

export function EditPerson(props: {
  edited: EditedPerson;
  brands: readonly BrandRow[];
  tokens: readonly ApiToken[];
}) {
  const { user, role = user.role, brands = user.brands } = props.edited;
  const own = props.tokens.filter(({ person }) => person?.id === user.id).map(({ name }) => name);
  const id = `u${user.id}`;
  return (
    <section class="card form people-form" id="edit" aria-labelledby="edit-heading">
      <h2 id="edit-heading">Edit {user.email}</h2>
      <form method="post" action={`/people/${user.id}`}>
        <input type="hidden" name="revision" value={String(user.revision)} />
        <RoleField id={`role-${user.id}`} chosen={role} />
        <BrandChoice id={id} brands={props.brands} chosen={brands} />
        <div class="actions">
          <button type="submit" name="do" value="change">
            Save
          </button>
          <button type="submit" name="do" value="link" class="quiet">
            Create sign-in link
          </button>
          <a class="button quiet" href="/people">
            Cancel
          </a>
        </div>
      </form>
      <form method="post" action={`/people/${user.id}`} class="last-resort">
        <p class="small">
          {own.length > 0 && (
            <>
              Removing {user.email} also revokes {own.length === 1 ? 'the API token' : 'the API tokens'}:{' '}
              {own.join(', ')}.{' '}
            </>
          )}
          Removing somebody ends all sessions and links at once. It cannot be undone.
        </p>
        <button type="submit" name="do" value="remove" class="quiet danger">
          Remove {user.email}
        </button>
      </form>
    </section>
  );
}

/** Somebody else has this address but for upper and lower case: made before addresses were compared without it. */
function hasTwin({ id, email }: User, users: readonly User[]): boolean {
  return users.some((one) => one.id !== id && one.email.toLowerCase() === email.toLowerCase());
}

export function People(props: {
  users: readonly User[];
  /** Id of the reader. */
  own: number | undefined;
}) {
  return (
    <Table
      caption="People"
      hideCaption
      head={['Person', 'Role', 'Brands', 'Sign-in', 'Action']}
      rows={props.users.map((user) => [
        <>
          {user.email} {user.id === props.own && <Pill kind="good">you</Pill>}
          {hasTwin(user, props.users) && <Pill kind="bad">the same address twice</Pill>}
        </>,
        user.role,
        brandsText(user.brands),
        user.hasPassword ? 'password' : 'link only',
        <a
          class="button quiet small"
          href={`${link('/people', { edit: user.id })}#edit`}
          aria-label={`Edit ${user.email}`}
        >
          Edit
        </a>,
      ])}
    />
  );
}

export function Invite(props: {
  brands: readonly BrandRow[];
  mails: boolean;
  entered: EnteredInvitation | undefined;
}) {
  const { brands, mails, entered } = props;
  return (
    <details class="card" {...(entered ? { open: true } : {})}>
      <summary class="main-action">Invite a person</summary>
      <form method="post" action="/people" class="form people-form">
        <TextField
          id="invite-email"
          name="email"
          label="E-mail"
          type="email"
          maxlength={254}
          required
          value={entered?.values.email ?? ''}
          problem={entered?.problems.email}
          autofocus={entered?.problems.email !== undefined}
        />
        <RoleField id="invite-role" chosen={entered?.role} problem={entered?.problems.role} />
        <BrandChoice
          id="invite"
          brands={brands}
          chosen={entered ? entered.brands : []}
          problem={entered?.problems.brands}
        />
        {mails && (
          <p>
            <label class="choice">
              <input
                type="checkbox"
                name="mail"
                value="1"
                checked={entered === undefined || entered.values.mail === '1'}
              />{' '}
              E-mail them the link
            </label>
          </p>
        )}
        <div class="actions">
          <button type="submit">Invite</button>
        </div>
        <p class="muted small">
          {mails ? 'If you do not e-mail it, you' : 'You'} get a link to pass on. It works once, within seven
          days.
        </p>
      </form>
    </details>
  );
}
