/** All hosts of an installation must give an author the same pseudonym, so they need the same key. */
import { UserError } from '../domain/result.ts';
import { installationSecret, keyFingerprint, type SecretPlace } from '../ops/secrets.ts';
import type { Store } from '../store/store.ts';

const SETTING = 'pseudonym key';

/**
 * Stores the fingerprint of the key that pseudonyms are made with, or checks it against this host's key. With `replace`
 * this host's key replaces a different one; otherwise a different one throws UserError.
 */
export async function agreeOnKey(store: Store, place: SecretPlace, replace = false): Promise<void> {
  const own = keyFingerprint(installationSecret(place, 'pseudonym'));
  if ((await store.read.settings.get(SETTING)) === own) return;
  const agreed = await store.tx(async (tx) => {
    const known = await tx.settings.get(SETTING);
    if (known === undefined || replace) await tx.settings.set(SETTING, own);
    return known === undefined || replace || known === own;
  });
  if (agreed) return;
  throw new UserError(
    `The author pseudonyms in this database were made with a different key than that of ${place.secret === undefined ? place.dataDir : 'OUTCRY_SECRET'}.
Set the same OUTCRY_SECRET on every host, or copy pseudonym.key from the data folder that was used first.
If that key is lost, npx outcry doctor --new-key switches to this one: authors get new pseudonyms from then on.`,
  );
}
