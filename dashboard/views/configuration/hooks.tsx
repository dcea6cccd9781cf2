/** Alert webhooks: those that are set, and forms to enter, replace, test and remove one. No page holds an address. */
import type { ShownHook } from '../../../src/configure/alert-hooks.ts';
import { Empty, Time } from '../parts.tsx';
import { Result, TextField } from '../setup/fields.tsx';

/** What was refused: the name that was entered, and what is wrong by field. The address is not shown again. */
export interface RefusedHook {
  readonly name: string;
  readonly problems: Readonly<Record<string, string>>;
}

function State({ hook }: { hook: ShownHook }) {
  const { from, host, at, who } = hook;
  return (
    <>
      {host !== undefined && <span class="muted">at {host}, </span>}
      {from === 'environment' ? (
        <>
          set by <code>OUTCRY_ALERT_HOOKS</code>, which goes first
        </>
      ) : (
        <>
          entered by {who} {at !== undefined && <Time at={at} />}
        </>
      )}
    </>
  );
}

function Buttons({ hook, mayTest }: { hook: ShownHook; mayTest: boolean }) {
  const { name, from } = hook;
  return (
    <form method="post" action="/settings/hooks" class="actions">
      <input type="hidden" name="name" value={name} />
      {mayTest && (
        <>
          <button type="submit" name="do" value="test-slack" class="quiet" data-busy="Sending …">
            Test as Slack
          </button>
          <button type="submit" name="do" value="test-webhook" class="quiet" data-busy="Sending …">
            Test as webhook
          </button>
        </>
      )}
      {from === 'entered' && (
        <button type="submit" name="do" value="remove" class="quiet" aria-label={`Remove ${name}`}>
          Remove
        </button>
      )}
    </form>
  );
}

export function HookList(props: { hooks: readonly ShownHook[]; mayTest: boolean }) {
  const { hooks, mayTest } = props;
  if (hooks.length === 0) return <Empty>No alert webhooks yet.</Empty>;
  return (
    <ul class="plain rows card">
      {hooks.map((hook) => (
        <li>
          <span>
            <strong>{hook.name}</strong> <State hook={hook} />
          </span>
          <Buttons hook={hook} mayTest={mayTest} />
        </li>
      ))}
    </ul>
  );
}

export function HookForm({ refused }: { refused: RefusedHook | undefined }) {
  const problems = refused?.problems ?? {};
  return (
    <form method="post" action="/settings/hooks" class="card form">
      <h2>Enter a webhook</h2>
      {problems[''] !== undefined && <Result ok={false}>{problems['']}</Result>}
      <TextField
        id="hook-name"
        name="name"
        label="Name"
        hint="Routes use it, for example pr-team. An address entered under the same name replaces the old one."
        value={refused?.name ?? ''}
        maxlength={60}
        problem={problems.name}
        required
      />
      <TextField
        id="hook-url"
        name="url"
        type="password"
        label="Address"
        hint="Begins with https://. Whoever knows it can post there, so it is stored encrypted and not shown again."
        maxlength={2_000}
        autocomplete="new-password"
        problem={problems.url}
        required
      />
      <p class="actions">
        <button type="submit" name="do" value="save">
          Save
        </button>
      </p>
    </form>
  );
}
