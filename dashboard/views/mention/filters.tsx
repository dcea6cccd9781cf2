/** The filters of a list of mentions, as a form without scripts. */
import { readerZoneName } from '../../../src/chart/reader.ts';
import type { BrandRow } from '../../../src/store/brands/port.ts';
import type { MentionQuery } from '../../query/mentions.ts';
import { fieldTime } from '../parts.tsx';

interface Option {
  readonly value: string;
  readonly label: string;
}

function Select(props: {
  name: string;
  label: string;
  options: readonly Option[];
  chosen: string | undefined;
}) {
  return (
    <label for={`filter-${props.name}`}>
      {props.label}
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

function Moment(props: { name: string; label: string; at: number }) {
  return (
    <label for={`filter-${props.name}`} class="moment">
      {props.label}
      <input
        type="datetime-local"
        name={props.name}
        id={`filter-${props.name}`}
        value={fieldTime(props.at)}
      />
    </label>
  );
}

export function MentionFilters(props: {
  query: MentionQuery;
  brands: readonly BrandRow[];
  sources: readonly string[];
  categories: readonly Option[];
  tags: readonly string[];
}) {
  const { query } = props;
  const any = (label: string): Option => ({ value: '', label });
  return (
    <form method="get" action="/mentions" class="filters card">
      <Select
        name="brand"
        label="Brand"
        options={props.brands.map((brand) => ({ value: brand.slug, label: brand.name }))}
        chosen={query.brand.slug}
      />
      <label for="filter-q">
        Search
        <input type="search" name="q" id="filter-q" value={query.search ?? ''} maxlength={200} />
      </label>
      <Moment name="from" label={`From (${readerZoneName(query.from)})`} at={query.from} />
      <Moment name="to" label={`Until (${readerZoneName(query.to)})`} at={query.to} />
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
        options={[any('Any'), ...props.categories]}
        chosen={query.category}
      />
      <Select
        name="source"
        label="Source"
        options={[any('Any'), ...props.sources.map((source) => ({ value: source, label: source }))]}
        chosen={query.source}
      />
      <Select
        name="show"
        label="Show"
        options={[
          any('Everything counted'),
          { value: 'bookmarked', label: 'Bookmarked by me' },
          { value: 'corrected', label: 'Corrected' },
          { value: 'muted', label: 'Muted' },
        ]}
        chosen={query.show}
      />
      {props.tags.length > 0 && (
        <Select
          name="tag"
          label="Tag"
          options={[any('Any'), ...props.tags.map((tag) => ({ value: tag, label: tag }))]}
          chosen={query.tag}
        />
      )}
      {query.author !== undefined && <input type="hidden" name="author" value={query.author} />}
      <Select
        name="order"
        label="Order"
        options={[
          { value: 'reach', label: 'Most reach' },
          { value: 'newest', label: 'Newest' },
        ]}
        chosen={query.order}
      />
      <button type="submit">Apply</button>
    </form>
  );
}
