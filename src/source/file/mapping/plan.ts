/** Which columns of a file fill which field: by what was asked for, by the preset of a tool, by usual names. */
import type { ImportPreset } from '../../../domain/import-preset.ts';
import { FIELDS, type Field } from '../columns.ts';
import { accepts } from './accept.ts';
import { candidates } from './candidates.ts';
import { chooseText, longerLeft, longestText } from './choose-text.ts';
import { type Alternative, alternative, alternativesOf, Columns, given } from './expression.ts';
import { type ColumnName, readName, squeeze } from './names.ts';
import { missingColumns } from './missing.ts';
import { matchPreset } from './preset.ts';
import { dated, withTime } from './time-columns.ts';
import { timesByValue, unknownTimes } from './unknown-times.ts';
import type { Sample } from './sample.ts';

export type Mapping = Readonly<Partial<Record<Field, string>>>;

export interface Plan {
  readonly preset?: ImportPreset | undefined;
  readonly fields: Readonly<Partial<Record<Field, readonly Alternative[]>>>;
  readonly notes: readonly string[];
  /** Columns that nothing is read from, in the order of the file; nested ones by their outermost name. */
  readonly left: readonly string[];
  /** Whether a title may stand for a text that is empty: not where a few titles repeat, as those of products do. */
  readonly titleAlone: boolean;
}

interface Wish {
  readonly mapping: Mapping;
  readonly presets: readonly ImportPreset[];
  /** All rows have the same columns: those of a header. */
  readonly fixed: boolean;
}

const repeats = ({ column }: ColumnName, sample: Sample): boolean => sample.look(column).distinct < 1;

/** With fewer titles, how often they repeat says nothing. */
const FEW_TITLES = 5;

/** The title of what was commented on, and one that most rows share, as those of places and products: no words of the author. */
function isOfAnother({ column, last }: ColumnName, text: ColumnName, sample: Sample): boolean {
  if (/^(?:story|link|video|thread|topic|article|post|submission)title$/.test(last))
    return /comment|repl(?:y|ies)/.test(text.whole);
  const { filled, distinct } = sample.look(column);
  return filled >= FEW_TITLES && distinct <= 0.2;
}

/** The columns of a field by usual names: all that fit where rows differ in their columns, else the best. */
function usual(field: Field, names: readonly ColumnName[], sample: Sample, fixed: boolean): ColumnName[] {
  const fitting = candidates(field, names)
    .map((name) => ({ name, fits: accepts(field, name, sample, names) }))
    .filter(({ fits }) => fits !== false);
  const known = fitting.filter(({ fits }) => fits === true);
  const found = (known.length > 0 ? known : fitting).map(({ name }) => name);
  // An id that comes again in other rows is that of a thread or a story, where another names each row.
  if (field === 'externalId') found.sort((a, b) => Number(repeats(a, sample)) - Number(repeats(b, sample)));
  // What is read as an object is not read by its parts as well.
  const whole = found.filter((name) => !found.some(({ column }) => name.column.startsWith(`${column}.`)));
  return fixed ? whole.slice(0, 1) : whole;
}

/** Headings of what a comment answers: not its own. */
const OF_THREAD = /^(?:post|story|thread|article|video|link|submission)title$/;

/** Fields that usual names are looked up for, in the order in which they take their columns. */
const ORDER: readonly Field[] = [
  'publishedAt',
  'externalId',
  'url',
  'rating',
  'likes',
  'reposts',
  'replies',
  'views',
  'followers',
  'lang',
  'kind',
  'source',
  'author',
  'title',
  'brand',
];

/** Names a file has, for a message: those of nested objects only where there is no other. */
function ownNames(sample: Sample): string[] {
  return [...new Set(sample.names.map((name) => name.split('.')[0]!))];
}

