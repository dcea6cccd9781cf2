/** The fields of a mention that a file can fill, and what `--map` says of them. */
import { FIELDS, type Field } from '../../domain/import-preset.ts';
import { UserError } from '../../domain/result.ts';
import { cutText } from '../../domain/text.ts';

export { FIELDS, type Field };

const STARTS_FIELD = new RegExp(`^\\s*(?:${FIELDS.join('|')})\\s*=`);
const HOW = `write FIELD=COLUMN; fields are ${FIELDS.join(', ')}`;

/** The parts between commas; a comma within quotes, or one that no `FIELD=` comes after, belongs to a name. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at <= text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') quoted = !quoted;
    const rest = text.slice(at + 1);
    const ends = sign === undefined || (sign === ',' && (STARTS_FIELD.test(rest) || rest.trim() === ''));
    if (!ends || (quoted && sign !== undefined && text.includes('"', at))) continue;
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  return parts.filter((part) => part.trim() !== '');
}

/**
 * Reads `publishedAt=Date+Time,text="Comment, in your words"`. A column may be nested (`record.text`); `A+B` joins two,
 * `A|B` takes the first that has a value. Throws UserError on an unknown field, and on one that is there twice.
 */
export function parseMapping(text: string): Partial<Record<Field, string>> {
  const mapping: Partial<Record<Field, string>> = {};
  for (const part of partsOf(cutText(text, 20_000))) {
    const at = part.indexOf('=');
    const field = part.slice(0, at).trim() as Field;
    const column = part
      .slice(at + 1)
      .trim()
      .replaceAll(/"([^"]*)"/g, '$1');
    const shown = cutText(part.trim(), 200).replaceAll(/\p{C}/gu, '\ufffd');
    if (at < 1 || column === '' || !FIELDS.includes(field)) throw new UserError(`--map ${shown}: ${HOW}.`);
    if (mapping[field] !== undefined)
      throw new UserError(
        `--map ${shown}: ${field} is there twice; join columns with + or |, as in ${field}=A+B.`,
      );
    mapping[field] = column;
  }
  return mapping;
}
