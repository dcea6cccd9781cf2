/** The counts of a capsule: a small line in the list, and a chart with the company's responses. */
import { renderAlignedChart } from '../../../src/chart/aligned-chart.ts';
import type { ChartMarker } from '../../../src/chart/markers.ts';
import { renderSparkline } from '../../../src/chart/sparkline.ts';
import { type Capsule, daysOf } from '../../../src/domain/capsule.ts';
import { ANSWERS, COURSE_MEASURES } from '../../../src/domain/capsule-words.ts';
import { beganOn, daysBetween, measureCapsule, type Measured } from '../../../src/library/measure.ts';
import { dayWords, nameOf, timesWords } from '../../../src/library/phrases.ts';
import { days } from '../../../src/library/text.ts';
import { Svg, Table } from '../parts.tsx';

/** Peak and speed in a line. */
export function courseSentence(measured: Measured): string {
  const { peak, daysToPeak, halfLifeDays } = measured;
  const rise = daysToPeak === 0 ? 'on the first day' : `${days(daysToPeak)} after the onset`;
  const fall = halfLifeDays === undefined ? '' : `; ${days(halfLifeDays)} later half of it was gone`;
  const times = timesWords(measured);
  return `${times.slice(0, 1).toUpperCase()}${times.slice(1)} on ${dayWords(peak.day)}, ${rise}${fall}.`;
}

function CourseLine(props: { capsule: Capsule; measured: Measured }) {
  const { slug, company, course } = props.capsule;
  const values = course?.points.map(([, count]) => count) ?? [];
  const title = `${company}: ${courseSentence(props.measured)}`;
  return <Svg svg={renderSparkline({ idPrefix: `course-${slug}`, title, values, width: 168, height: 44 })} />;
}

/** The courses of the incidents that have counts, the largest first; searches are an index and come last. */
export function Courses(props: { capsules: readonly Capsule[] }) {
  const found = props.capsules.flatMap((capsule) => {
    const measured = measureCapsule(capsule);
    return capsule.course && measured ? [{ capsule, course: capsule.course, measured }] : [];
  });
  if (found.length === 0) return null;
  const size = ({ course, measured }: (typeof found)[number]) =>
    course.measure === 'searches' ? -1 / measured.times : measured.times;
  return (
    <section class="card" aria-labelledby="courses-heading">
      <h2 id="courses-heading">Counts by day, the largest first</h2>
      <ul class="courses">
        {found
          .toSorted((a, b) => size(b) - size(a))
          .map(({ capsule, course, measured }) => (
            <li>
              <a href={`/library/${capsule.slug}`}>{nameOf(capsule)}</a>
              <CourseLine capsule={capsule} measured={measured} />
              <span class="small muted">
                {timesWords(measured)}, {COURSE_MEASURES[course.measure]}
              </span>
            </li>
          ))}
      </ul>
    </section>
  );
}

/** Responses with a day, and the announcement, at their distance from the onset. */
function markersOf(capsule: Capsule, onset: string): ChartMarker[] {
  const { announced } = capsule.dates;
  const at = (day: string) => daysBetween(onset, day);
  const responses = capsule.answers.flatMap((one): ChartMarker[] => {
    const when = daysOf(one);
    if (!when || one.kind === 'silence') return [];
    return [{ kind: 'response', at: at(when.last), label: ANSWERS[one.kind] }];
  });
  const when = announced && daysOf(announced);
  return when ? [{ kind: 'policy', at: at(when.last), label: 'announced' }, ...responses] : responses;
}

export function CourseChart(props: { capsule: Capsule; measured: Measured }) {
  const { capsule, measured } = props;
  const { course, company } = capsule;
  const onset = beganOn(capsule)?.first;
  const first = course?.points[0];
  if (!course || !first || onset === undefined) return null;
  const draw = (idPrefix: string, width: number, plotHeight: number) =>
    renderAlignedChart({
      idPrefix,
      title: `${company}: ${course.unit}, by day`,
      description: courseSentence(measured),
      width,
      plotHeight,
      unit: 'days',
      zeroLabel: 'onset',
      yLabel: course.unit,
      lines: [
        {
          label: company,
          firstAt: daysBetween(onset, first[0]),
          values: course.points.map(([, count]) => count),
        },
      ],
      markers: markersOf(capsule, onset),
    });
  return (
    <section class="card" aria-labelledby="course-heading">
      <h2 id="course-heading">Course</h2>
      <p>{courseSentence(measured)}</p>
      <figure class="chart">
        <div class="chart-wide">
          <Svg svg={draw('course', 1060, 200)} />
        </div>
        <div class="chart-narrow">
          <Svg svg={draw('course-narrow', 340, 180)} />
        </div>
      </figure>
      <details>
        <summary>Numbers</summary>
        <Table
          caption={`Counts by day: ${course.unit}`}
          hideCaption
          head={['Day', 'Count']}
          numeric={[1]}
          rows={course.points.map(([day, count]) => [dayWords(day), count ?? 'missing'])}
        />
      </details>
    </section>
  );
}
