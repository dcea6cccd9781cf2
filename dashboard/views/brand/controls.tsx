/** Which stretch of time, and hours or days: plain links. */
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

/** A row of links of which one is chosen. */
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

/** Seconds between two looks of a page that keeps itself fresh. */
export const FRESH_SECONDS = 30;

export function BrandControls(props: { report: BrandReport; fresh: boolean }) {
  const { brand, range, window, incidents, live } = props.report;
  const path = `/brands/${brand.slug}`;
  const names = [
    ...RANGE_NAMES.map((name) => ({ name, label: LABELS[name] ?? name })),
    ...incidents.slice(0, MOST_INCIDENTS).map((one) => ({ name: one.slug, label: one.title })),
  ];
  const daily = window.widthMs >= DAY_MS;
  const hourly = (window.to - window.from) / DAY_MS <= 70;
  return (
    <div class="controls">
      <Choices
        label="Stretch of time"
        choices={names.map(({ name, label }) => ({
          label,
          href: link(path, { range: name }),
          chosen: name === range.name,
        }))}
      />
      {live && (
        <div data-without-script>
          <Choices
            label="Keep the page fresh"
            choices={[
              {
                label: props.fresh ? 'Fresh every 30 s; stop' : 'Keep fresh',
                href: link(path, { range: range.name, fresh: props.fresh ? undefined : 1 }),
                chosen: props.fresh,
              },
            ]}
          />
        </div>
      )}
      <Choices
        label="Width of a bar"
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
