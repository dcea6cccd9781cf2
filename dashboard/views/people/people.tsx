/** The table of people, and the form that invites one. */
import type { AllowedBrands, Role, User } from '../../../src/domain/user.ts';
import type { BrandRow } from '../../../src/store/brands/port.ts';
import type { ApiToken } from '../../../src/store/people/port.ts';
import { Pill, Table } from '../parts.tsx';
import { BrandChoice, brandsText, RoleSelect } from './forms.tsx';

function ChangeForm(props: { user: User; brands: readonly BrandRow[]; tokens: readonly ApiToken[] }) {
  const { user, brands } = props;
  const own = props.tokens.filter(({ person }) => person?.id === user.id).map(({ name }) => name);
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
        {own.length > 0 && (
          <p class="muted small">
            Removing {user.email} also revokes {own.length === 1 ? 'the API token' : 'the API tokens'}:{' '}
            {own.join(', ')}.
          </p>
        )}
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

/** Somebody else has this address but for upper and lower case: made before addresses were compared without it. */
function hasTwin({ id, email }: User, users: readonly User[]): boolean {
  return users.some((one) => one.id !== id && one.email.toLowerCase() === email.toLowerCase());
}

export function People(props: {
  users: readonly User[];
  brands: readonly BrandRow[];
  tokens: readonly ApiToken[];
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
          {hasTwin(user, props.users) && <Pill kind="bad">the same address twice</Pill>}
        </>,
        user.role,
        brandsText(user.brands),
        user.hasPassword ? 'password' : 'link only',
        <ChangeForm user={user} brands={props.brands} tokens={props.tokens} />,
      ])}
    />
  );
}

/** What somebody entered in a form that was refused. */
export interface Entered {
  readonly email: string;
  readonly role: Role | undefined;
  readonly brands: AllowedBrands;
  readonly problem: string;
}

export function Invite(props: { brands: readonly BrandRow[]; mails: boolean; entered: Entered | undefined }) {
  const { brands, mails, entered } = props;
  const wrong = entered ? { 'aria-describedby': 'invite-problem', 'aria-invalid': 'true' as const } : {};
  return (
    <details class="card" {...(entered ? { open: true } : {})}>
      <summary>Invite a person</summary>
      <form method="post" action="/people" class="decide">
        {entered && (
          <p class="problems" role="alert" id="invite-problem">
            {entered.problem}
          </p>
        )}
        <p>
          <label for="invite-email">E-mail</label>
          <input
            id="invite-email"
            name="email"
            type="email"
            maxlength={254}
            required
            value={entered?.email ?? ''}
            {...wrong}
          />
        </p>
        <p>
          <label for="invite-role">Role</label>
          <RoleSelect id="invite-role" chosen={entered?.role ?? 'viewer'} />
        </p>
        <BrandChoice id="invite" brands={brands} chosen={entered?.brands ?? null} />
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
