/** Limits how often somebody may try to sign in. */

export interface PasswordTry {
  readonly address: string;
  readonly email: string;
  /** A browser that has signed this person in before: it has its own limit. */
  readonly known: boolean;
}

export interface LoginLimit {
  /** An attempt with a link. Seconds to wait, or undefined if allowed. */
  hit(address: string): Promise<number | undefined>;
  /** An attempt with a password. Seconds to wait, or undefined if allowed. */
  password(given: PasswordTry): Promise<number | undefined>;
}
