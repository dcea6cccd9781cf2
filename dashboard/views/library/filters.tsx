/** Choosing incidents of the library by theme, sector, response and outcome. */
import { ANSWERS, OUTCOMES, SECTORS, THEMES } from '../../../src/domain/capsule-words.ts';
import type { CapsuleFilter } from '../../../src/library/filter.ts';

/** Name in the address, label, and the words of its values. */
export const FILTERS = [
  ['theme', 'Theme', THEMES],
  ['sector', 'Sector', SECTORS],
  ['answer', 'Response', ANSWERS],
  ['outcome', 'Outcome', OUTCOMES],
] as const;

export function LibraryFilters(props: { filter: CapsuleFilter }) {
  return (
    <form method="get" action="/library" class="filters">
      {FILTERS.map(([name, title, words]) => (
        <label>
          {title}
          <select name={name}>
            <option value="">any</option>
            {Object.entries(words).map(([value, text]) => (
              <option value={value} selected={props.filter[name] === value}>
                {text}
              </option>
            ))}
          </select>
        </label>
      ))}
      <button type="submit">Show</button>
    </form>
  );
}
