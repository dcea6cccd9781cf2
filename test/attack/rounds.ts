/** How much an attack test tries: a short form in `npm test`, all of it in `npm run test:attack`. */
const LONG = process.env.OUTCRY_ATTACK === 'long';

/** The number of cases or rounds of this run. */
export function attackRounds(short: number, long: number): number {
  return LONG ? long : short;
}
