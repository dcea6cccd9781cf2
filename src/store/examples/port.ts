export interface ExampleWrites {
  /**
   * Removes every simulated mention and incident with everything that belongs to them; real mentions stay counted.
   * Returns how many mentions went, and the names of the mails that were written about them.
   */
  remove(): Promise<{ mentions: number; mailFiles: string[] }>;
}
