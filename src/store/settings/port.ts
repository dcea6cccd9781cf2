/** What all processes of an installation have to agree on, by name. */
export interface SettingQueries {
  get(name: string): Promise<string | undefined>;
}

export interface SettingWrites {
  /** Notes it, in place of what was there. */
  set(name: string, value: string): Promise<void>;
}
