/** The zone that the name of a column of times says: "Date (UTC+2)", "Created [Europe/Berlin]", "posted_at_pst". */
import { UserError } from '../../domain/result.ts';
import { HOUR_MS, MINUTE_MS } from '../../domain/series.ts';
import { isZoneLetters, zoneOfLetters } from '../../ingest/time/zone-letters.ts';
import { zoneNamed, type Zone } from '../../ingest/time/zone.ts';

const BRACKETS = /[([{]\s*([^()[\]{}]{1,40}?)\s*[)\]}]/g;
/** A last word of three letters and more. In lower case only behind an underscore: `date_cet`. */
const LAST_WORD =
  /(?:[\s,:;/-]([A-Z]{3,5})|_([A-Z]{3,5}|[a-z]{3,5})|[\s_,]((?:UTC|GMT)?[+\u2212-]\d{1,2}(?::?\d{2})?))\s*$/;

/** An offset as `--timezone` takes it. */
function written(offset: number): string {
  const size = Math.abs(offset);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(size / HOUR_MS)}:${two((size % HOUR_MS) / MINUTE_MS)}`;
}

const nameOf = (zone: Zone): string => {
  if (zone === 0) return 'UTC';
  return typeof zone === 'number' ? written(zone) : zone.name;
};

function zoneIn(column: string, word: string): string | undefined {
  const text = word.replaceAll('\u2212', '-');
  const letters = text.toUpperCase();
  // "(at)" is a word.
  if (isZoneLetters(letters) && (text === letters || text.length > 2)) {
    // In the name of a column CST may be China's as well.
    const zone = zoneOfLetters(letters, undefined, true);
    if (typeof zone === 'number' || !('several' in zone)) return nameOf(zone);
    const choice = zone.several.slice(0, 3).join(', ');
    throw new UserError(
      `The column "${column}" names a zone with several meanings. Say which${choice ? ` (${choice} …)` : ''}: --timezone ZONE.`,
    );
  }
  const zone = zoneNamed(text);
  return zone === undefined ? undefined : nameOf(zone);
}

/**
 * The zone in the names of the columns that times are read from, as `--timezone` takes it; undefined where they name none.
 * Throws UserError for letters that mean several zones.
 */
export function zoneOfColumns(columns: readonly string[]): { column: string; timeZone: string } | undefined {
  for (const column of columns) {
    const name = column.slice(0, 200);
    const last = LAST_WORD.exec(name);
    const words = [...name.matchAll(BRACKETS)].map((match) => match[1]!);
    const end = last?.[1] ?? last?.[2] ?? last?.[3];
    for (const word of end === undefined ? words : [...words, end]) {
      const timeZone = zoneIn(column, word);
      if (timeZone !== undefined) return { column, timeZone };
    }
  }
  return undefined;
}
