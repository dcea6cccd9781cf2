/** What a step says about one piece of work: done, dropped, try again, or give up with a reason. */
export type Outcome<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'drop'; readonly reason: string }
  | { readonly kind: 'retry'; readonly afterMs: number; readonly reason: string }
  | { readonly kind: 'dead'; readonly reason: string };

export function ok<T>(value: T): Outcome<T> {
  return { kind: 'ok', value };
}

export function dead(reason: string): Outcome<never> {
  return { kind: 'dead', reason };
}

/** An error whose message tells a person what to do; printed without a stack. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** The reason of an error on one line: that of its innermost cause, which names what went wrong first. */
export function reasonOf(error: unknown): string {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  const text = inner instanceof Error ? inner.message : String(inner);
  return text.trim().replaceAll(/\s*[\r\n]+\s*/g, '; ');
}
