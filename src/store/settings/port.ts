/** Values that all processes of an installation must agree on, by name. */
export interface SettingQueries {
  get(name: string): Promise<string | undefined>;
}

export interface SettingWrites {
  /** Replaces the value. */
  set(name: string, value: string): Promise<void>;
}
