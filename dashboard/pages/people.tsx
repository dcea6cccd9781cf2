/** Who may look in: people and tokens, with their roles and brands. For admins of all brands. */
import type { User } from '../../src/domain/user.ts';
import type { Ctx } from '../deps.ts';
import { page } from '../views/layout.tsx';
import { Empty, Pill, Table, Time } from '../views/parts.tsx';
import { BrandChoice, brandsText, RoleSelect } from '../views/people.tsx';

/** What is shown once: a link to sign in, or a token. */
export interface Secret {
  readonly what: string;
  readonly secret: string;
}

function Shown(props: { secret: Secret | undefined }) {
  if (!props.secret) return null;
  return (
    <div class="banner" role="status">
      <strong>{props.secret.what}</strong>
      <pre>
        <code>{props.secret.secret}</code>
      </pre>
    </div>
  );
}

export async function peoplePage(
  c: Ctx,
  shown: { secret?: Secret; problem?: string; done?: string } = {},
  status: 200 | 400 = 200,
) {
  const { store, clock } = c.var.deps;
  const [users, tokens, brands] = await Promise.all([
    store.read.people.users(),
    store.read.people.apiTokens(),
    store.read.brands.all(),
  ]);
  const own = c.get('principal')?.userId;
  const person = (user: User) => [
    <>
      {user.email} {user.id === own && <Pill kind="good">you</Pill>}
    </>,
    user.role,
    brandsText(user.brands),
    user.hasPassword ? 'password' : 'links only',
    <details>
      <summary>Change</summary>
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
            Make a link to sign in
          </button>
          <button type="submit" name="do" value="remove" class="quiet">
            Remove
          </button>
        </div>
      </form>
    </details>,
  ];
  return page(
    c,
    { title: 'People', current: '/people' },
    <>
      <h1>People</h1>
      <p class="lead">
        A viewer reads, an analyst works with incidents, answers and corrections, an admin also sees this
        page.
      </p>
      {shown.problem !== undefined && (
        <p class="problems" role="alert">
          {shown.problem}
        </p>
      )}
      {shown.done !== undefined && (
        <p class="card" role="status">
          {shown.done}
        </p>
      )}
      <Shown secret={shown.secret} />
      <Table
        caption="People"
        hideCaption
        head={['Person', 'Role', 'Brands', 'Signs in by', 'Change']}
        rows={users.map(person)}
      />
      <details class="card">
        <summary>Invite somebody</summary>
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
          {c.var.deps.mailInvitation && (
            <p>
              <label>
                <input type="checkbox" name="mail" value="1" checked /> Mail them the link
              </label>
            </p>
          )}
          <div class="actions">
            <button type="submit">Invite</button>
          </div>
          <p class="muted small">
            {c.var.deps.mailInvitation ? 'Without the tick you' : 'You'} get a link to hand on; it works once,
            for seven days.
          </p>
        </form>
      </details>
      <h2>API tokens</h2>
      {tokens.length === 0 ? (
        <Empty>No token so far. Programs send it as “Authorization: Bearer TOKEN”.</Empty>
      ) : (
        <Table
          caption="API tokens"
          hideCaption
          head={['Name', 'Role', 'Brands', 'Made', 'Last used', 'Expires', 'End']}
          rows={tokens.map((token) => [
            token.name,
            token.role,
            brandsText(token.brands),
            <>
              <Time at={token.createdAt} /> {token.createdBy !== undefined && `by ${token.createdBy}`}
            </>,
            token.lastUsedAt === undefined ? 'never' : <Time at={token.lastUsedAt} />,
            token.expiresAt === undefined ? (
              'never'
            ) : token.expiresAt <= clock() ? (
              'expired'
            ) : (
              <Time at={token.expiresAt} />
            ),
            <form method="post" action={`/people/tokens/${token.id}`} class="inline">
              <button type="submit" class="quiet">
                Revoke
              </button>
            </form>,
          ])}
        />
      )}
      <details class="card">
        <summary>Make a token</summary>
        <form method="post" action="/people/tokens" class="decide">
          <p>
            <label for="token-name">What it is for</label>
            <input id="token-name" name="name" maxlength={100} required />
          </p>
          <p>
            <label for="token-role">Role</label>
            <RoleSelect id="token-role" chosen="viewer" />
          </p>
          <p>
            <label for="token-days">Good for so many days (empty: until it is revoked)</label>
            <input id="token-days" name="days" type="number" min="1" max="3650" value="365" />
          </p>
          <BrandChoice id="token" brands={brands} chosen={null} />
          <div class="actions">
            <button type="submit">Make it</button>
          </div>
        </form>
      </details>
    </>,
    status,
  );
}
