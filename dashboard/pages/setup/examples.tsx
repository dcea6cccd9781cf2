/** Says what goes when the examples are removed, before they are. */
import { isOwner } from '../../../src/domain/user.ts';
import { listText } from '../../../src/report/text/labels.ts';
import type { Ctx } from '../../deps.ts';
import { page } from '../../views/layout.tsx';
import { Empty } from '../../views/parts.tsx';

export async function setupExamplesPage(c: Ctx) {
  const { read } = c.var.deps.store;
  const principal = c.get('principal');
  const brands = (await read.brands.all()).filter(({ simulated }) => simulated);
  const incidents = (await read.incidents.all()).filter(({ simulated }) => simulated);
  const head = { title: 'Example incidents', current: '/setup' };
  if (brands.length === 0 && incidents.length === 0) {
    return page(
      c,
      head,
      <>
        <h1>Example incidents</h1>
        <Empty>
          There are no examples. <a href="/">Go to Now</a>
        </Empty>
      </>,
    );
  }
  return page(
    c,
    head,
    <section class="notice">
      <h1>Remove the examples?</h1>
      <p>
        This removes everything simulated: the posts, counts and bookmarks of{' '}
        {listText(brands.map(({ name }) => name))},{' '}
        {listText(incidents.map(({ title }) => `“${title}”`)) || 'their incidents'}, and the mails about them.
        What you imported or collected stays. The examples do not come back by themselves.
      </p>
      {principal && isOwner(principal) ? (
        <form method="post" action="/setup/examples" class="actions">
          <button type="submit">Remove the examples</button>
          <a class="button quiet" href="/">
            Keep them
          </a>
        </form>
      ) : (
        <p>Only an admin of all brands can remove them.</p>
      )}
    </section>,
  );
}
