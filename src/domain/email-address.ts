/** E-mail addresses that people sign in with. */

const MOST = 254;
const MOST_LOCAL = 64;
/** Letters and digits of any script, marks that belong to them, and what RFC 5322 calls atext; dots stand between them. */
const LOCAL = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-][\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]*$/u;
/** A label of a host name; any script may be written as it is (RFC 5890). */
const LABEL = /^[\p{L}\p{N}]([\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u;

/**
 * The address as it is kept, in lower case; undefined if mail could not be sent to it. Whole domain names and names of one
 * label (`admin@localhost`) are taken, quoted local parts and numeric addresses are not.
 */
export function readEmailAddress(text: string): string | undefined {
  const address = text.trim().normalize('NFKC').toLowerCase();
  if (address.length > MOST) return undefined;
  const [local = '', domain = '', ...rest] = address.split('@');
  if (rest.length > 0 || local.length > MOST_LOCAL) return undefined;
  const labels = domain.split('.');
  const good = local.split('.').every((part) => LOCAL.test(part)) && labels.every((one) => LABEL.test(one));
  return good && !/^\d+$/.test(labels.at(-1) ?? '') ? address : undefined;
}
