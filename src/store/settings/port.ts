/** What all processes of an installation have to agree on, by name. */
export interface FactQueries {
  fact(name: string): Promise<string | undefined>;
}

export interface FactWrites {
  /** Notes it, in place of what was there. */
  note(name: string, value: string): Promise<void>;
}
