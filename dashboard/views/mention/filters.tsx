/** The search and the filters of a list of mentions, as a form without scripts. */
import { readerZoneName } from '../../../src/chart/reader.ts';
import type { BrandRow } from '../../../src/store/brands/port.ts';
import { EVERY } from '../../query/mention-brands.ts';
import type { MentionList } from '../../query/mention-list.ts';
import { MOST_SEARCH } from '../../query/mentions.ts';
import { fieldTime } from '../parts.tsx';

interface Option {
  readonly value: string;
  readonly label: string;
}

function Select(props: {
  name: string;
  label: string;
  hideLabel?: boolean;
  options: readonly Option[];
  chosen: string | undefined;
}) {
  return (
    <label for={`filter-${props.name}`}>
      <span class={props.hideLabel ? 'unseen' : ''}>{props.label}</span>
      <select name={props.name} id={`filter-${props.name}`}>
        {props.options.map((one) => (
          <option value={one.value} selected={one.value === (props.chosen ?? '')}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  );
}

function Moment(props: { name: string; label: string; at: number | undefined }) {
  return (
    <label for={`filter-${props.name}`} class="moment">
      {props.label}
      <input
        type="datetime-local"
        name={props.name}
        id={`filter-${props.name}`}
        value={props.at === undefined ? '' : fieldTime(props.at)}
      />
    </label>
  );
}

const any = (label: string): Option => ({ value: '', label });

/** One brand or all; several, if the address names several. */
function Brands({ query, all }: { query: MentionList['query']; all: readonly BrandRow[] }) {
  const several = !query.every && query.brands.length > 1;
  const [first] = query.brands;
  return (
    <>
      {several && query.brands.slice(1).map(({ slug }) => <input type="hidden" name="brand" value={slug} />)}
      <Select
        name="brand"
        label="Brand"
        hideLabel
        options={[
          ...(several
            ? [{ value: first!.slug, label: query.brands.map(({ name }) => name).join(', ') }]
            : []),
          ...(all.length > 1 ? [{ value: EVERY, label: 'All brands' }] : []),
          ...all
            .filter(({ slug }) => !several || slug !== first!.slug)
            .map(({ slug, name }) => ({ value: slug, label: name })),
        ]}
        chosen={query.every && all.length > 1 ? EVERY : first!.slug}
      />
    </>
  );
}

function More({ list, categories }: { list: MentionList; categories: readonly Option[] }) {
  const { query, sources, tags } = list;
  return (
    <details class="more-filters">
      <summary>Filters</summary>
      <div class="filters">
        <Select
          name="only"
          label="Sentiment"
          options={[
            any('All mentions'),
            { value: 'negative', label: 'Negative' },
            { value: 'betrayal', label: 'Broken trust' },
          ]}
          chosen={query.only}
        />
        <Select
          name="category"
          label="Category"
          options={[any('Any'), ...categories]}
          chosen={query.category}
        />
        <Select
          name="source"
          label="Source"
          options={[any('Any'), ...sources.map((source) => ({ value: source, label: source }))]}
          chosen={query.source}
        />
        <Select
          name="show"
          label="Status"
          options={[
            any('Not muted'),
            { value: 'bookmarked', label: 'Bookmarked by me' },
            { value: 'corrected', label: 'Corrected' },
            { value: 'muted', label: 'Muted' },
          ]}
          chosen={query.show}
        />
        {tags.length > 0 && (
          <Select
            name="tag"
            label="Tag"
            options={[any('Any'), ...tags.map((tag) => ({ value: tag, label: tag }))]}
            chosen={query.tag}
          />
        )}
        <Select
          name="order"
          label="Order"
          options={[
            { value: 'reach', label: 'Most reach' },
            { value: 'newest', label: 'Newest' },
          ]}
          chosen={query.order}
        />
        <Moment
          name="from"
          label={`From (${readerZoneName(query.from)})`}
          at={query.fixed ? query.from : undefined}
        />
        <Moment
          name="to"
          label={`Until (${readerZoneName(query.to)})`}
          at={query.fixed ? query.to : undefined}
        />
        <button type="submit">Apply</button>
      </div>
    </details>
  );
}

/** The search comes first, the rest behind a button. A stretch that was chosen stays, unless times are given. */
export function MentionFilters(props: {
  list: MentionList;
  brands: readonly BrandRow[];
  categories: readonly Option[];
}) {
  const { query } = props.list;
  return (
    <form method="get" action="/mentions" class="search" role="search">
      <h1>Mentions</h1>
      <Brands query={query} all={props.brands} />
      <label for="filter-q" class="words">
        <span class="unseen">Search</span>
        <input
          type="search"
          name="q"
          id="filter-q"
          value={query.search ?? ''}
          maxlength={MOST_SEARCH}
          placeholder={'Search: contacts "my phone" del* -ads'}
          title={
            'All words occur. "Words in quotes" follow each other, word* is a beginning, -word is not there.'
          }
          autocomplete="off"
        />
      </label>
      <button type="submit">Search</button>
      <More list={props.list} categories={props.categories} />
      {query.last !== undefined && <input type="hidden" name="last" value={query.last} />}
      {query.incident && <input type="hidden" name="incident" value={query.incident.slug} />}
      {query.author !== undefined && <input type="hidden" name="author" value={query.author} />}
    </form>
  );
}
