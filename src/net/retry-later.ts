/** The site requested a pause. */
export class RetryLaterError extends Error {
  override readonly name = 'RetryLaterError';
  /** How long, in ms. */
  readonly afterMs: number;
  constructor(message: string, afterMs: number) {
    super(message);
    this.afterMs = afterMs;
  }
}
