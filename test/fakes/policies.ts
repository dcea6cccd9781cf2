/** Texts of policies in our own words, long enough to be recognised as policies. */

const FILLER = [
  'This policy explains what we keep about you and why we keep it.',
  'It holds for the application, for the site and for every account.',
  'You can write to us at any time and ask what we know.',
  'We answer within thirty days, in the language in which you wrote.',
  'Children below sixteen need the consent of a parent.',
  'Our servers stand in two countries, and both are named in the annex.',
  'Words that begin with a capital letter are explained at the end.',
  'A printed copy is sent to you without charge.',
];

/** A policy with these clauses; `year` of its filler keeps otherwise equal texts apart. */
export function policyOf(clauses: readonly string[], year = 2026): string {
  const filler = Array.from({ length: 6 }, (_, part) =>
    [`Part ${part + 1} of the policy of ${year}`, ...FILLER].join('\n'),
  );
  return [...filler, ...clauses].join('\n');
}

/** Three policies, each collecting more than the one before. */
export const BASIC = policyOf(['We collect your name and your e-mail address.']);
export const CONTACTS = policyOf([
  'We collect your name and your e-mail address.',
  'With your permission, we may collect information stored on your mobile device, such as contacts, photos or media files.',
  'These changes are effective from 9 March 2026.',
]);
export const SHARING = policyOf([
  'We collect your name and your e-mail address.',
  'We may collect contacts, photos or media files, and your location from GPS.',
  'We share your contacts and your location with advertisers.',
]);

/** The page of a policy with the navigation and footer of its site. */
export function pageOf(paragraphs: readonly string[], more = ''): string {
  const lines = paragraphs.map((line) => `<p>${line}</p>`).join('\n');
  return `<!doctype html><html><head><title>Policy</title><script>track()</script></head><body>
<header><a href="/">Fernway</a><form><input name="q"></form></header><nav><a href="/login">Please log in</a></nav>
<main><header><h1>Privacy policy</h1></header>${lines}</main>
<footer>Visitors today: ${more}</footer></body></html>`;
}
