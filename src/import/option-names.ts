/** Messages about files name the options of the command; these say the same to people who have a form, or fields of a request. */

const LABELS: readonly (readonly [RegExp, string])[] = [
  [/--map FIELD=COLUMN/g, '“Columns”'],
  [/--map (\w+)=COLUMN/g, 'the column of $1'],
  [/--date-format(?: F)?/g, '“Order of dates”'],
  [/--timezone(?: ZONE)?/g, '“Time zone”'],
  [/--encoding(?: E)?/g, '“Encoding”'],
  [/--source/g, '“Source”'],
  [/--map/g, '“Columns”'],
  [/--replace/g, '“Correct earlier imports”'],
];

const OPTION = '--(map|date-format|timezone|encoding|source|replace)';
/** An option with its value: no word of the sentence, no further option. */
const WITH_VALUE = new RegExp(`${OPTION} (?!and\\b|or\\b|names?\\b|says?\\b|-)(?=[\\w"+])`, 'g');
const ALONE = new RegExp(`${OPTION}\\b`, 'g');

/** For people who see a form: the labels of its controls. */
export function withLabels(text: string): string {
  return LABELS.reduce((said, [option, label]) => said.replaceAll(option, label), text);
}

/** For programs: the names of the fields of a request, as `date-format=dmy`. */
export function withFields(text: string): string {
  return text.replaceAll(WITH_VALUE, '$1=').replaceAll(ALONE, '"$1"');
}

type Said = Readonly<Record<string, unknown>>;

/** The same for the sentences of a report, and for nothing that the file itself holds. */
export function reportWithFields<T extends Said>(report: T): T {
  const all = (value: unknown, say: (one: unknown) => unknown) =>
    Array.isArray(value) ? value.map(say) : value;
  const text = (value: unknown) => (typeof value === 'string' ? withFields(value) : value);
  const fields =
    (...names: string[]) =>
    (one: unknown) =>
      typeof one === 'object' && one !== null
        ? Object.fromEntries(
            Object.entries(one).map(([name, value]) => [name, names.includes(name) ? text(value) : value]),
          )
        : one;
  return {
    ...report,
    ...('notes' in report ? { notes: all(report.notes, text) } : {}),
    ...('refusals' in report ? { refusals: all(report.refusals, fields('reason', 'example', 'hint')) } : {}),
    ...('deadLetters' in report ? { deadLetters: all(report.deadLetters, fields('reason')) } : {}),
  };
}
