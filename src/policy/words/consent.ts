/** How consent is asked for, weakened and forced. */

export interface Forced {
  readonly code: string;
  /** The summary's sentence; `#` stands for the number in the clause. */
  readonly now: string;
  readonly posts: readonly string[];
  /** Any of them in a sentence is enough; all quantifiers are bounded. */
  readonly pattern: RegExp;
}

export const FORCED: readonly Forced[] = [
  {
    code: 'days_to_opt_out',
    now: 'You have # days to opt out.',
    posts: ['opt out'],
    pattern:
      /\b(\d{1,3}|ten|fourteen|thirty|sixty|ninety) (?:calendar )?days?\b.{0,120}\b(?:opt out|opt-out|choose not|to choose|object|decline|make (?:this|your) choice)\b|\b(?:opt out|opt-out|choose not|object|decline)\b.{0,120}?\b(\d{1,3}|ten|fourteen|thirty|sixty|ninety) (?:calendar )?days?\b/i,
  },
  {
    code: 'no_opt_out',
    now: 'Says that you cannot opt out.',
    posts: ['opt out'],
    pattern:
      /\b(?:cannot|can not|can't|may not|(?:not|un)(?: be)? ?able to|not possible to|no (?:way|option|right) to) (?:opt out|opt-out|object|decline|refuse|withdraw)\b/i,
  },
  {
    code: 'continued_use',
    now: 'Takes continued use for consent.',
    posts: ['accept', 'consent'],
    pattern:
      /\b(?:by continuing to use|your continued (?:use|access)|continued use of|if you continue (?:to use|using)|by using .{0,60}\bafter)\b.{0,160}\b(?:agree|agreed|accept|accepts|accepted|acceptance|consent|constitutes?|bound)\b|\b(?:agree|accept|consent|deemed)\b.{0,100}\b(?:by continuing to use|by your continued use)\b/i,
  },
  {
    code: 'accept_or_leave',
    now: 'Leaves you the choice to accept or to leave.',
    posts: ['accept', 'delete'],
    pattern:
      /\b(?:must|need to|have to|required to) (?:accept|agree)\b.{0,80}\b(?:continue|keep|use|using|access)\b|\bif you (?:do not|don't|don’t) (?:agree|accept|consent)\b.{0,120}\b(?:stop|not use|don't use|no longer (?:use|be able)|cannot use|not be able|delete your account|not have full|close your account|terminate)\b/i,
  },
  {
    code: 'silent_change',
    now: 'Says that it may change without notice.',
    posts: ['without notice'],
    pattern:
      /\b(?:change|modify|amend|update|revise)\b.{0,100}\bwithout (?:prior |any |further |giving |advance ){0,2}(?:notice|notification|notifying)\b/i,
  },
];

/** The company asks first: 2 where it must be explicit or nothing happens without it, 1 for "with your consent". */
export const ASKS: readonly { readonly level: 1 | 2; readonly pattern: RegExp }[] = [
  {
    level: 2,
    pattern:
      /\b(?:explicit|express|prior|separate|affirmative|opt-in|specific) (?:written )?(?:permission|consent|agreement|approval)\b|\b(?:only|never|unless|without) (?:with |if |when |after |do so with )?(?:you (?:have )?(?:first )?(?:give|gave|given|agree|agreed|allow|consent|consented|opt in|opted in|ask)|(?:asking )?(?:for )?your (?:permission|consent))\b|\bask (?:you|for your (?:permission|consent)) (?:first|before)\b|\b(?:opt|opted)[ -]in\b/i,
  },
  {
    level: 1,
    pattern:
      /\bwith your (?:permission|consent|agreement|authori[sz]ation)\b|\bif you (?:allow|permit|agree)\b/i,
  },
];
