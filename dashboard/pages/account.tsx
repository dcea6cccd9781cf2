/** The reader's own account: password and sessions. */
import { MOST_LENGTH } from '../auth/password.ts';
import { ownSession } from '../auth/session.ts';
import type { Ctx } from '../deps.ts';
import { messagePage, page } from '../views/layout.tsx';
import { Pill, Table, Time } from '../views/parts.tsx';

function Password(props: { label: string; name: string; complete: string }) {
  return (
    <p>
      <label for={props.name}>{props.label}</label>
      <input
        id={props.name}
        name={props.name}
        type="password"
        autocomplete={props.complete}
        maxlength={MOST_LENGTH}
        required
      />
    </p>
  );
}

function ZoneForm(props: { chosen: string | undefined }) {
  const { chosen } = props;
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  return (
    <section class="card" id="zone">
      <h2>Time zone</h2>
      <form method="post" action="/account/zone" class="decide">
        <p>
          <label for="zone-choice">Times on pages and in forms</label>
          <select id="zone-choice" name="zone">
            <option value="" selected={chosen === undefined}>
              As in the browser
            </option>
            {zones.map((name) => (
              <option value={name} selected={name === chosen}>
                {name.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
        </p>
        <div class="actions">
          <button type="submit">Save time zone</button>
        </div>
        <p class="muted small">Files, mails and the API are in UTC. Days are counted in UTC.</p>
      </form>
    </section>
  );
}

/** API tokens have no account. */
export function noPerson(c: Ctx) {
  return messagePage(c, 404, 'No account', <p>API tokens have no account page.</p>);
}

export async function accountPage(c: Ctx, problem?: string) {
  const { people } = c.var.deps.store.read;
  const principal = c.get('principal');
  const user = principal?.userId === undefined ? undefined : await people.userById(principal.userId);
  if (!user) return noPerson(c);
  const own = ownSession(c).slice(0, 16);
  const sessions = await people.sessionsOf(user.id);
  return page(
    c,
    { title: 'Your account' },
    <>
      <h1>{user.email}</h1>
      <p class="lead">
        {user.role}, {user.brands === null ? 'all brands' : `brands: ${user.brands.join(', ') || 'none'}`}
      </p>
      <section class="card">
        <h2>{user.hasPassword ? 'Change your password' : 'Set a password'}</h2>
        <form method="post" action="/account/password" class="decide">
          {problem !== undefined && (
            <p class="problems" role="alert">
              {problem}
            </p>
          )}
          {user.hasPassword && (
            <Password label="Current password" name="present" complete="current-password" />
          )}
          <Password
            label="New password (15 or more characters recommended)"
            name="next"
            complete="new-password"
          />
          <div class="actions">
            <button type="submit">Save password</button>
          </div>
          <p class="muted small">Saving signs you out on your other devices.</p>
        </form>
      </section>
      <ZoneForm chosen={principal?.zone} />
      <section>
        <h2>Your sessions</h2>
        <Table
          caption="Your sessions"
          hideCaption
          head={['Signed in', 'Last active', 'Action']}
          rows={sessions.map((one) => [
            <>
              <Time at={one.createdAt} /> {one.id === own && <Pill kind="good">this session</Pill>}
            </>,
            <Time at={one.lastSeenAt} />,
            <form method="post" action="/account/sessions" class="inline">
              <input type="hidden" name="session" value={one.id} />
              <button type="submit" class="quiet">
                Sign out
              </button>
            </form>,
          ])}
        />
        <form method="post" action="/account/sessions" class="actions">
          <input type="hidden" name="session" value="all" />
          <button type="submit" class="quiet">
            Sign out everywhere
          </button>
        </form>
      </section>
    </>,
    problem === undefined ? 200 : 400,
  );
}
