/** Limits how often somebody may try to sign in. */

export interface PasswordTry {
  readonly address: string;
  readonly email: string;
  /** A browser that has signed this person in before: it has its own limit. */
  readonly known: boolean;
}

/** A try that may be made. It counts until it turns out to be good. */
export interface AllowedTry {
  /** It was good: it never counted. */
  forgive(): Promise<void>;
}

export interface LoginLimit {
  /** A link that does not work was tried. Seconds to wait, or undefined. Links that work are not asked about. */
  badLink(address: string): Promise<number | undefined>;
  /** Somebody asks for a link by mail. Seconds to wait, or undefined. */
  mail(address: string): Promise<number | undefined>;
  /** Whether one more link may be mailed to this person now; it counts as mailed. */
  readonly mailToPerson: (email: string) => Promise<boolean>;
  /** A password is about to be tried. Seconds to wait if it may not be. */
  password(given: PasswordTry): Promise<AllowedTry | number>;
}
