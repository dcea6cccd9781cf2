/** People and API tokens with their roles and brands. For admins of all brands. */
import type { User } from '../../src/domain/user.ts';
import type { ApiToken } from '../../src/store/people/port.ts';
import type { Ctx } from '../deps.ts';
import { wholeNumber } from '../query/numbers.ts';
import type { EnteredInvitation, EnteredToken } from '../query/people-form.ts';
import type { Notice } from '../security/notice.ts';
import { NoticeLine, page } from '../views/layout.tsx';
import { type EditedPerson, EditPerson, Invite, People } from '../views/people/people.tsx';
import { MakeToken, type ReplacedToken, ReplaceToken, RevokeToken, Tokens } from '../views/people/tokens.tsx';

/** A sign-in link or a token, shown once. */
export interface Secret {
  readonly what: string;
  readonly secret: string;
}

/** What a form led to. */
interface Shown {
  readonly secret?: Secret;
  readonly problem?: string;
  /** Said here and not on the next page: the page shows a secret, or that is all there is to say. */
  readonly did?: Notice;
  readonly invite?: EnteredInvitation;
  readonly token?: EnteredToken;
  readonly edit?: EditedPerson;
  readonly replace?: ReplacedToken;
}

function SecretCard(props: { secret: Secret }) {
  const { what, secret } = props.secret;
  return (
    <div class="banner secret" role="status">
      <strong>{what}</strong>
      <pre>
        <code>{secret}</code>
      </pre>
      <button type="button" class="quiet" data-copy={secret} hidden>
        Copy
      </button>
    </div>
  );
}

/** The form that the address opens: of one person, or of one token. */
function Opened(props: {
  c: Ctx;
  shown: Shown;
  users: readonly User[];
  tokens: readonly ApiToken[];
  brands: Parameters<typeof EditPerson>[0]['brands'];
}) {
  const { c, shown, users, tokens, brands } = props;
  const asked = (name: string) => wholeNumber(c.req.query(name));
  const user = users.find(({ id }) => id === asked('edit'));
  const edited = shown.edit ?? (user && { user });
  const tokenOf = (name: string) => tokens.find(({ id }) => id === asked(name));
  const [replaced, revoked] = [tokenOf('replace'), tokenOf('revoke')];
  const replace = shown.replace ?? (replaced && { token: replaced });
  return (
    <>
      {edited && <EditPerson edited={edited} brands={brands} tokens={tokens} />}
      {replace && <ReplaceToken replaced={replace} />}
      {revoked && <RevokeToken token={revoked} />}
    </>
  );
}

export async function peoplePage(c: Ctx, shown: Shown = {}, status: 200 | 400 = 200) {
  const { store, clock } = c.var.deps;
  const [users, tokens, brands] = await Promise.all([
    store.read.people.users(),
    store.read.people.apiTokens(),
    store.read.brands.all(),
  ]);
  return page(
    c,
    { title: 'People', current: '/people' },
    <>
      {shown.did && <NoticeLine notice={shown.did} />}
      <h1>People</h1>
      <p class="lead">
        Viewers read. Analysts also work on incidents, responses and corrections. Admins also manage people
        and tokens here.
      </p>
      {shown.problem !== undefined && (
        <p class="problems" role="alert">
          {shown.problem}
        </p>
      )}
      {shown.secret && <SecretCard secret={shown.secret} />}
      <Opened c={c} shown={shown} users={users} tokens={tokens} brands={brands} />
      <Invite brands={brands} mails={c.var.deps.mailInvitation !== undefined} entered={shown.invite} />
      <div class="compact">
        <People users={users} own={c.get('principal')?.userId} />
      </div>
      <h2 id="tokens">API tokens</h2>
      <MakeToken brands={brands} entered={shown.token} />
      <div class="compact">
        <Tokens tokens={tokens} now={clock()} />
      </div>
    </>,
    status,
  );
}
