/** One incident of the library. */
import { CHANGES, SECTORS } from '../../../src/domain/capsule-words.ts';
import { compareWithLibrary } from '../../../src/library/compare.ts';
import { measureCapsule } from '../../../src/library/measure.ts';
import { themeWords } from '../../../src/library/phrases.ts';
import { profileOf } from '../../../src/library/profile.ts';
import { type Ctx, param } from '../../deps.ts';
import { messagePage, page } from '../../views/layout.tsx';
import { CourseChart } from '../../views/library/course.tsx';
import { LibraryPlace } from '../../views/library/place.tsx';
import { CapsuleSources, CapsuleTimeline } from '../../views/library/statements.tsx';
import { libraryOf } from './load.ts';

export async function capsulePage(c: Ctx) {
  const { capsules } = libraryOf(c);
  const capsule = capsules.find(({ slug }) => slug === param(c, 'slug'));
  if (!capsule) {
    return messagePage(
      c,
      404,
      'No such incident',
      <p>
        See <a href="/library">the library</a>.
      </p>,
    );
  }
  const measured = measureCapsule(capsule);
  const comparison = compareWithLibrary(profileOf(capsule), capsules, capsule.slug);
  const { company, title, what, sector, country, kind, change } = capsule;
  return page(
    c,
    { title: `${company}: ${title}`, current: '/library' },
    <>
      <p class="eyebrow">
        <a href="/library">Library of incidents</a>
      </p>
      <header class="summary">
        <h1>
          {company}: {title}
        </h1>
        <p class="lead">{what}</p>
        <p class="muted">
          {kind === 'backlash' ? 'Backlash' : 'Complaints'} about {themeWords(capsule)}; set off by{' '}
          {CHANGES[change]}; {SECTORS[sector]}, {country}
        </p>
      </header>
      {measured && <CourseChart capsule={capsule} measured={measured} />}
      <CapsuleTimeline capsule={capsule} />
      <LibraryPlace comparison={comparison} title="Among the others" />
      <CapsuleSources capsule={capsule} />
    </>,
  );
}
