/** Whether this run tries everything (`npm run test:long`) or the short form that `npm test` runs. */
export const LONG = process.env.LONG !== undefined && process.env.LONG !== '';

/** The number of cases or rounds of this run. */
export function rounds(short: number, long: number): number {
  return LONG ? long : short;
}
