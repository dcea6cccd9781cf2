/** Saved views: all of them, and the form that saves a page. */
import { viewName, viewOfAddress } from '../../src/domain/saved-view.ts';
import { allows } from '../../src/domain/user.ts';
import type { Ctx } from '../deps.ts';
import { whoAsks } from '../query/form.ts';
import { mayChange, savedViews } from '../query/saved-views.ts';
import { messagePage, page } from '../views/layout.tsx';
import { SaveViewForm, type ViewForm, ViewList } from '../views/saved-views.tsx';

/** What others see is for those who work on it. */
export function mayShare(c: Ctx): boolean {
  return allows(c.get('principal')?.role ?? 'viewer', 'analyst');
}

/** `problem`: why a change was refused. */
export async function viewsPage(c: Ctx, problem?: string) {
  const views = await savedViews(c);
  return page(
    c,
    { title: 'Saved views', current: '/views' },
    <>
      <h1>Saved views</h1>
      <p class="lead">
        Pages with their filters, under a name. A view that is pinned stands in the menu and on top of its
        page.
      </p>
      <ViewList
        views={views}
        who={whoAsks(c)}
        mayChange={new Set(views.filter((view) => mayChange(c, view)).map(({ id }) => id))}
        mayShare={mayShare(c)}
        problem={problem}
      />
    </>,
    problem === undefined ? 200 : 400,
  );
}

/** The form; with `refused` what it held, and why it was refused. */
export function newViewPage(c: Ctx, refused?: { readonly form: ViewForm; readonly problem: string }) {
  const given = refused?.form.address ?? c.req.query('address');
  if (given === undefined) return viewsPage(c);
  const view = viewOfAddress(given);
  if (!view) {
    return messagePage(
      c,
      400,
      'This page cannot be saved',
      <p>
        Mentions, Incidents, Now and the pages of brands can. <a href="/views">See saved views</a>
      </p>,
    );
  }
  const name = viewName(c.req.query('name') ?? '');
  const form = refused?.form ?? { address: view.address, name, pinned: true, shared: false };
  return page(
    c,
    { title: 'Save this view', current: '/views' },
    <>
      <h1>Save this view</h1>
      <SaveViewForm
        form={{ ...form, address: view.address }}
        mayShare={mayShare(c)}
        problem={refused?.problem}
      />
    </>,
    refused ? 400 : 200,
  );
}
