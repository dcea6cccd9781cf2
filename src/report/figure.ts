/** A figure of a page: its label, its value, and what it means in a line. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  /** The paragraph of the method page (`/method`) that explains it. */
  readonly about?: string;
}
