/** A command line verb and its arguments. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

export interface Verb {
  readonly name: string;
  /** The whole of `outcry VERB --help`. */
  readonly help: string;
  /** Resolves to the exit status: 0 done, 1 failed. */
  run(args: readonly string[]): Promise<number>;
}

/** Wrong usage: exit status 2, with a pointer to the help. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Parses the arguments of a verb. Throws UsageError on an unknown option or a missing value. */
export function readArgs<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Exactly these positional arguments, by name. */
export function takeArgs<N extends string>(
  positionals: readonly string[],
  names: readonly N[],
): Record<N, string> {
  if (positionals.length !== names.length) {
    throw new UsageError(`expected ${names.length === 0 ? 'no further arguments' : names.join(' ')}`);
  }
  return Object.fromEntries(names.map((name, i) => [name, positionals[i]])) as Record<N, string>;
}
