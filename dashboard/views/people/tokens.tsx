/** The table of API tokens, and the forms that make, replace and revoke one. */
import { DAY_MS } from '../../../src/domain/series.ts';
import { commonRights } from '../../../src/domain/user.ts';
import type { BrandRow } from '../../../src/store/brands/port.ts';
import type { ApiToken } from '../../../src/store/people/port.ts';
import type { EnteredToken } from '../../query/people-form.ts';
import { Empty, link, Pill, Table, Time } from '../parts.tsx';
import { SelectField, TextField } from '../setup/fields.tsx';
import { BrandChoice, brandsText, RoleField } from './forms.tsx';

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
      head={['Name', 'Owner', 'Role', 'Brands', 'Created', 'Last used', 'Expires', 'Actions']}
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
        <span class="row-actions">
          <a
            class="button quiet small"
            href={`${link('/people', { replace: token.id })}#replace`}
            aria-label={`Replace ${token.name}`}
          >
            Replace
          </a>
          <a
            class="button quiet small"
            href={`${link('/people', { revoke: token.id })}#revoke`}
            aria-label={`Revoke ${token.name}`}
          >
            Revoke
          </a>
        </span>,
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

/** How many hours a token that was replaced still works. */
export const KEEPS_HOURS = [0, 1, 24, 168] as const;

const KEEPS = [
  ['0', 'ends at once'],
  ['1', 'works for one more hour'],
  ['24', 'works for one more day'],
  ['168', 'works for seven more days'],
] as const;

/** A token to replace, and what was entered where that was refused. */
export interface ReplacedToken {
  readonly token: ApiToken;
  readonly values?: { readonly days: string; readonly keep: string };
  readonly problems?: { readonly days?: string; readonly keep?: string };
}

/** As long as the old one was made for. */
function lifeOf({ createdAt, expiresAt }: ApiToken): number {
  return expiresAt === undefined ? 365 : Math.max(1, Math.round((expiresAt - createdAt) / DAY_MS));
}

export function ReplaceToken(props: { replaced: ReplacedToken }) {
  const { token, values, problems = {} } = props.replaced;
  const rights = token.person ? commonRights(token, token.person) : token;
  return (
    <section class="card form people-form" id="replace" aria-labelledby="replace-heading">
      <h2 id="replace-heading">Replace “{token.name}”</h2>
      <p>
        You get a new token with the same rights: {rights.role}, brands: {brandsText(rights.brands)}. It
        belongs to you.
      </p>
      <form method="post" action={`/people/tokens/${token.id}`}>
        <SelectField
          id="replace-keep"
          name="keep"
          label="The old one"
          value={values?.keep ?? '24'}
          options={KEEPS}
          problem={problems.keep}
        />
        <TextField
          id="replace-days"
          name="days"
          label="The new one expires after (days)"
          value={values?.days ?? String(lifeOf(token))}
          maxlength={10}
          short
          required
          problem={problems.days}
        />
        <div class="actions">
          <button type="submit" name="do" value="replace">
            Replace token
          </button>
          <a class="button quiet" href="/people">
            Cancel
          </a>
        </div>
      </form>
    </section>
  );
}

export function RevokeToken(props: { token: ApiToken }) {
  const { token } = props;
  return (
    <section class="card form people-form" id="revoke" aria-labelledby="revoke-heading">
      <h2 id="revoke-heading">Revoke “{token.name}”?</h2>
      <p>
        What sends it is refused from then on. It cannot be undone.{' '}
        {token.lastUsedAt === undefined ? (
          'It was never used.'
        ) : (
          <>
            Last used <Time at={token.lastUsedAt} />.
          </>
        )}
      </p>
      <form method="post" action={`/people/tokens/${token.id}`}>
        <div class="actions">
          <button type="submit" name="do" value="revoke" class="danger">
            Revoke token
          </button>
          <a class="button quiet" href="/people">
            Cancel
          </a>
        </div>
      </form>
    </section>
  );
}

export function MakeToken(props: { brands: readonly BrandRow[]; entered: EnteredToken | undefined }) {
  const { brands, entered } = props;
  return (
    <details class="card" {...(entered ? { open: true } : {})}>
      <summary class="main-action">Create a token</summary>
      <form method="post" action="/people/tokens" class="form people-form">
        <TextField
          id="token-name"
          name="name"
          label="Purpose"
          maxlength={100}
          required
          value={entered?.values.name ?? ''}
          problem={entered?.problems.name}
          autofocus={entered?.problems.name !== undefined}
        />
        <RoleField id="token-role" chosen={entered?.role} problem={entered?.problems.role} />
        <TextField
          id="token-days"
          name="days"
          label="Expires after (days)"
          maxlength={10}
          short
          required
          value={entered?.values.days ?? '365'}
          problem={entered?.problems.days}
        />
        <BrandChoice
          id="token"
          brands={brands}
          chosen={entered ? entered.brands : []}
          problem={entered?.problems.brands}
        />
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
