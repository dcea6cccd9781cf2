/** Which errors of a database are about the values it was given, and not about the database. */

/**
 * Classes of PostgreSQL's error codes (Appendix A): 21 cardinality, 22 data exceptions, 23 constraints, 54 limits, such as
 * a key that is too long for an index. Connections (08), resources such as a full disk (53), locks (55) and shutdowns (57)
 * are not among them.
 */
const POSTGRES = /^(21|22|23|54)[0-9A-Z]{3}$/;
const SQLITE = /^SQLITE_(TOOBIG|MISMATCH|CONSTRAINT)/;
/** better-sqlite3 says so with a TypeError as well. */
const CLOSED = /database connection/i;

function isAboutData(error: unknown): boolean {
  const code = (error as { readonly code?: unknown }).code;
  if (typeof code === 'string') return POSTGRES.test(code) || SQLITE.test(code);
  // Values that better-sqlite3 cannot bind, a string that is too long, a text that exhausts the stack.
  return (error instanceof TypeError || error instanceof RangeError) && !CLOSED.test(error.message);
}

/** The cause that names what the database refused; undefined where the error is about something else. */
export function dataErrorIn(error: unknown): Error | undefined {
  for (let one: unknown = error; one instanceof Error; one = one.cause) if (isAboutData(one)) return one;
  return undefined;
}
