/** The fourth step: who is notified, and a test that shows that it works. */
import type { Tested } from '../../../src/setup/port.ts';
import type { Ctx } from '../../deps.ts';
import type { Problems } from '../../query/saving.ts';
import { loadSetup } from '../../query/setup.ts';
import { LinesField, Result, SelectField } from '../../views/setup/fields.tsx';
import { stepPage } from '../../views/setup/frame.tsx';

export interface AlertsForm {
  readonly emails: readonly string[];
  /** Names of hooks for Slack and for programs. */
  readonly slack: readonly string[];
  readonly webhooks: readonly string[];
  readonly sensitivity: string;
}

export const SENSITIVITIES = [
  ['high', 'As soon as it is found'],
  ['medium', 'Clear outcries: severity 3 or more for an hour'],
  ['low', 'Large outcries only: severity 5 or more for three hours'],
] as const;

export function routeName(slug: string): string {
  return `${slug}-alerts`;
}

async function formFor(c: Ctx, slug: string): Promise<AlertsForm> {
  const { config, store } = c.var.deps;
  const route = config.routes.find(({ name }) => name === routeName(slug));
  const of = (channel: string) =>
    (route?.recipients ?? []).filter((one) => one.channel === channel).map(({ address }) => address);
  const userId = c.get('principal')?.userId;
  const me = userId === undefined ? undefined : await store.read.people.userById(userId);
  // The first admin has no address that mail reaches.
  const own = me && !me.email.endsWith('@localhost') ? [me.email] : [];
  return {
    emails: route ? of('email') : own,
    slack: of('slack'),
    webhooks: of('webhook'),
    sensitivity: route?.sensitivity ?? 'high',
  };
}

function Hooks(props: {
  name: 'slack' | 'webhooks';
  legend: string;
  hooks: readonly string[];
  chosen: readonly string[];
}) {
  const { name, legend, hooks, chosen } = props;
  if (hooks.length === 0) return null;
  return (
    <fieldset>
      <legend>{legend}</legend>
      {hooks.map((hook) => (
        <label for={`${name}-${hook}`} class="choice">
          <input
            id={`${name}-${hook}`}
            type="checkbox"
            name={name}
            value={hook}
            checked={chosen.includes(hook)}
          />{' '}
          {hook}
        </label>
      ))}
    </fieldset>
  );
}

export async function setupAlertsPage(
  c: Ctx,
  given: { form?: AlertsForm; problems?: Problems; tested?: readonly Tested[] } = {},
  status: 200 | 400 | 429 = 200,
) {
  const setup = await loadSetup(c);
  const { brand } = setup;
  if (!brand) return c.redirect('/setup/terms', 303);
  const form = given.form ?? (await formFor(c, brand.slug));
  const { hooks, mail } = c.var.deps.setup?.channels ?? { hooks: [], mail: 'files' };
  const problems = given.problems ?? {};
  return stepPage(
    c,
    {
      setup,
      step: 'alerts',
      heading: 'Who is notified',
      lead: `They get a message when ${brand.name} faces an outcry, when it gets worse, and when it is over.`,
      status,
    },
    <form method="post" action="/setup/alerts" class="card form">
      {problems[''] !== undefined && <Result ok={false}>{problems['']}</Result>}
      {mail === 'files' && (
        <p class="small muted">
          No mail server is set up yet, so mails are written to files and shown under <a href="/mail">Mail</a>
          . The operator sets <code>SMTP_URL</code>.
        </p>
      )}
      <LinesField
        id="emails"
        name="emails"
        label="E-mail addresses"
        hint="One a line."
        value={form.emails}
        problem={problems.emails}
      />
      <Hooks name="slack" legend="Slack" hooks={hooks} chosen={form.slack} />
      <Hooks name="webhooks" legend="Other programs (signed webhook)" hooks={hooks} chosen={form.webhooks} />
      <SelectField
        id="sensitivity"
        name="sensitivity"
        label="How soon"
        value={form.sensitivity}
        options={SENSITIVITIES}
        problem={problems.sensitivity}
      />
      {(given.tested ?? []).map(({ ok, text }) => (
        <Result ok={ok}>{text}</Result>
      ))}
      <p class="actions">
        <button type="submit" name="do" value="save">
          Save and continue
        </button>
        <button type="submit" name="do" value="test" class="quiet" data-busy="Sending …">
          Send a test
        </button>
        <button type="submit" name="do" value="skip" class="quiet">
          Skip for now
        </button>
      </p>
    </form>,
  );
}
