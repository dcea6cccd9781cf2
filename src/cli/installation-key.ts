/** All hosts of an installation give an author the same pseudonym: their keys have to be the same. */
import { UserError } from '../domain/result.ts';
import { installationSecret, keyFingerprint, type SecretPlace } from '../ops/secrets.ts';
import type { Ledger } from '../store/store.ts';

const FACT = 'pseudonym key';

/**
 * Notes which key this ledger's authors are named with. With `anew` the key of this host takes the place of another.
 * Throws UserError where it is another one.
 */
export async function agreeOnKey(ledger: Ledger, place: SecretPlace, anew = false): Promise<void> {
  const own = keyFingerprint(installationSecret(place, 'pseudonym'));
  if ((await ledger.read.facts.fact(FACT)) === own) return;
  const agreed = await ledger.tx(async (tx) => {
    const noted = await tx.facts.fact(FACT);
    if (noted === undefined || anew) await tx.facts.note(FACT, own);
    return noted === undefined || anew || noted === own;
  });
  if (agreed) return;
  throw new UserError(
    `The authors in this ledger were named with another key than that of ${place.secret === undefined ? place.dataDir : 'OUTCRY_SECRET'}.
Set the same OUTCRY_SECRET on every host, or copy pseudonym.key from the data folder that was used first.
Is that key lost, npx outcry doctor --new-key goes on with this one: authors get new pseudonyms from then on.`,
  );
}
