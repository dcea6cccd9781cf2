/** The library of past incidents: what they have in common, and each with its course. */
import type { Capsule } from '../../../src/domain/capsule.ts';
import { baseRate } from '../../../src/library/compare.ts';
import { type CapsuleFilter, filterCapsules } from '../../../src/library/filter.ts';
import { beganOn, measureCapsule } from '../../../src/library/measure.ts';
import { answerWords, nameOf, outcomeWords, themeWords, timesWords } from '../../../src/library/phrases.ts';
import { baseText, days } from '../../../src/library/text.ts';
import type { Ctx } from '../../deps.ts';
import { ignoredText } from '../../query/ignored.ts';
import { Ignored } from '../../views/ignored.tsx';
import { page } from '../../views/layout.tsx';
import { Courses } from '../../views/library/course.tsx';
import { FILTERS, LibraryFilters } from '../../views/library/filters.tsx';
import { Empty, Table } from '../../views/parts.tsx';
import { libraryOf } from './load.ts';

/** Fewer incidents than this have no rates. */
const LEAST = 4;

/** What the address asks for; values that are none are left out. */
function filterOf(c: Ctx): CapsuleFilter {
  const chosen = FILTERS.flatMap(([name, , words]) => {
    const value = c.req.query(name);
    return value !== undefined && Object.hasOwn(words, value) ? [[name, value]] : [];
  });
  return Object.fromEntries(chosen) as CapsuleFilter;
}

function rowOf(capsule: Capsule) {
  const measured = measureCapsule(capsule);
  return [
    <>
      <a class="strong" href={`/library/${capsule.slug}`}>
        {nameOf(capsule)}
      </a>{' '}
      <span class="under">{capsule.title}</span>
    </>,
    themeWords(capsule),
    answerWords(capsule) || <span class="muted">not known</span>,
    outcomeWords(capsule) || <span class="muted">not known</span>,
    measured ? timesWords(measured) : <span class="muted">–</span>,
  ];
}

/** What became of those that are shown. */
function Rates(props: { capsules: readonly Capsule[] }) {
  if (props.capsules.length < LEAST) return null;
  const base = baseRate(props.capsules);
  const first = base.medianDaysToAnswer;
  return (
    <p class="rates">
      {baseText(base)}.{' '}
      {first !== undefined &&
        `Where a response is dated, half of the companies gave the first one within ${days(first)}.`}
    </p>
  );
}

export async function libraryPage(c: Ctx) {
  const { capsules, problems } = libraryOf(c);
  const filter = filterOf(c);
  const newest = (one: Capsule) => beganOn(one)?.first ?? '';
  const found = filterCapsules(capsules, filter).toSorted((a, b) => (newest(a) < newest(b) ? 1 : -1));
  const counted = found.filter(({ course }) => course !== undefined).length;
  return page(
    c,
    { title: 'Library of incidents', current: '/library' },
    <>
      <h1>Library of incidents</h1>
      <p class="lead">
        {capsules.length} real incidents of other companies, each statement with its source. They are cases
        that the press remembers, in English above all: no sample of all outcries.
      </p>
      {problems.length > 0 && (
        <p class="banner" role="status">
          {problems.length === 1 ? 'One error' : `${problems.length} errors`} in your own files:{' '}
          {problems.map(({ file, line, message }) => `${file}:${line} ${message}`).join('; ')}
        </p>
      )}
      <LibraryFilters filter={filter} />
      <Ignored texts={FILTERS.map(([name, , words]) => ignoredText(c, name, Object.keys(words)))} />
      <Rates capsules={found} />
      <Courses capsules={found} />
      {found.length === 0 ? (
        <Empty>
          No incident of the library is like that. <a href="/library">Show all</a>
        </Empty>
      ) : (
        <Table
          caption={`${found.length} incidents, ${counted} with counts by day`}
          head={['Incident', 'About', 'Response', 'Outcome', 'Peak']}
          rows={found.map(rowOf)}
        />
      )}
    </>,
  );
}
