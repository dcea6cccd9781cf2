/** Saved views of the reader: their own, and those that others share. */
import type { SavedView } from '../../src/store/views/port.ts';
import { isOwner } from '../../src/domain/user.ts';
import { pageOfView } from '../../src/domain/saved-view.ts';
import type { Ctx } from '../deps.ts';
import { whoAsks } from './form.ts';

/** Those that the reader may open: their own first, by name. */
export function savedViews(c: Ctx): Promise<SavedView[]> {
  return c.var.deps.store.read.views.list(whoAsks(c));
}

/** Those of the menu: pinned by the reader, or pinned and shared by others. */
export async function pinnedViews(c: Ctx): Promise<SavedView[]> {
  return (await savedViews(c)).filter(({ pinned }) => pinned);
}

/** Pinned ones that show this page. */
export async function viewsOfPage(c: Ctx, page: string): Promise<SavedView[]> {
  return (await pinnedViews(c)).filter(({ address }) => pageOfView(address) === page);
}

/** Its owner changes a view; what is shared stays manageable by an admin of all brands. */
export function mayChange(c: Ctx, view: SavedView): boolean {
  const principal = c.get('principal');
  return view.who === whoAsks(c) || (view.shared && principal !== undefined && isOwner(principal));
}

/** The address of the form that saves a page. */
export function saveAddress({ address, name }: { readonly address: string; readonly name: string }): string {
  return `/views/new?${new URLSearchParams({ address, name }).toString()}`;
}
