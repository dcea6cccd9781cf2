/** People and API tokens with their roles and brands. For admins of all brands. */
import type { Ctx } from '../deps.ts';
import { page } from '../views/layout.tsx';
import { type Entered, Invite, People } from '../views/people/people.tsx';
import { MakeToken, Tokens } from '../views/people/tokens.tsx';

/** A sign-in link or a token, shown once. */
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
  shown: { secret?: Secret; problem?: string; done?: string; entered?: Entered } = {},
  status: 200 | 400 = 200,
) {
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
      {shown.done !== undefined && (
        <p class="card" role="status">
          {shown.done}
        </p>
      )}
      <Shown secret={shown.secret} />
      <People users={users} brands={brands} tokens={tokens} own={c.get('principal')?.userId} />
      <Invite brands={brands} mails={c.var.deps.mailInvitation !== undefined} entered={shown.entered} />
      <h2>API tokens</h2>
      <Tokens tokens={tokens} now={clock()} />
      <MakeToken brands={brands} />
    </>,
    status,
  );
}
