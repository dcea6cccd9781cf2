/** What a service consists of, and how it is ended. */

export interface ServiceParts {
  /** Reads sources. */
  readonly collects: boolean;
  /** Scores, detects, alerts and sends. */
  readonly works: boolean;
  readonly dashboard: boolean;
}

/** What must be undone at the end, last first. */
export class Undo {
  readonly #steps: (() => Promise<void> | void)[] = [];
  add(step: () => Promise<void> | void): void {
    this.#steps.unshift(step);
  }
  async run(): Promise<void> {
    for (const step of this.#steps.splice(0)) await step();
  }
}
