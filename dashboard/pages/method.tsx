/** How it is measured: a paragraph for each figure; labels of figures lead here, in mails too, so it needs no account. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../config/env.ts';
import { principalOf } from '../auth/session.ts';
import type { Ctx } from '../deps.ts';
import { page } from '../views/layout.tsx';
import { PARAGRAPHS } from '../views/method.tsx';

/** The long form as it is written, for those who have no copy of the source. */
export async function formulasFile(c: Ctx) {
  const text = await readFile(join(packageRoot, 'docs/methods.md'), 'utf8').catch(() => undefined);
  if (text === undefined) return c.text('docs/methods.md is not a part of this installation.\n', 404);
  return c.text(text);
}

export async function methodPage(c: Ctx) {
  const principal = await principalOf(c);
  if (principal) c.set('principal', principal);
  return page(
    c,
    { title: 'How it is measured', current: '/method' },
    <article class="method">
      <h1>How it is measured</h1>
      <p class="lead">
        What each figure means and how far it can be relied on. Formulas, measurements and sources are in{' '}
        <a href="/method/formulas">the long form</a> (<code>docs/methods.md</code>).
      </p>
      <nav aria-label="On this page">
        <ul class="method-list">
          {PARAGRAPHS.map(({ id, title }) => (
            <li>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {PARAGRAPHS.map(({ id, title, body }) => (
        <section id={id} class="card" aria-labelledby={`${id}-heading`}>
          <h2 id={`${id}-heading`}>{title}</h2>
          {body}
        </section>
      ))}
    </article>,
  );
}
