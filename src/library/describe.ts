/** A capsule as data for scripts: `outcry library --format json`. Sources are written out as addresses. */
import { type Capsule, DATE_NAMES, unknownFields, type Day, type When } from '../domain/capsule.ts';
import { measureCapsule } from './measure.ts';

type Time = Day | { readonly after: Day; readonly by: Day };

/** A day, an interval, or null where neither is known. */
function timeOf({ at, after, by }: When): Time | null {
  if (at !== undefined) return at;
  return after !== undefined && by !== undefined ? { after, by } : null;
}

/** Without keys that have no value. */
function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}

export function describeCapsule(capsule: Capsule) {
  const { slug, company, sector, country, title, what, kind, change, themes, course, size, contested } =
    capsule;
  const url = (key: string) => capsule.sources[key]?.url ?? key;
  const dates = DATE_NAMES.flatMap((name) => {
    const one = capsule.dates[name];
    return one ? [[name, timeOf(one)] as const] : [];
  });
  const measured = measureCapsule(capsule);
  return present({
    slug,
    company,
    sector,
    country,
    title,
    what,
    kind,
    change,
    themes,
    dates: Object.fromEntries(dates),
    answers: capsule.answers.map((one) => ({
      kind: one.kind,
      at: timeOf(one),
      what: one.what,
      source: url(one.source),
      checked: one.checked,
    })),
    outcome: capsule.outcome.map((one) =>
      present({
        kind: one.kind,
        at: timeOf(one),
        value: one.value,
        unit: one.unit,
        what: one.what,
        source: url(one.source),
        checked: one.checked,
      }),
    ),
    milestones: capsule.milestones.map((one) =>
      present({ at: timeOf(one), value: one.value, unit: one.unit, what: one.what, source: url(one.source) }),
    ),
    size: size && { value: size.value, unit: size.unit, what: size.what, source: url(size.source) },
    course: course && {
      measure: course.measure,
      unit: course.unit,
      points: course.points,
      source: url(course.source),
    },
    measured,
    sources: Object.values(capsule.sources).map(({ url: address, publisher, date }) => ({
      url: address,
      publisher,
      date: date ?? null,
    })),
    contested,
    unknown: unknownFields(capsule),
  });
}
