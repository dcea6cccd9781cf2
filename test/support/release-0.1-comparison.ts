/** What a comparison of today has that one of release 0.1 had not. */

/**
 * A comparison measures what was left after a response that 0.1 could not measure (issue 26): its date is part of what is
 * hashed then, so the hash is another one. Where nothing is measured the hash is that of 0.1.
 */
const measuresResponse = (output: unknown) =>
  /\\?"left\\?": ?\{|left_after_response/.test(JSON.stringify(output));

function withoutHash(output: unknown): unknown {
  if (Array.isArray(output)) {
    const isHash = (one: unknown) => typeof one === 'string' && one.startsWith('provenance,,input_sha256,');
    return output.filter((one) => !isHash(one)).map(withoutHash);
  }
  if (typeof output !== 'object' || output === null) return output;
  const kept = Object.entries(output).filter(([key]) => key !== 'inputHash');
  return Object.fromEntries(kept.map(([key, one]) => [key, withoutHash(one)]));
}
/** Both as they are to be compared. */
export const alikeOf = (now: unknown, then: unknown, whole: unknown = now): readonly [unknown, unknown] =>
  measuresResponse(whole) ? [withoutHash(now), withoutHash(then)] : [now, then];