/** Throws UserError where the mapping names columns that are not there, or nothing holds a time or a text. */
export function choosePlan(sample: Sample, { mapping, presets, fixed }: Wish): Plan {
  const columns = new Columns(sample.names);
  const names = sample.names.map(readName);
  const preset = matchPreset(presets, sample.names);
  const fields: Partial<Record<Field, readonly Alternative[]>> = {};
  const taken = new Set<string>(preset?.unused.flatMap((name) => columns.find(name) ?? []));
  const notes: string[] = [];
  const take = (field: Field, found: readonly Alternative[]) => {
    if (found.length === 0) return;
    fields[field] = found;
    for (const { columns: used } of found) for (const column of used) taken.add(column);
  };

  for (const field of FIELDS) {
    const asked = mapping[field];
    if (asked !== undefined) take(field, given(field, asked, columns, ownNames(sample)));
    else if (preset?.map[field] !== undefined) {
      const found = alternativesOf(preset.map[field], columns);
      take(field, field === 'publishedAt' ? found.map((one) => dated(one, names, sample)) : found);
    }
  }
  const open = (field: Field) => fields[field] === undefined && preset?.never.includes(field) !== true;
  const usualTitle = open('title');
  for (const field of ORDER) {
    if (!open(field)) continue;
    const free = names.filter(({ column }) => !taken.has(column));
    const found = usual(field, free, sample, fixed).map(({ column }) =>
      field === 'publishedAt' ? withTime(column, names, sample) : alternative(column),
    );
    // A title under a usual name may still turn out to be the only text.
    take(field, found);
  }
  if (open('publishedAt')) {
    const free = names.filter(({ column }) => !taken.has(column));
    const [found] = unknownTimes(free, sample);
    if (found) {
      take('publishedAt', [withTime(found.column, names, sample)]);
      notes.push(`The time is read from "${found.column}": no column has a usual name for it.`);
    }
  }
  if (open('text')) {
    const choice = chooseText(names, sample, taken, fixed);
    if (choice) {
      take(
        'text',
        choice.columns.map((joined) => alternative(...joined)),
      );
      if (choice.note !== undefined) notes.push(choice.note);
      const lead = choice.columns[0]!.join(' + ');
      const left = longerLeft(names, sample, taken, choice.columns[0]![0]!);
      if (left !== undefined)
        notes.push(
          `"${left}" holds longer sentences than "${lead}", which is read as the text. To read it: --map text="${left}".`,
        );
      const title = fields.title?.[0]?.columns[0];
      if (title !== undefined && OF_THREAD.test(squeeze(title)) && /comment|repl|answer/.test(squeeze(lead)))
        delete fields.title;
    } else if (fields.title) {
      fields.text = fields.title;
      delete fields.title;
      notes.push(
        `The text is read from "${fields.text[0]!.columns.join(' + ')}": no column holds more than titles.`,
      );
    }
  }
  if (usualTitle && fields.title && fields.text) {
    const text = readName(fields.text[0]!.columns[0]!);
    const own = fields.title.filter(({ columns: [name] }) => !isOfAnother(readName(name!), text, sample));
    for (const { columns: used } of fields.title)
      if (own.length === 0) for (const one of used) taken.delete(one);
    if (own.length === 0) {
      notes.push(
        `"${fields.title[0]!.columns[0]!}" is not part of the text: it names what was written about.`,
      );
      delete fields.title;
    } else fields.title = own;
  }
  const missing = (['publishedAt', 'text'] as const).filter((field) => fields[field] === undefined);
  if (missing.length > 0) {
    const free = names.filter(({ column }) => !taken.has(column));
    throw missingColumns(missing, ownNames(sample), {
      publishedAt: timesByValue(free, sample)[0]?.column,
      text: longestText(free, sample),
    });
  }
  const outer = new Set([...taken].map((name) => (sample.names.includes(name) ? name.split('.')[0]! : name)));
  const left = ownNames(sample).filter((name) => !outer.has(name) && !taken.has(name));
  const title = fields.title?.[0]?.columns[0];
  const look = title === undefined ? undefined : sample.look(title);
  const titleAlone = !look || look.filled < 10 || look.distinct >= 0.3;
  return { preset, fields, notes, left, titleAlone };
}
