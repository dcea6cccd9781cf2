/** Notes on charts: what somebody wrote at a time of a brand. */
import { allows } from '../../src/domain/user.ts';
import type { Ctx } from '../deps.ts';
import { ignoredMoment } from '../query/ignored.ts';
import { loadNotes } from '../query/notes.ts';
import { Ignored } from '../views/ignored.tsx';
import { page } from '../views/layout.tsx';
import { DeletedNote, NoteForm, NoteList, type NoteValues } from '../views/notes.tsx';

/** `refused`: what a form held, and why it was refused. */
export async function notesPage(c: Ctx, refused?: { readonly values: NoteValues; readonly problem: string }) {
  const analyst = allows(c.get('principal')?.role ?? 'viewer', 'analyst');
  const loaded = await loadNotes(c);
  const { brand, brands, at, edited } = loaded;
  const values = refused?.values ?? edited ?? { brand: brand?.slug, at: at ?? c.var.deps.clock() };
  return page(
    c,
    { title: 'Notes on charts', current: '/mentions' },
    <>
      <h1>Notes on charts{brand && `: ${brand.name}`}</h1>
      <p class="lead">
        A note stands at a time of a brand, and all its charts show it, as they show policy changes.
      </p>
      <Ignored texts={[ignoredMoment(c, 'at')]} />
      <DeletedNote note={loaded.deleted} />
      {analyst && brands.length > 0 && <NoteForm page={loaded} values={values} problem={refused?.problem} />}
      <NoteList page={loaded} analyst={analyst} />
    </>,
    refused ? 400 : 200,
  );
}
