/** What the rules read in a sentence, in short. */
import { clausesOf } from '../../src/policy/clauses.ts';

/** E.g. `collect photos+contacts ?1`, `not share phone_number > advertisers`. */
export function said(text: string, lead?: string): string[] {
  const { clauses, forced } = clausesOf({ text, ...(lead ? { lead } : {}) });
  const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code).join('+');
  return [
    ...clauses.map(({ action, denied, data, recipients, asks }) =>
      [
        denied ? 'not' : '',
        action.code,
        codes(data),
        recipients.length > 0 ? `> ${codes(recipients)}` : '',
        asks ? `?${asks}` : '',
      ]
        .filter((part) => part !== '')
        .join(' '),
    ),
    ...forced.map((one) => `${one.forced.code}${one.days === undefined ? '' : ` ${one.days}`}`),
  ];
}
