/** Names of months and weekdays: English ones, and those of languages whose exports carry words, from the ICU data of Node. */

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');
const SHORT_WEEKDAYS: Readonly<Record<string, number>> = { tues: 2, thur: 4, thurs: 4 };
const LANGUAGES = 'de de-AT fr es it nl pt pt-PT da sv nb pl cs sk ru uk tr fi hu ro el id ca hr bg'.split(
  ' ',
);

/** Small letters without marks and dots: `févr.` is `fevr`, `Ιούλ` is `ιουλ`. */
export function bareWord(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\p{M}.]/gu, '');
}

/** A name and what it means in each language that has it; −1 where they disagree. */
class Names {
  readonly #meaning = new Map<string, number>();

  add(name: string, meaning: number): void {
    const known = this.#meaning.get(name);
    this.#meaning.set(name, known === undefined || known === meaning ? meaning : -1);
  }

  get(name: string): number | undefined {
    return this.#meaning.get(name);
  }

  /** What all names that begin so mean; undefined where they disagree or none does. */
  beginning(start: string): number | undefined {
    let found: number | undefined;
    for (const [name, meaning] of this.#meaning) {
      if (!name.startsWith(start)) continue;
      if (found !== undefined && found !== meaning) return undefined;
      found = meaning;
    }
    return found === -1 ? undefined : found;
  }
}

interface Foreign {
  readonly months: Names;
  readonly weekdays: Names;
}

/** 2023 began on a Sunday. */
const sample = (month: number, day: number) => new Date(Date.UTC(2023, month, day, 12));

function readLanguages(): Foreign {
  const months = new Names();
  const weekdays = new Names();
  for (const language of LANGUAGES) {
    for (const width of ['long', 'short'] as const) {
      // Alone and beside a day: Slavic languages decline the month.
      const alone = new Intl.DateTimeFormat(language, { month: width, timeZone: 'UTC' });
      const besideDay = new Intl.DateTimeFormat(language, { month: width, day: 'numeric', timeZone: 'UTC' });
      const weekday = new Intl.DateTimeFormat(language, { weekday: width, timeZone: 'UTC' });
      const partOf = (format: Intl.DateTimeFormat, date: Date, type: string) =>
        bareWord(format.formatToParts(date).find((part) => part.type === type)?.value ?? '');
      for (let month = 0; month < 12; month += 1) {
        for (const format of [alone, besideDay]) {
          const name = partOf(format, sample(month, 15), 'month');
          if (/^\p{L}{3,}$/u.test(name)) months.add(name, month + 1);
        }
      }
      for (let day = 0; day < 7; day += 1) weekdays.add(partOf(weekday, sample(0, 1 + day), 'weekday'), day);
    }
  }
  return { months, weekdays };
}

let foreign: Foreign | undefined;
/** Costs some 50 ms once, so only when a word is not English. */
const languages = () => (foreign ??= readLanguages());

const english = (names: readonly string[], word: string) => names.findIndex((name) => name.startsWith(word));

/** A word that names a month (1 to 12) or a weekday (0 is Sunday; −1 where languages disagree), or both. */
export interface Name {
  readonly month?: number | undefined;
  readonly weekday?: number | undefined;
}

/** What a word names. A beginning of three letters is enough for a month where all languages agree on it. */
export function nameOf(word: string): Name {
  const bare = bareWord(word);
  if (bare.length < 2) return {};
  if (bare === 'mar') return { month: 3, weekday: 2 }; // March, and Tuesday in French, Italian and Spanish
  if (bare.length > 2) {
    const month = english(MONTHS, bare);
    if (month >= 0) return { month: month + 1 };
    const weekday = english(WEEKDAYS, bare);
    if (weekday >= 0) return { weekday };
    const short = SHORT_WEEKDAYS[bare];
    if (short !== undefined) return { weekday: short };
  }
  const { months, weekdays } = languages();
  const exact = bare.length < 3 ? -1 : (months.get(bare) ?? months.beginning(bare) ?? -1);
  return { month: exact < 0 ? undefined : exact, weekday: weekdays.get(bare) };
}
