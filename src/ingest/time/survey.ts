/**
 * A first reading of all times of a file: what no value alone says, the column does. 13/07/2026 shows the order of
 * day and month for its neighbours, and one time of day on every row means that the file knows only days.
 */
import { DAY_MS } from '../../domain/series.ts';
import { isSerialDay } from './digits.ts';
import { readSaid, readTime, type SaidTime } from './read-time.ts';
import { type DateOrder, type TimeOptions, TimeProblem } from './time-options.ts';
import { localIn, type Zone, zoneNamed } from './zone.ts';

const ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];
const OLDEST = Date.UTC(1990, 0, 1);
const EXAMPLES = 3;
/** Rows after which a column without unclear dates is known: a later one is refused on its own. */
const ENOUGH = 400;
/** Days and rows that show one time of day to be no chance; midnight after the fewest. */
const FEW = { days: 2, rows: 2 };
const MANY = { days: 4, rows: 10 };
/** Beyond this share of unclear dates, an import asks before it reads anything. */
const MOST_UNCLEAR = 0.1;

/** Numbers in which day and month can change places. */
const NUMERIC = /(?<!\d)\d{1,2} ?([/.\s-]) ?\d{1,2} ?\1 ?(?:\d{4}|\d{2})(?![\d:])/;
const YEAR_FIRST = /^\s*\d{4}[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/;

/** A value and where it stands. */
export interface SurveyExample {
  readonly line: number;
  readonly value: string;
}

/** Why numeric dates of a column cannot be read: nothing shows their order, or they contradict each other. */
export interface UnclearDates {
  readonly why: 'undecided' | 'contradictory' | 'year-day-month';
  /** Most of the column is so: the person has to say the order first. */
  readonly asks: boolean;
  readonly examples: readonly SurveyExample[];
}

export interface TimeSurveyResult {
  /** What the column says about its times. */
  readonly found: Pick<TimeOptions, 'order' | 'serialDays' | 'emptyTime'>;
  /** What shows the order. */
  readonly evidence?: SurveyExample;
  readonly unclear?: UnclearDates;
  /** There are times of day that name no zone. */
  readonly zoneless?: true;
}

/** Looks at values one by one; `decided` says when more of them change nothing. */
export class TimeSurvey {
  readonly #options: TimeOptions;
  readonly #now: number;
  readonly #zone: Zone;
  #rows = 0;
  #serial = 0;
  #numeric = 0;
  #unclear = 0;
  readonly #unclearOnes: SurveyExample[] = [];
  /** Orders in which every value is a date, and those in which none lies in the future. */
  #possible = new Set(ORDERS);
  #likely = new Set(ORDERS);
  readonly #evidence = new Map<string, SurveyExample>();
  /** Year first: a middle part beyond 12, a last part beyond 12. */
  #yearDay: SurveyExample | undefined;
  #yearDays = 0;
  #yearMonth = 0;
  #timed = 0;
  #zoneless = false;
  #timeOfDay: number | 'different' | undefined;
  readonly #days = new Set<number>();

  /** `now` in ms since 1970: where the calendar leaves several orders, one that puts posts into the future is not theirs. */
  constructor(options: TimeOptions, now: number) {
    this.#options = options;
    this.#now = now;
    this.#zone = (options.timeZone === undefined ? 0 : zoneNamed(options.timeZone)) ?? 0;
  }

  get decided(): boolean {
    const clear =
      this.#options.order !== undefined || this.#options.format !== undefined || this.#numeric === 0;
    const oneTime = typeof this.#timeOfDay === 'number' && this.#emptyTime() === undefined;
    return this.#rows >= ENOUGH && clear && this.#serial < this.#rows && !oneTime;
  }

  /** `line` for examples. Absent values say nothing. */
  add(line: number, value: unknown): void {
    if (value === undefined || value === null || value === '') return;
    this.#rows += 1;
    const number = typeof value === 'string' ? Number(value.replace(',', '.')) : value;
    if (typeof number === 'number' && isSerialDay(number)) this.#serial += 1;
    const said = this.#look(line, value);
    if (!said || said instanceof TimeProblem) return;
    if ('at' in said) this.#lookAtTime(localIn(this.#zone, said.at));
    else if (said.precision !== 'day') {
      this.#lookAtTime(said.local);
      if (said.zone === undefined) this.#zoneless = true;
    }
  }

  #look(line: number, value: unknown): SaidTime | TimeProblem | undefined {
    const { order, format } = this.#options;
    if (typeof value !== 'string' || order !== undefined || format !== undefined)
      return readSaid(value, this.#options);
    const yearFirst = YEAR_FIRST.exec(value);
    if (yearFirst) {
      const [second, third] = [Number(yearFirst[1]), Number(yearFirst[2])];
      if (second > 12 && second <= 31 && third <= 12) {
        this.#yearDays += 1;
        this.#yearDay ??= { line, value };
      } else if (third > 12) this.#yearMonth += 1;
    } else if (NUMERIC.test(value)) return this.#lookAtOrder({ line, value });
    return readSaid(value, this.#options);
  }

  /** Which orders fit the value; returns what it says in the first of them. */
  #lookAtOrder(example: SurveyExample): SaidTime | undefined {
    const fitting = ORDERS.flatMap((order) => {
      const time = readTime(example.value, { ...this.#options, order });
      return 'problem' in time ? [] : [{ order, at: time.at }];
    });
    const [first] = fitting;
    if (!first) return undefined; // no date in any order: its row says so
    this.#numeric += 1;
    const said = readSaid(example.value, { ...this.#options, order: first.order });
    if (fitting.length > 1) {
      if (fitting.every(({ at }) => at === first.at)) return said instanceof TimeProblem ? undefined : said;
      this.#unclear += 1;
      if (this.#unclearOnes.length < EXAMPLES) this.#unclearOnes.push(example);
    }
    const orders = fitting.map(({ order }) => order);
    const key = orders.join();
    if (!this.#evidence.has(key)) this.#evidence.set(key, example);
    for (const order of ORDERS) if (!orders.includes(order)) this.#possible.delete(order);
    for (const { order, at } of fitting)
      if (at < OLDEST || at > this.#now + DAY_MS) this.#likely.delete(order);
    return said instanceof TimeProblem ? undefined : said;
  }

  #lookAtTime(local: number): void {
    this.#timed += 1;
    if (this.#timeOfDay === 'different') return;
    const timeOfDay = ((local % DAY_MS) + DAY_MS) % DAY_MS;
    this.#timeOfDay = (this.#timeOfDay ?? timeOfDay) === timeOfDay ? timeOfDay : 'different';
    if (this.#days.size < MANY.days) this.#days.add(Math.floor(local / DAY_MS));
  }

  #emptyTime(): number | undefined {
    if (typeof this.#timeOfDay !== 'number') return undefined;
    const { rows, days } = this.#timeOfDay === 0 ? FEW : MANY;
    return this.#timed >= rows && this.#days.size >= days ? this.#timeOfDay : undefined;
  }

  /** The order that all values leave; none where they contradict each other. */
  #order(): DateOrder | undefined {
    if (this.#numeric === 0 || this.#possible.size === 0) return undefined;
    const left = [...this.#possible];
    const likely = left.length === 1 ? left : left.filter((order) => this.#likely.has(order));
    return likely.length === 1 ? likely[0] : undefined;
  }

  result(): TimeSurveyResult {
    const zoneless = this.#zoneless && this.#emptyTime() === undefined;
    return { ...this.#result(), ...(zoneless ? { zoneless } : {}) };
  }

  #result(): TimeSurveyResult {
    const emptyTime = this.#emptyTime();
    const order = this.#order();
    const found = {
      ...(this.#rows > 0 && this.#serial === this.#rows ? { serialDays: true } : {}),
      ...(emptyTime === undefined ? {} : { emptyTime }),
      ...(order === undefined ? {} : { order }),
    };
    if (this.#yearDay && this.#yearMonth === 0 && this.#yearDays > this.#rows * MOST_UNCLEAR)
      return { found, unclear: { why: 'year-day-month', asks: true, examples: [this.#yearDay] } };
    if (order !== undefined) {
      const shows = [...this.#evidence].find(([key]) => key === order)?.[1];
      return { found, ...(shows ? { evidence: shows } : {}) };
    }
    if (this.#unclear === 0) return { found };
    const contradictory = this.#possible.size === 0;
    return {
      found,
      unclear: {
        why: contradictory ? 'contradictory' : 'undecided',
        asks: !contradictory && this.#unclear > this.#rows * MOST_UNCLEAR,
        examples: contradictory ? [...this.#evidence.values()].slice(0, EXAMPLES) : this.#unclearOnes,
      },
    };
  }
}
