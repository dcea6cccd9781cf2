/** The form that chooses what to compare. */
import type { Incident } from '../../../src/domain/incident.ts';
import { dayText } from '../../../src/report/text/labels.ts';
import type { CompareQuery } from '../../query/compare.ts';

function Choose(props: {
  label: string;
  id: string;
  incidents: readonly Incident[];
  chosen: string | undefined;
  optional?: boolean;
}) {
  return (
    <label for={props.id}>
      {props.label}
      <select name="incident" id={props.id}>
        {props.optional && <option value="">None</option>}
        {props.incidents.map((one) => (
          <option value={one.slug} selected={one.slug === props.chosen}>
            {one.title} ({dayText(one.onset)}){one.simulated ? ', simulated' : ''}
          </option>
        ))}
      </select>
    </label>
  );
}

export function CompareChooser(props: { incidents: readonly Incident[]; query: CompareQuery }) {
  const { incidents, query } = props;
  const first = query.incidents[0] ?? incidents[0]?.slug;
  const second = query.incidents[1] ?? incidents.find((one) => one.slug !== first)?.slug;
  return (
    <form method="get" action="/compare" class="filters card">
      <Choose label="First incident" id="first" incidents={incidents} chosen={first} />
      <Choose label="Second incident" id="second" incidents={incidents} chosen={second} />
      {incidents.length > 2 && (
        <Choose label="Third" id="third" incidents={incidents} chosen={query.incidents[2]} optional />
      )}
      {query.incidents.length > 2 && (
        <Choose label="Fourth" id="fourth" incidents={incidents} chosen={query.incidents[3]} optional />
      )}
      {query.align && <input type="hidden" name="align" value={query.align} />}
      <input type="hidden" name="scale" value={query.scale} />
      <button type="submit">Compare</button>
    </form>
  );
}
