/** Which column holds what a person wrote: by its name first, and by its values where names leave it open. */
import { candidates, isOfPost, rankIn } from './candidates.ts';
import type { ColumnName } from './names.ts';
import type { Sample } from './sample.ts';
import { readWords } from './cell-text.ts';
import { readCount } from './values/count.ts';
import { threadColumns } from './thread-columns.ts';
import { OTHERS, PERSON, TEXT_NAMES } from './vocabulary.ts';

const RANKS = TEXT_NAMES.map((names) => new Map(names.map((name, rank) => [name, rank] as const)));
/** With fewer values, how often they repeat says nothing. */
const FEW = 5;
/** Mean characters from which an unknown column counts as sentences. */
const SENTENCES = 25;
/** Mean characters below which values that are no sentences are labels, if there are sentences elsewhere. */
const SHORT = 20;

export interface TextChoice {
  /** In the order in which they are tried for each row; those of one entry are joined. */
  readonly columns: readonly (readonly string[])[];
  /** By what the choice was made, where it was not by a usual name. */
  readonly note?: string;
}

function isOther({ last, whole, parents }: ColumnName): boolean {
  return (
    OTHERS.test(last) ||
    OTHERS.test(whole) ||
    parents.some((parent) => OTHERS.test(parent) || PERSON.has(parent))
  );
}

/** `Open`, `high`: states under a name that some sites have their texts under. */
function isState(name: ColumnName, sample: Sample): boolean {
  return (
    /^(?:status|details?|context)$/.test(name.last) &&
    sample.look(name.column).filled > 0 &&
    !isSentences(name, sample)
  );
}

/** Labels, numbers and addresses under a name that other files have their texts under. */
function isLabel(name: ColumnName, sample: Sample): boolean {
  const { column } = name;
  const { filled, distinct, length, prose } = sample.look(column);
  if (filled === 0 || prose >= 0.3) return false;
  if (isState(name, sample)) return true;
  if (filled >= FEW && distinct < 0.5 && length < SENTENCES) return true;
  let other = 0;
  for (const value of sample.values(column)) {
    if (typeof value === 'number' || typeof value === 'boolean') other += 1;
    else if (typeof value === 'string')
      other += /^https?:\/\/\S+$/.test(value) || readCount(value) !== undefined ? 1 : 0;
    else if (readWords(value) === undefined) other += 1;
  }
  return other / filled > 0.9;
}

/** Not a state or a label beside the text: what stands in for an empty text must be words. */
function isSentences({ column }: ColumnName, sample: Sample): boolean {
  const { prose, length } = sample.look(column);
  return prose >= 0.3 || length >= SENTENCES;
}

/** A description that all rows share is that of an app or a shop. */
function isShared({ column, last }: ColumnName, sample: Sample): boolean {
  const { filled, distinct } = sample.look(column);
  return (
    filled >= FEW &&
    distinct <= 0.2 &&
    /^(?:description|details|detail|summary|caption|status|abstract)$/.test(last)
  );
}

/** Whether `longer` holds in most rows what `shorter` begins. */
function continues(longer: string, shorter: string, sample: Sample): boolean {
  const a = [...sample.pairs(shorter, longer)].slice(0, 100);
  const good = a.filter(([short, long]) => {
    const begin = short
      .replace(/(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*\S*$/u, '')
      .trim()
      .slice(0, 60);
    return begin.length > 3 && long.length > short.length && long.includes(begin);
  });
  return a.length > 0 && good.length / a.length >= 0.6;
}

const PROS = /^(?:pros?|advantages?|vorteile|likes?best|whatdoyoulike|whatdidyoulike|positives?|strengths)/;
const CONS =
  /^(?:cons?|disadvantages?|nachteile|dislikes?|whatdoyoudislike|whatdidyoudislike|negatives?|weaknesses|(?:what|how)(?:should|could|can|would)\w*(?:improve|better|change)|\w*improvements?$)/;

/** What is praised and what is blamed in columns of their own (G2, Capterra, Glassdoor): both are the text. */
function prosAndCons(
  names: readonly ColumnName[],
  sample: Sample,
  taken: ReadonlySet<string>,
): [string, string] | undefined {
  const prose = names.filter(({ column }) => !taken.has(column) && sample.look(column).prose >= 0.3);
  const pros = prose.find(({ whole }) => PROS.test(whole));
  const cons = prose.find(({ whole }) => CONS.test(whole));
  return pros && cons ? [pros.column, cons.column] : undefined;
}

/** Names of what was written about, however long they are. */
const SUBJECT =
  /^(?:story|link|video|thread|topic|article|post|submission|product|app|item|listing|place|business|movie|game|book|song)(?:title|name|headline)$/;

/** Columns with unknown names whose values are sentences, the longest first. */
function unknownProse(
  names: readonly ColumnName[],
  sample: Sample,
  taken: ReadonlySet<string>,
): ColumnName[] {
  return names
    .filter(
      (name) =>
        !taken.has(name.column) &&
        !isOther(name) &&
        !SUBJECT.test(name.last) &&
        (name.parents.length === 0 || isOfPost(name)),
    )
    .filter(({ column }) => {
      const { filled, distinct, length, prose } = sample.look(column);
      return filled > 0 && prose >= 0.5 && length >= SENTENCES && (filled < FEW || distinct >= 0.5);
    })
    .toSorted((a, b) => sample.look(b.column).length - sample.look(a.column).length);
}

function byNames(names: readonly ColumnName[], sample: Sample, taken: ReadonlySet<string>): ColumnName[][] {
  return RANKS.map((ranks) =>
    names
      .filter((name) => !taken.has(name.column) && !isOther(name))
      .map((name) => ({ name, rank: rankIn(ranks, name) }))
      .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ name }) => name)
      .filter(
        (name) => sample.look(name.column).filled > 0 || sample.size === 0 || name.parents.length === 0,
      ),
  );
}

