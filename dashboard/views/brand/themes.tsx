/** What people say: broken trust and other complaints, by category and by source, and distinctive phrases. */
import type { BrandReport } from '../../../src/report/brand/report.ts';
import { shareOf } from '../../../src/report/text/share.ts';
import { themeParts } from '../../../src/report/brand/watch.ts';
import { stretchText } from '../../../src/report/stretch.ts';
import { countOf, percentText } from '../../../src/report/text/labels.ts';
import { mentionsLink } from '../parts.tsx';
import { Phrases } from './phrases.tsx';

const CATEGORIES = 4;
const SOURCES = 4;
const PHRASES = 5;

/** One bar of three parts; the text next to it has the same numbers. */
function PartsBar(props: { trust: number; other: number }) {
  const first = Math.round(props.trust * 1000) / 10;
  const second = Math.round(Math.min(1 - props.trust, props.other) * 1000) / 10;
  return (
    <svg class="partsbar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="8" class="track" />
      <rect width={String(first)} height="8" class="trust" />
      <rect x={String(first)} width={String(second)} height="8" class="other" />
    </svg>
  );
}

export function Themes(props: { report: BrandReport }) {
  const { report } = props;
  const { from, to } = report.stretch;
  const brand = report.brand.slug;
  const parts = themeParts(report);
  if (!parts) return null;
  const { trust, otherNegative, all } = parts;
  const categories = report.drivers.categories.filter((one) => one.type === 'harm').slice(0, CATEGORIES);
  const total = report.drivers.sources.reduce((sum, one) => sum + one.all, 0);
  return (
    <section class="card themes" aria-labelledby="themes-heading">
      <h2 id="themes-heading">What people say</h2>
      <p class="share">
        <strong>{percentText(trust.value)} broken trust</strong>{' '}
        <span class="muted">
          95% interval {percentText(trust.lower)} to {percentText(trust.upper)}
        </span>
      </p>
      <PartsBar trust={trust.value} other={otherNegative} />
      <p class="small muted keys">
        <span class="key trust" /> broken trust <span class="key other" /> other complaints{' '}
        {percentText(otherNegative)}
      </p>
      <ul class="tally">
        {categories.map((one) => {
          const share = shareOf(one.count, all);
          const interval = share && `95% interval ${percentText(share.lower)} to ${percentText(share.upper)}`;
          return (
            <li {...(interval ? { title: interval } : {})}>
              <a href={mentionsLink(brand, from, to, { category: one.code })}>{one.title}</a>
              <span class="number">{percentText(one.share)}</span>
            </li>
          );
        })}
      </ul>
      <h3>Sources</h3>
      <ul class="tally">
        {report.drivers.sources.slice(0, SOURCES).map((one) => (
          <li>
            <a href={mentionsLink(brand, from, to, { source: one.source })}>{one.source}</a>
            <span class="number">{percentText(total > 0 ? one.all / total : 0)}</span>
          </li>
        ))}
      </ul>
      <Phrases phrases={report.drivers.phrases} most={PHRASES} brand={brand} from={from} to={to} />
      <p class="small muted base">
        Shares are of {countOf(all, 'post')}, {stretchText(report.stretch)}.
      </p>
    </section>
  );
}
