/** A tile per brand: state, last full hour and its expected count, two days as a line. */
import { renderSparkline } from '../../../src/chart/sparkline.ts';
import type { BrandNow } from '../../../src/report/brand/now.ts';
import { ageText } from '../../../src/report/brand/watch.ts';
import { dayText, formatCount } from '../../../src/report/text/labels.ts';
import { moodOf } from './summary.tsx';
import { Simulated, Svg } from '../parts.tsx';

function LastCount(props: { one: BrandNow }) {
  const { last, unit, live, dataEnd, week } = props.one;
  if (dataEnd === undefined) return <p class="small muted">No mentions yet</p>;
  if (!live)
    return (
      <p class="small muted">
        {formatCount(week, 0)} mentions in its last week of data, until {dayText(dataEnd)}
      </p>
    );
  const expected = last?.expected;
  const what = last?.series === 'all' ? 'mentions' : 'negative';
  return (
    <p class="small">
      <strong class="number">{last?.count == null ? '–' : formatCount(last.count, 0)}</strong>{' '}
      <span class="muted">
        {what} in the last full {unit}
        {expected &&
          `, ${formatCount(expected.expected)} expected (${formatCount(expected.lower, 0)} to ${formatCount(expected.upper, 0)})`}
      </span>
    </p>
  );
}

function Tile(props: { one: BrandNow; down: readonly { source: string; age: number | undefined }[] }) {
  const { one, down } = props;
  const { brand, incident } = one;
  const { mood, words } = moodOf(one.mood, down.length > 0);
  const state = one.dataEnd === undefined ? 'No data' : words;
  return (
    <li class={`tile summary ${mood}`}>
      <p class="mood">
        <span class="dot" aria-hidden="true" /> <span class="state">{state}</span>
        {brand.simulated && <Simulated />}
      </p>
      <a class="strong" href={`/brands/${brand.slug}`}>
        {brand.name}
      </a>
      {one.recent.length > 1 && (
        <Svg
          svg={renderSparkline({
            idPrefix: `tile-${brand.slug}`,
            title: `Mentions of ${brand.name} per ${one.unit}, last ${one.recent.length} ${one.unit}s of data`,
            values: one.recent,
            width: 260,
            height: 30,
            alarm: one.mood === 'alarm',
          })}
        />
      )}
      <LastCount one={one} />
      {down.map(({ source, age }) => (
        <p class="small bad">
          {source} {age === undefined ? 'never read' : `down for ${ageText(age)}`}
        </p>
      ))}
      {incident && incident.state !== 'resolved' && (
        <p class="small">
          <a href={`/incidents/${incident.slug}`}>{incident.title}</a>{' '}
          <span class="muted">{incident.state}</span>
        </p>
      )}
    </li>
  );
}

export interface TileOf {
  readonly one: BrandNow;
  readonly down: readonly { source: string; age: number | undefined }[];
}

export function BrandTiles(props: { tiles: readonly TileOf[] }) {
  if (props.tiles.length === 0) return null;
  return (
    <section aria-labelledby="others-heading" data-live="others">
      <h2 id="others-heading">Other brands</h2>
      <ul class="tiles">
        {props.tiles.map(({ one, down }) => (
          <Tile one={one} down={down} />
        ))}
      </ul>
    </section>
  );
}
