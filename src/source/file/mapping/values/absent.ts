/** Cells that hold no value although something is written in them. */

/**
 * What programs write for "no value": pandas and R (`nan`, `NaN`, `<NA>`, `NaT`, `NA`), Python, SQL, JavaScript, Excel's
 * errors and dashes. `NA` only in capitals: "na" is a word.
 */
const ABSENT =
  /^(?:nan|nat|none|null|nil|undefined|<na>|n\/a|#n\/a|#(?:value|ref|name|null|num|div\/0)[!?]?|\(?(?:empty|blank|not set|not available|no value)\)?|[-–—−.?_]{1,3}|\\n)$/i;

/** Whether a value says that there is none. */
export function isAbsent(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'number') return Number.isNaN(value);
  if (typeof value !== 'string') return false;
  const text = value.trim();
  return text === '' || text === 'NA' || (text.length <= 20 && ABSENT.test(text));
}

/** The value, or undefined where it says that there is none. */
export function present(value: unknown): unknown {
  return isAbsent(value) ? undefined : value;
}

/** A text or a number as a text; empty for anything else. */
export function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
    ? String(value)
    : '';
}
