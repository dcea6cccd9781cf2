/** Stretches of time as links, and the filters in force as links that remove them. */
import { timeText } from '../../../src/report/text/labels.ts';
import type { MentionList } from '../../query/mention-list.ts';
import { LASTS } from '../../query/mention-range.ts';
import { type Fields, listLink, queryFields } from '../../query/mentions.ts';

const NAMES = { '24h': '24 h', '7d': '7 d', '30d': '30 d' } as const;
const WITHOUT_TIMES: Fields = { from: undefined, to: undefined, last: undefined, incident: undefined };

/** 24 h, 7 d, 30 d, and the newest incident of the brand. */
export function Stretches(props: { list: MentionList }) {
  const { query, incident } = props.list;
  const fields = { ...queryFields(query), ...WITHOUT_TIMES };
  const current = (is: boolean) => (is ? { 'aria-current': 'true' as const } : {});
  return (
    <nav class="choices" aria-label="Time">
      <ul>
        {(Object.keys(LASTS) as (keyof typeof LASTS)[]).map((last) => (
          <li>
            <a href={listLink({ ...fields, last })} {...current(query.last === last)}>
              {NAMES[last]}
            </a>
          </li>
        ))}
        {incident && (
          <li>
            <a
              href={listLink({ ...fields, incident: incident.slug })}
              title={incident.title}
              {...current(query.incident?.slug === incident.slug)}
            >
              {incident.end === undefined ? 'Incident' : 'Last incident'}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}

const ONLY = { negative: 'Negative', betrayal: 'Broken trust' } as const;
const SHOW = { bookmarked: 'Bookmarked by me', corrected: 'Corrected', muted: 'Muted' } as const;

/** Each filter in force, with its name. */
function inForce({ query, titles }: MentionList): [name: string, text: string][] {
  const { search, only, category, source, show, tag, author, incident } = query;
  const chips: [string, string | undefined][] = [
    ['q', search],
    ['only', only && ONLY[only]],
    ['category', category && (titles.get(category)?.title ?? category.replaceAll('_', ' '))],
    ['source', source],
    ['show', show && SHOW[show]],
    ['tag', tag && `Tag: ${tag}`],
    ['author', author && 'One author'],
    ['incident', incident && `Incident: ${incident.title}`],
  ];
  return chips.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as [string, string]]));
}

/** A first name for the list as a saved view: its brands, filters and stretch. */
export function viewNameOf(list: MentionList, of: string): string {
  const { last } = list.query;
  const parts = [of, ...inForce(list).map(([, text]) => text), ...(last ? [NAMES[last]] : [])];
  return parts.join(', ');
}

export function FilterChips(props: { list: MentionList }) {
  const fields = queryFields(props.list.query);
  const chips = inForce(props.list);
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label="Filters">
      {chips.map(([name, text]) => (
        <li>
          <a href={listLink({ ...fields, [name]: undefined })} aria-label={`Remove the filter ${text}`}>
            <span dir="auto">{text}</span> <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <a class="all" href={listLink({ brand: fields.brand })}>
            Clear all
          </a>
        </li>
      )}
    </ul>
  );
}

/** From when to when, on the clock of the reader. */
export const stretchText = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  `${timeText(from)} to ${timeText(to)}`;
