/** Verbs of the contract that are still to come. */

const LATER: Readonly<Record<string, string>> = {
  forget: 'It will erase an author everywhere.',
  backup: 'Until then: stop Outcry and copy the data folder.',
  restore: 'Until then: stop Outcry and put the copied data folder back.',
};

/** What a verb that is not there yet will do; undefined for a word that is no verb. */
export function later(name: string): string | undefined {
  return Object.hasOwn(LATER, name) ? LATER[name] : undefined;
}
