/** All hosts of an installation give an author the same pseudonym: their keys have to be the same. */
import { UserError } from '../domain/result.ts';
import { installationSecret, keyFingerprint, type SecretPlace } from '../ops/secrets.ts';
import type { Store } from '../store/store.ts';

const SETTING = 'pseudonym key';

/**
 * Notes which key this database's authors are named with. With `anew` the key of this host takes the place of another.
 * Throws UserError where it is another one.
 */
export async function agreeOnKey(store: Store, place: SecretPlace, anew = false): Promise<void> {
  const own = keyFingerprint(installationSecret(place, 'pseudonym'));
  if ((await store.read.settings.get(SETTING)) === own) return;
  const agreed = await store.tx(async (tx) => {
    const known = await tx.settings.get(SETTING);
    if (known === undefined || anew) await tx.settings.set(SETTING, own);
    return known === undefined || anew || known === own;
  });
  if (agreed) return;
  throw new UserError(
    `The authors in this database were named with another key than that of ${place.secret === undefined ? place.dataDir : 'OUTCRY_SECRET'}.
Set the same OUTCRY_SECRET on every host, or copy pseudonym.key from the data folder that was used first.
Is that key lost, npx outcry doctor --new-key goes on with this one: authors get new pseudonyms from then on.`,
  );
}
