/** What drives a spike: attribution, categories, sources, phrases. */
import type { CategoryDriver, Drivers, SourceDriver } from '../../../src/report/brand/drivers.ts';
import type { Explanation } from '../../../src/report/incident/report.ts';
import { stretchText } from '../../../src/report/stretch.ts';
import { countOf, formatCount, percentText } from '../../../src/report/text/labels.ts';
import { Phrases } from './phrases.tsx';
import { mentionsLink, ShareBar } from '../parts.tsx';
import { Dumbbell } from './dumbbell.tsx';
import { ExplanationCard } from './explanation.tsx';

interface Stretch {
  readonly from: number;
  readonly to: number;
}

const MOST = 7;

function CategoryList(props: {
  brand: string;
  stretch: Stretch;
  categories: readonly CategoryDriver[];
  heading: string;
}) {
  if (props.categories.length === 0) return null;
  const top = Math.max(...props.categories.map((one) => Math.max(one.share, one.usualShare ?? 0)), 1e-9);
  const sorted = props.categories.toSorted((a, b) => growthOf(b) - growthOf(a));
  return (
    <section class="card">
      <h3>{props.heading}</h3>
      <ul class="bars growths">
        {sorted.slice(0, MOST).map((one) => (
          <li>
            <a href={mentionsLink(props.brand, props.stretch.from, props.stretch.to, { category: one.code })}>
              <span class="name">{one.title}</span>
              <span class="number">{percentText(one.share)}</span>
              <Dumbbell share={one.share} usual={one.usualShare} top={top} />
              <span class="small muted">
                {one.usualShare !== undefined && `usually ${percentText(one.usualShare)} · `}
                {countOf(one.count, 'post')}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <p class="small muted">
        Share of all posts, {stretchText(props.stretch)}. Full dot: this. Empty dot: usual. What grew most
        comes first.
      </p>
    </section>
  );
}

function growthOf({ share, usualShare = 0 }: CategoryDriver): number {
  return share - usualShare;
}

function SourceList(props: { brand: string; stretch: Stretch; sources: readonly SourceDriver[] }) {
  const total = props.sources.reduce((sum, one) => sum + one.all, 0);
  return (
    <section class="card">
      <h3>Sources</h3>
      {props.sources.length === 0 ? <p class="muted">No mentions.</p> : null}
      <ul class="bars">
        {props.sources.slice(0, MOST).map((one) => (
          <li>
            <a href={mentionsLink(props.brand, props.stretch.from, props.stretch.to, { source: one.source })}>
              {one.source}
            </a>
            <span class="number">
              {formatCount(one.all, 0)}{' '}
              <span class="muted">{percentText(one.all > 0 ? one.negative / one.all : 0)} negative</span>
            </span>
            <ShareBar share={total > 0 ? one.all / total : 0} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function DriversPanel(props: {
  brand: string;
  stretch: Stretch;
  drivers: Drivers;
  explanation: Explanation | undefined;
}) {
  const { brand, stretch, drivers, explanation } = props;
  const harms = drivers.categories.filter((one) => one.type === 'harm');
  const context = drivers.categories.filter((one) => one.type === 'context');
  return (
    <section aria-labelledby="drivers-heading">
      <h2 id="drivers-heading">Why it is happening</h2>
      <div class="panels">
        {explanation && <ExplanationCard explanation={explanation} />}
        <CategoryList
          brand={brand}
          stretch={stretch}
          categories={harms}
          heading="Broken trust, by category"
        />
        <SourceList brand={brand} stretch={stretch} sources={drivers.sources} />
        <Phrases phrases={drivers.phrases} most={12} brand={brand} {...stretch} card />
        <CategoryList brand={brand} stretch={stretch} categories={context} heading="Also mentioned" />
      </div>
    </section>
  );
}
