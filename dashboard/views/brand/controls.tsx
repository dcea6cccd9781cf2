/** Links that choose the time range, and bars of hours or days. */
import { isByDay } from '../../../src/series/judged-series.ts';
import type { BrandReport } from '../../../src/report/brand/report.ts';
import { RANGE_NAMES } from '../../../src/report/brand/range.ts';
import { DAY_MS } from '../../../src/domain/series.ts';
import { link } from '../parts.tsx';

const LABELS: Readonly<Record<string, string>> = {
  '24h': '24 h',
  '7d': '7 days',
  '30d': '30 days',
  all: 'All',
};
const MOST_INCIDENTS = 4;

export interface Choice {
  readonly label: string;
  readonly href: string;
  readonly chosen: boolean;
}

/** A row of links, one of them selected. */
export function Choices(props: { label: string; choices: readonly Choice[] }) {
  return (
    <nav class="choices" aria-label={props.label}>
      <ul>
        {props.choices.map((choice) => (
          <li>
            <a href={choice.href} {...(choice.chosen ? { 'aria-current': 'true' } : {})}>
              {choice.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Seconds between two reloads of a refreshing page. */
export const FRESH_SECONDS = 30;

export function BrandControls(props: { report: BrandReport; fresh: boolean }) {
  const { brand, range, window, judged, incidents, live } = props.report;
  const path = `/brands/${brand.slug}`;
  const names = [
    ...RANGE_NAMES.map((name) => ({ name, label: LABELS[name] ?? name })),
    ...incidents.slice(0, MOST_INCIDENTS).map((one) => ({ name: one.slug, label: one.title })),
  ];
  const daily = window.widthMs >= DAY_MS;
  const hourly = !isByDay(judged) && (window.to - window.from) / DAY_MS <= 70;
  return (
    <div class="controls">
      <Choices
        label="Time range"
        choices={names.map(({ name, label }) => ({
          label,
          href: link(path, { range: name }),
          chosen: name === range.name,
        }))}
      />
      {live && (
        <div data-without-script>
          <Choices
            label="Refresh"
            choices={[
              {
                label: props.fresh ? 'Stop refreshing (every 30 s)' : 'Refresh every 30 s',
                href: link(path, { range: range.name, fresh: props.fresh ? undefined : 1 }),
                chosen: props.fresh,
              },
            ]}
          />
        </div>
      )}
      <Choices
        label="Bars"
        choices={[
          ...(hourly
            ? [{ label: 'Hours', href: link(path, { range: range.name, bucket: 'hour' }), chosen: !daily }]
            : []),
          { label: 'Days', href: link(path, { range: range.name, bucket: 'day' }), chosen: daily },
        ]}
      />
    </div>
  );
}
