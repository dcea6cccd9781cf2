/** The other brands: how many are in which state, a tile for each that needs attention, a line for the rest. */
import { renderSparkline } from '../../../src/chart/sparkline.ts';
import type { BrandNow } from '../../../src/report/brand/now.ts';
import { ageText } from '../../../src/report/brand/watch.ts';
import { dayText, formatCount } from '../../../src/report/text/labels.ts';
import { type Mood, moodOf, MOODS } from './summary.tsx';
import { Simulated, Svg } from '../parts.tsx';

function LastCount(props: { one: BrandNow }) {
  const { last, unit, live, dataEnd, week } = props.one;
  if (dataEnd === undefined) return null;
  if (!live)
    return (
      <p class="small muted">
        {formatCount(week, 0)} posts in its last week of data, until {dayText(dataEnd - 1)}
      </p>
    );
  const expected = last?.expected;
  const what = last?.series === 'all' ? 'posts' : 'negative posts';
  return (
    <p class="small">
      <strong class="number">{last?.count == null ? '–' : formatCount(last.count, 0)}</strong>{' '}
      <span class="muted">
        {what}, last {unit}
        {expected &&
          ` (usually ${formatCount(expected.expected, expected.expected < 10 ? 1 : 0)}, at most ${formatCount(expected.upper, 0)})`}
      </span>
    </p>
  );
}

export interface TileOf {
  readonly one: BrandNow;
  readonly down: readonly { source: string; age: number | undefined }[];
  /** Who works on its incident. */
  readonly owner?: string | undefined;
}

/** `waiting`: it has posts, and none of them is scored yet. */
type State = Mood | 'waiting' | 'none';

const WORDS: Readonly<Record<State, string>> = { ...MOODS, waiting: 'waiting to be scored', none: 'no data' };
const ORDER: readonly State[] = ['alarm', 'attention', 'incomplete', 'normal', 'past', 'waiting', 'none'];

function stateOf({ one, down }: TileOf): State {
  if (one.dataEnd === undefined) return one.waiting === undefined ? 'none' : 'waiting';
  return moodOf(one.mood, down.length > 0).mood;
}

/** Alerts, outages, and incidents that nobody has resolved. */
function needsAttention(tile: TileOf): boolean {
  const { incident, live } = tile.one;
  const open = incident !== undefined && incident.state !== 'resolved' && live;
  return open || ['alarm', 'attention', 'incomplete'].includes(stateOf(tile));
}

function Tile({ tile }: { tile: TileOf }) {
  const { one, down, owner } = tile;
  const { brand, incident, last } = one;
  const { mood, words } = moodOf(one.mood, down.length > 0);
  return (
    <li class={`tile summary ${mood}`}>
      <p class="mood">
        <span class="dot" aria-hidden="true" />{' '}
        <a class="strong" href={`/brands/${brand.slug}`}>
          {brand.name}
        </a>{' '}
        · <span class="state">{words}</span> {brand.simulated && <Simulated />}
      </p>
      {last && last.recent.length > 1 && (
        <Svg
          svg={renderSparkline({
            idPrefix: `tile-${brand.slug}`,
            title: `${last.series === 'all' ? 'Posts' : 'Negative posts'} about ${brand.name} per ${one.unit}, last ${last.recent.length} ${one.unit}s of data, with what is usual behind them`,
            values: last.recent,
            usual: last.usual,
            width: 260,
            height: 30,
            alarm: one.mood === 'alarm',
          })}
        />
      )}
      <LastCount one={one} />
      {one.waiting !== undefined && <p class="small muted">{one.waiting}</p>}
      {down.map(({ source, age }) => (
        <p class="small bad">
          {source} {age === undefined ? 'never read' : `down for ${ageText(age)}`}
        </p>
      ))}
      {incident && incident.state !== 'resolved' && (
        <p class="small">
          <a href={`/incidents/${incident.slug}`}>{incident.title}</a>{' '}
          <span class="muted">
            {incident.state}, {owner === undefined ? 'no owner yet' : `owner: ${owner}`}
          </span>
        </p>
      )}
    </li>
  );
}

/** Grey where there is no data, so that it does not look well. */
function Line({ tile }: { tile: TileOf }) {
  const { one } = tile;
  const state = stateOf(tile);
  return (
    <li class={`summary ${state}`}>
      <span class="dot" aria-hidden="true" />{' '}
      <a href={`/brands/${one.brand.slug}`} class="strong">
        {one.brand.name}
      </a>{' '}
      <span class="muted">
        {state === 'waiting' ? one.waiting : WORDS[state]}
        {state !== 'waiting' && one.waiting !== undefined && `, ${one.waiting}`}
        {one.live &&
          one.last?.count != null &&
          `, ${formatCount(one.last.count, 0)} negative last ${one.unit}`}
        {!one.live && one.dataEnd !== undefined && ` (until ${dayText(one.dataEnd - 1)})`}
      </span>{' '}
      {one.brand.simulated && <Simulated />}
    </li>
  );
}

/** More brands without data than this are behind a button. */
const FEW = 8;

function Lines(props: { tiles: readonly TileOf[] }) {
  if (props.tiles.length === 0) return null;
  return (
    <ul class="brand-lines small">
      {props.tiles.map((tile) => (
        <Line tile={tile} />
      ))}
    </ul>
  );
}

export function BrandTiles(props: { tiles: readonly TileOf[] }) {
  if (props.tiles.length === 0) return null;
  const count = (state: State) => props.tiles.filter((tile) => stateOf(tile) === state).length;
  const urgent = props.tiles.filter(needsAttention);
  const rest = props.tiles.filter((tile) => !needsAttention(tile));
  const none = rest.filter((tile) => stateOf(tile) === 'none');
  return (
    <section aria-labelledby="others-heading" data-live="others" class="others">
      <div class="row">
        <h2 id="others-heading">Other brands</h2>
        <p class="small states">
          {ORDER.filter((state) => count(state) > 0).map((state) => (
            <span class={`summary ${state}`}>
              <span class="dot" aria-hidden="true" /> {count(state)} {WORDS[state]}
            </span>
          ))}
        </p>
      </div>
      {urgent.length > 0 && (
        <ul class="tiles">
          {urgent.map((tile) => (
            <Tile tile={tile} />
          ))}
        </ul>
      )}
      <Lines tiles={rest.filter((tile) => stateOf(tile) !== 'none')} />
      {none.length > FEW ? (
        <details id="brands-without-data">
          <summary>{none.length} brands without data</summary>
          <Lines tiles={none} />
        </details>
      ) : (
        <Lines tiles={none} />
      )}
    </section>
  );
}
