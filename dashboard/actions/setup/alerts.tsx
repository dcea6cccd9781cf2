/** Saves who is notified of the brand that is set up, and sends tests. */
import type { Recipient } from '../../../src/domain/recipient.ts';
import type { Tested } from '../../../src/setup/port.ts';
import type { Ctx } from '../../deps.ts';
import { noteAudit } from '../../auth/audit.ts';
import { type Form, formOf, linesOf, textOf, whoAsks } from '../../query/form.ts';
import { saveEntry } from '../../query/saving.ts';
import { loadSetup, saveState, stepPath } from '../../query/setup.ts';
import { type AlertsForm, routeName, SENSITIVITIES, setupAlertsPage } from '../../pages/setup/alerts.tsx';
import { waitText } from '../../security/trial-limit.ts';

/** Nobody needs more at once, and a test is a mail to whomever somebody names. */
const MOST_TESTS = 10;

function several(form: Form, name: string): string[] {
  return [form[name] ?? []].flat().filter((one): one is string => typeof one === 'string');
}

function alertsForm(form: Form): AlertsForm {
  return {
    emails: linesOf(form, 'emails', { commas: true }),
    slack: several(form, 'slack'),
    webhooks: several(form, 'webhooks'),
    sensitivity: SENSITIVITIES.find(([one]) => one === textOf(form, 'sensitivity'))?.[0] ?? 'high',
  };
}

function recipientsOf({ emails, slack, webhooks }: AlertsForm): Recipient[] {
  const to = (channel: string) => (address: string) => ({ channel, address });
  return [...emails.map(to('email')), ...slack.map(to('slack')), ...webhooks.map(to('webhook'))];
}

async function test(c: Ctx, form: AlertsForm) {
  const recipients = recipientsOf(form).slice(0, MOST_TESTS);
  if (recipients.length === 0)
    return setupAlertsPage(c, { form, problems: { emails: 'Enter an address first.' } }, 400);
  const tested: Tested[] = [];
  for (const to of recipients) {
    const wait = await c.get('trialLimit').take(c.get('principal'), 'test');
    if (wait !== undefined) {
      return setupAlertsPage(c, { form, tested: [...tested, { ok: false, text: waitText(wait) }] }, 429);
    }
    tested.push(await c.var.deps.setup!.sendTest(to, whoAsks(c)));
    await noteAudit(c, 'sent a test message', `${to.channel}: ${to.address}`);
  }
  return setupAlertsPage(c, { form, tested });
}

export async function setupAlerts(c: Ctx) {
  const body = await formOf(c);
  const { state, brand } = await loadSetup(c);
  if (!brand || !c.var.deps.setup) return c.redirect('/setup', 303);
  const form = alertsForm(body);
  const what = textOf(body, 'do');
  if (what === 'test') return test(c, form);
  if (what === 'skip') {
    await saveState(c, { ...state, skipped: [...new Set([...state.skipped, 'alerts' as const])] });
    return c.redirect(stepPath('policy'), 303);
  }
  if (recipientsOf(form).length === 0)
    return setupAlertsPage(c, { form, problems: { emails: 'Enter an address, or skip this step.' } }, 400);
  const name = routeName(brand.slug);
  const problems = await saveEntry(c, 'routes', name, (before) => {
    const { emails: _e, slack: _s, webhooks: _w, ...rest } = before ?? {};
    const lists = Object.entries({ emails: form.emails, slack: form.slack, webhooks: form.webhooks });
    return {
      brands: [brand.slug],
      ...rest,
      name,
      ...Object.fromEntries(lists.filter(([, addresses]) => addresses.length > 0)),
      sensitivity: form.sensitivity,
    };
  });
  if (problems) return setupAlertsPage(c, { form, problems }, 400);
  return c.redirect(stepPath('policy'), 303);
}
