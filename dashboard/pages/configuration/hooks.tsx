/** Alert webhooks, for admins of all brands: they are entered, tested and removed, and their addresses never shown. */
import type { Ctx } from '../../deps.ts';
import { Kinds } from '../../views/configuration/frame.tsx';
import { HookForm, HookList, type RefusedHook } from '../../views/configuration/hooks.tsx';
import { page } from '../../views/layout.tsx';
import { Result } from '../../views/setup/fields.tsx';

export async function hooksPage(
  c: Ctx,
  given: { refused?: RefusedHook; tested?: { readonly ok: boolean; readonly text: string } } = {},
  status: 200 | 404 | 409 | 422 | 429 = 200,
) {
  const { hookEditor, setup } = c.var.deps;
  return page(
    c,
    { title: 'Alert webhooks', current: '/settings' },
    <>
      <h1>Alert webhooks</h1>
      <Kinds c={c} current="hooks" />
      <p class="lead">
        Addresses that alerts are posted to, for Slack and the like or for programs.{' '}
        <a href="/settings/routes">Routes</a> use their names. What is posted to programs is signed with{' '}
        <code>OUTCRY_ALERT_HOOK_SECRET</code>, which the operator sets; Slack needs none.
      </p>
      {given.tested && <Result ok={given.tested.ok}>{given.tested.text}</Result>}
      <HookList hooks={(await hookEditor?.list()) ?? []} mayTest={setup !== undefined} />
      <HookForm refused={given.refused} />
    </>,
    status,
  );
}
