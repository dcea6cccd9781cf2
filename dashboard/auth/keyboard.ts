/** Runs along the keys of a keyboard: `qwertyuiop`, `1qaz2wsx`, `1q2w3e4r`. */

/** Rows of keys as they lie: a key touches those beside, above and below it. */
const LAYOUTS = [
  ['`1234567890-=', ' qwertyuiop[]\\', " asdfghjkl;'", ' zxcvbnm,./'],
  ['^1234567890ß´', ' qwertzuiopü+', ' asdfghjklöä#', ' yxcvbnm,.-'],
  ['²&é"\'(-è_çà)=', ' azertyuiop^$', ' qsdfghjklmù*', ' wxcvbn,;:!'],
  ['ё1234567890-=', ' йцукенгшщзхъ', ' фывапролджэ', ' ячсмитьбю.'],
  ['/*-', '789+', '456', '123', '0.'],
];
/** The same keys with Shift. */
const SHIFTED: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('!@#$%^&*()_+', (key, i) => [key, Array.from('1234567890-=')[i] ?? key]),
);

interface Place {
  readonly x: number;
  readonly y: number;
}

const PLACES = LAYOUTS.map(
  (rows) =>
    new Map<string, Place>(
      rows.flatMap((row, y) =>
        Array.from(row, (key, x): [string, Place] => [key, { x, y }]).filter(([key]) => key !== ' '),
      ),
    ),
);

/** The directions from key to key; undefined if two of them do not touch. */
function stepsOn(places: ReadonlyMap<string, Place>, keys: readonly string[]): string[] | undefined {
  const found: string[] = [];
  for (let i = 1; i < keys.length; i += 1) {
    const [a, b] = [places.get(keys[i - 1] ?? ''), places.get(keys[i] ?? '')];
    if (!a || !b) return undefined;
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    if (Math.abs(dx) > 1 || Math.abs(dy) > 3 || (dx === 0 && dy === 0)) return undefined;
    found.push(`${dx},${dy}`);
  }
  return found;
}

/** How many steps it takes to say the run: those of its period, or one for each turn. */
function pattern(steps: readonly string[]): number {
  let turns = 1;
  for (let i = 1; i < steps.length; i += 1) if (steps[i] !== steps[i - 1]) turns += 1;
  for (let period = 1; period < turns && period * 2 <= steps.length; period += 1) {
    if (steps.every((step, i) => step === steps[i % period])) return period;
  }
  return turns;
}

/**
 * The number of steps that describe a run along `keys` (lower case), the fewest of all layouts; undefined if they are no
 * run.
 */
export function stepsAlongKeys(keys: readonly string[]): number | undefined {
  if (keys.length < 4) return undefined;
  const plain = keys.map((key) => SHIFTED[key] ?? key);
  const found = PLACES.flatMap((places) => {
    const steps = stepsOn(places, keys) ?? stepsOn(places, plain);
    return steps ? [pattern(steps)] : [];
  });
  return found.length === 0 ? undefined : Math.min(...found);
}
