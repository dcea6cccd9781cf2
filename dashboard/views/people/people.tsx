/** The table of people, and the form that invites one. */
import type { User } from '../../../src/domain/user.ts';
import type { BrandRow } from '../../../src/store/brands/port.ts';
import { Pill, Table } from '../parts.tsx';
import { BrandChoice, brandsText, RoleSelect } from './forms.tsx';

function ChangeForm(props: { user: User; brands: readonly BrandRow[] }) {
  const { user, brands } = props;
  return (
    <details>
      <summary>Edit</summary>
      <form method="post" action={`/people/${user.id}`} class="decide">
        <input type="hidden" name="revision" value={String(user.revision)} />
        <p>
          <label for={`role-${user.id}`}>Role</label>
          <RoleSelect id={`role-${user.id}`} chosen={user.role} />
        </p>
        <BrandChoice id={`u${user.id}`} brands={brands} chosen={user.brands} />
        <div class="actions">
          <button type="submit" name="do" value="change">
            Save
          </button>
          <button type="submit" name="do" value="link" class="quiet">
            Create sign-in link
          </button>
          <button type="submit" name="do" value="remove" class="quiet">
            Remove
          </button>
        </div>
      </form>
    </details>
  );
}

export function People(props: {
  users: readonly User[];
  brands: readonly BrandRow[];
  /** Id of the reader. */
  own: number | undefined;
}) {
  return (
    <Table
      caption="People"
      hideCaption
      head={['Person', 'Role', 'Brands', 'Sign-in', 'Actions']}
      rows={props.users.map((user) => [
        <>
          {user.email} {user.id === props.own && <Pill kind="good">you</Pill>}
        </>,
        user.role,
        brandsText(user.brands),
        user.hasPassword ? 'password' : 'link only',
        <ChangeForm user={user} brands={props.brands} />,
      ])}
    />
  );
}

export function Invite(props: { brands: readonly BrandRow[]; mails: boolean }) {
  const { brands, mails } = props;
  return (
    <details class="card">
      <summary>Invite a person</summary>
      <form method="post" action="/people" class="decide">
        <p>
          <label for="invite-email">E-mail</label>
          <input id="invite-email" name="email" type="email" maxlength={254} required />
        </p>
        <p>
          <label for="invite-role">Role</label>
          <RoleSelect id="invite-role" chosen="viewer" />
        </p>
        <BrandChoice id="invite" brands={brands} chosen={null} />
        {mails && (
          <p>
            <label>
              <input type="checkbox" name="mail" value="1" checked /> E-mail them the link
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
