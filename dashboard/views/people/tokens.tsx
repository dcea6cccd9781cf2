/** The table of API tokens, and the form that makes one. */
import { commonRights } from '../../../src/domain/user.ts';
import type { BrandRow } from '../../../src/store/brands/port.ts';
import type { ApiToken } from '../../../src/store/people/port.ts';
import { Empty, Pill, Table, Time } from '../parts.tsx';
import { BrandChoice, brandsText, RoleSelect } from './forms.tsx';

function Owner({ token }: { token: ApiToken }) {
  if (token.person) return <>{token.person.email}</>;
  return token.owner === 'operator' ? <>the operator</> : <Pill kind="bad">no owner</Pill>;
}

export function Tokens(props: { tokens: readonly ApiToken[]; now: number }) {
  const { tokens, now } = props;
  if (tokens.length === 0) {
    return <Empty>No tokens yet. Programs send one as “Authorization: Bearer TOKEN”.</Empty>;
  }
  const rows = tokens.map((token) => ({
    token,
    rights: token.person ? commonRights(token, token.person) : token,
  }));
  const table = (
    <Table
      caption="API tokens"
      hideCaption
      head={['Name', 'Owner', 'Role', 'Brands', 'Created', 'Last used', 'Expires', 'Action']}
      rows={rows.map(({ token, rights }) => [
        token.name,
        <Owner token={token} />,
        rights.role,
        brandsText(rights.brands),
        <>
          <Time at={token.createdAt} /> {token.createdBy !== undefined && `by ${token.createdBy}`}
        </>,
        token.lastUsedAt === undefined ? 'never' : <Time at={token.lastUsedAt} />,
        token.expiresAt === undefined ? (
          'never'
        ) : token.expiresAt <= now ? (
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
  );
  const orphans = tokens.some(({ owner }) => owner === undefined);
  return (
    <>
      {table}
      {orphans && (
        <p class="muted small">
          Tokens without an owner are from an earlier version, and nobody’s removal ends them. Revoke them and
          create new ones.
        </p>
      )}
    </>
  );
}

export function MakeToken(props: { brands: readonly BrandRow[] }) {
  const { brands } = props;
  return (
    <details class="card">
      <summary>Create a token</summary>
      <form method="post" action="/people/tokens" class="decide">
        <p>
          <label for="token-name">Purpose</label>
          <input id="token-name" name="name" maxlength={100} required />
        </p>
        <p>
          <label for="token-role">Role</label>
          <RoleSelect id="token-role" chosen="viewer" />
        </p>
        <p>
          <label for="token-days">Expires after (days)</label>
          <input id="token-days" name="days" type="number" min="1" max="3650" value="365" required />
        </p>
        <BrandChoice id="token" brands={brands} chosen={null} />
        <div class="actions">
          <button type="submit">Create token</button>
        </div>
        <p class="muted small">
          It belongs to you: it can never do more than you can, and ends when you are removed.
        </p>
      </form>
    </details>
  );
}