/** The best first: one that others are cut from, or sentences beside labels. */
function best(
  group: readonly ColumnName[],
  all: readonly ColumnName[],
  sample: Sample,
): ColumnName | undefined {
  const lead = group.find(({ column }) => sample.look(column).filled > 0) ?? group[0];
  if (!lead) return undefined;
  const own = sample.look(lead.column);
  const longer = all.find(
    (name) =>
      name !== lead &&
      sample.look(name.column).length > own.length * 1.15 &&
      continues(name.column, lead.column, sample),
  );
  if (longer) return longer;
  const prose = group.find(({ column }) => {
    const look = sample.look(column);
    return look.prose >= 0.6 && look.length >= 40;
  });
  return own.prose < 0.3 && own.length < 20 && prose ? prose : lead;
}

/**
 * The columns that hold the text, or undefined where none does. `taken` columns hold something else; with `fixed` all rows
 * have the same columns, and a second whole text is used only where it fills rows that the first leaves empty.
 */
export function chooseText(
  names: readonly ColumnName[],
  sample: Sample,
  used: ReadonlySet<string>,
  fixed: boolean,
): TextChoice | undefined {
  const taken = new Set([...used, ...threadColumns(names, sample)]);
  const groups = byNames(names, sample, taken);
  const known = groups.flat();
  const useful = groups.map((group) =>
    group.filter((name) => !isLabel(name, sample) && !isShared(name, sample)),
  );
  const titles = new Set(candidates('title', names).map((name) => name.column));
  const unknown = unknownProse(
    names,
    sample,
    new Set([...taken, ...titles, ...known.map((one) => one.column)]),
  );

  const whole = best(useful[0]!, [...useful.flat(), ...unknown], sample);
  const lead = whole ?? best(useful[2]!, useful[2]!, sample);
  const found = unknown[0];
  const look = lead && sample.look(lead.column);
  // A passage is not preferred to the whole, nor a label to sentences.
  const isMore = found && look && sample.look(found.column).length > 1.5 * look.length;
  const isShort = look && look.prose < 0.3 && look.length < SHORT;
  if (lead && !(isMore && (!whole || isShort))) {
    const rest = [...useful[0]!, ...useful[1]!, ...useful[2]!].filter(
      (name) =>
        name !== lead &&
        (!useful[0]!.includes(name) ||
          (isSentences(name, sample) && (!fixed || complements(name, lead, sample)))),
    );
    const label = groups[0]!.find((name) => !useful[0]!.includes(name));
    return {
      columns: [lead, ...rest].map((name) => [name.column]),
      ...(label && useful[0]!.length === 0
        ? {
            note: `The text is read from "${lead.column}": the values of "${label.column}" are no sentences.`,
          }
        : {}),
    };
  }
  const both = lead ? undefined : prosAndCons(names, sample, taken);
  if (both) return { columns: [both, ...useful[1]!.map((name) => [name.column])] };
  const second = unknown[1];
  if (found)
    return {
      columns: [found, ...useful[1]!, ...useful[2]!].map((name) => [name.column]),
      note: `${lead ? `"${lead.column}" holds no sentences` : 'No column has a usual name for the text'}; "${found.column}" was taken, which holds the longest.${
        second
          ? ` "${second.column}" holds sentences too; to read both: --map text="${found.column}+${second.column}".`
          : ''
      }`,
    };
  // Short values under a usual name are better than nothing: reviews of one word.
  const short =
    known.find((name) => !isOther(name) && !isShared(name, sample) && !isState(name, sample)) ??
    useful[1]![0];
  return short && { columns: [[short.column]] };
}

/**
 * Whether a column may fill rows in which the other is empty: it has its values where the other has none, holds the
 * beginning of the same text, or the other is rarely filled.
 */
function complements(name: ColumnName, lead: ColumnName, sample: Sample): boolean {
  const { filled } = sample.look(name.column);
  if (filled === 0) return false;
  if (sample.look(lead.column).filled < 0.3 * sample.size) return true;
  const both = [...sample.pairs(name.column, lead.column)].length;
  return both / filled < 0.1 || continues(lead.column, name.column, sample);
}

/** The column with the longest values, for a message; undefined where none are longer than labels. */
export function longestText(names: readonly ColumnName[], sample: Sample): string | undefined {
  const length = ({ column }: ColumnName) => sample.look(column).length;
  const own = names.filter((name) => name.parents.length === 0 && !isOther(name));
  const [longest] = own.filter((name) => !isLabel(name, sample)).toSorted((a, b) => length(b) - length(a));
  return longest && length(longest) >= 8 ? longest.column : undefined;
}

/** A column that was not used and holds much longer sentences than the one that was. */
export function longerLeft(
  names: readonly ColumnName[],
  sample: Sample,
  taken: ReadonlySet<string>,
  chosen: string,
): string | undefined {
  const { length } = sample.look(chosen);
  const more = unknownProse(names, sample, new Set([...taken, ...threadColumns(names, sample)]));
  return more.find((name) => sample.look(name.column).length > length * 1.5)?.column;
}
