/** Keys of sites, for admins of all brands: they are entered, replaced and removed, and never shown. */
import type { Ctx } from '../../deps.ts';
import { Kinds } from '../../views/configuration/frame.tsx';
import { KeyList, type RefusedKey } from '../../views/configuration/keys.tsx';
import { page } from '../../views/layout.tsx';

export async function keysPage(c: Ctx, refused?: RefusedKey, status: 200 | 404 | 409 | 422 = 200) {
  const { keyEditor, setup } = c.var.deps;
  const keys = (await keyEditor?.list()) ?? [];
  return page(
    c,
    { title: 'Keys of sites', current: '/settings' },
    <>
      <h1>Keys of sites</h1>
      <Kinds c={c} current="keys" />
      <p class="lead">
        Some sources need a key of their site. It is stored encrypted, used by all processes of this
        installation, and never shown again; no export holds it.
      </p>
      {refused?.name === '' && (
        <p class="problems" role="alert">
          {refused.problem}
        </p>
      )}
      <KeyList keys={keys} cards={setup?.cards(undefined) ?? []} refused={refused} />
    </>,
    status,
  );
}
