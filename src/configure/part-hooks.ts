/** Tells alert webhooks from keys of sites: both are sealed in one table. */

/** Before the name of a hook, among the names of sealed keys. */
export const HOOK_PREFIX = 'hook:';

/** The hooks among opened keys, by name, and the rest. */
export function partHooks(opened: Readonly<Record<string, string>>): {
  readonly hooks: Readonly<Record<string, string>>;
  readonly keys: Readonly<Record<string, string>>;
} {
  const all = Object.entries(opened);
  return {
    hooks: Object.fromEntries(
      all
        .filter(([name]) => name.startsWith(HOOK_PREFIX))
        .map(([name, url]) => [name.slice(HOOK_PREFIX.length), url] as const),
    ),
    keys: Object.fromEntries(all.filter(([name]) => !name.startsWith(HOOK_PREFIX))),
  };
}
