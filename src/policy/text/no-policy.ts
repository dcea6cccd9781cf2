/**
 * How to recognise a text that is not a policy: an error, a login, a proof that a person is reading, a wall about
 * cookies, a redirect. The patterns say what such pages say about themselves. A policy may speak of the same things
 * further down, so only the beginning of a text counts, and in a long text only a line of its own.
 */
import { cutText } from '../../domain/text.ts';

/** A page of a policy has at least this many characters; an error page, a login and a half-loaded page have fewer. */
export const LEAST_LENGTH = 2_000;
/** A tracker's own choice of a page may be short, but not so short. */
const LEAST_KEPT = 100;
/** A login page mentions it in its first characters; a policy mentions logging in further down. */
const BEGINNING = 500;
/** A wall about cookies is longer than an error and shorter than a policy. */
const WALL_LENGTH = 6_000;
/** In a long text the error is one of the first lines. */
const FIRST_LINES = 5;
const LINE_LENGTH = 100;

type Walls = readonly (readonly [RegExp, string])[];

const WALLS: Walls = [
  [
    /(?:enable|turn on|activate|requires?|needs?) javascript|javascript (?:is|must be|to be|seems to be|appears to be) (?:not |currently )?(?:disabled|off|required|enabled|available|needed)/i,
    'it shows its text only to browsers that run JavaScript',
  ],
  [
    /(?:verify|confirm|prove|check(?:ing)?) (?:that |if )?you(?: are|'re|’re) (?:a |not a )?(?:human|robot|bot)|checking (?:your browser|if the site connection is secure)|unusual (?:traffic|activity)|\bcaptcha\b|just a moment|press (?:and|&) hold|verification required|are you a (?:robot|human)|security check|ddos protection/i,
    'it asks for proof that a person is reading',
  ],
  [
    /(?:please|must|need to|have to) (?:first )?(?:log|sign) ?in\b|(?:log|sign) ?in (?:or (?:sign up|register|create an account) )?to (?:continue|view|see|your account|access|read)|your session (?:has )?(?:expired|timed out)|you(?: are|'re|’re) not (?:logged|signed) in|members? only/i,
    'it requires a login',
  ],
  [
    /\baccess (?:to this (?:page|site|resource|document) (?:has been |is |was )?|is |was |has been )?(?:denied|forbidden|blocked|restricted)\b|\b(?:403 )?forbidden\b|(?:not|isn['’]t) available in your (?:country|region|location)|you (?:have been|are|were) blocked|you (?:do not|don['’]t) have (?:permission|access)|attention required|request (?:was |has been )?blocked|unavailable for legal reasons/i,
    'it refuses access',
  ],
];
/** What the page of an error says. In a short text it may stand anywhere near the beginning. */
const ERRORS: Walls = [
  [
    /\b(?:page|site|document|article|content|link|file|url|resource|address|policy)\b[^.!?\n]{0,60}\b(?:(?:was|were|is|are|could|can)(?: not|n['’]t) (?:be )?(?:found|available|exist|displayed|loaded|located)|cannot be (?:found|displayed|loaded)|does(?: not|n['’]t) exist|no longer (?:exists?|available)|not found|unavailable|has (?:been )?(?:moved|removed|expired|deleted))\b|\b(?:404|410)\b[^\n]{0,40}\b(?:not found|error|gone|page)\b|\berror (?:404|410)\b|\bnothing (?:was )?found here\b|(?:can['’]?t|could(?: not|n['’]t)|cannot|unable to) (?:seem to )?(?:find|locate) (?:the|that|this|what)\b|you(?: may|['’]ve| have)? followed (?:may be |a |an )?(?:broken|dead|invalid)|seite (?:wurde )?(?:leider )?nicht gefunden|page (?:est )?(?:introuvable|non trouvée)|p[áa]gina no (?:se ha )?encontrada?|pagina non trovata|pagina niet gevonden|página não encontrada/i,
    'it says that there is no such page',
  ],
  [
    /\bsomething (?:went|has gone|is) wrong\b|\b(?:internal server|server|application|unexpected|gateway|service|proxy|connection) (?:error|time-?out|timed out)\b|\b(?:500|502|503|504|520|521|522|524|525)\b[^\n]{0,40}\b(?:error|bad gateway|unavailable|time-?out|server)\b|\berror (?:code:? )?(?:5\d\d|10[0-2]\d)\b|\bbad gateway\b|\b(?:service|temporarily|currently) unavailable\b|\b(?:an|unknown) error (?:has )?(?:occurred|happened)\b|please try again (?:later|in a)|try again later|\bunder (?:scheduled )?maintenance\b|\b(?:down|undergoing) (?:for )?(?:scheduled )?maintenance\b|too many requests|rate limit(?:ed| exceeded)|request could not be satisfied|we(?:['’]ll| will) be (?:right )?back (?:soon|shortly)/i,
    'it shows an error of the site',
  ],
  [
    /^(?:you are being |you will be |we are |please wait[^\n]{0,40})?redirect(?:ed|ing)\b|\byou (?:are being|will be) redirected\b|\b(?:301|302|307|308)? ?moved (?:permanently|temporarily)\b|\bthe document has moved\b|\bclick here if you are not (?:automatically )?redirected\b|\bif you are not redirected\b|\b(?:this page|object) (?:has )?moved\b|\bredirecting (?:you )?to\b/i,
    'it only leads to another page',
  ],
  [/^(?:loading|please wait)\b[.…]{0,3}/i, 'it was read before it was loaded'],
  [/^\s*[{[]\s*"(?:error|errors|message|status|code|detail)"/i, 'it shows an error of the site'],
];
const COOKIE_WALL =
  /before you continue to\b|allow the use of cookies\b|(?:we (?:and our|use|value)|this (?:web)?site uses)\b[^\n]{0,300}\b(?:cookies|your privacy|partners)\b/i;
const CHOICES = [
  /\b(?:accept|allow|agree to) (?:all|cookies|all cookies|and continue)\b|\bi (?:agree|accept)\b/i,
  /\b(?:reject|decline|deny|refuse|only allow|necessary only|only necessary|manage|customi[sz]e|more options|cookie settings|essential cookies)\b/i,
];
/** A line that is nothing but the title of an error page. */
const ERROR_LINE =
  /^(?:#{1,6} )?(?:\*\*)?(?:(?:error )?(?:404|403|410|500|502|503|504)\b.{0,60}|(?:oops|sorry|uh[ -]oh|whoops)[!,. ].{0,80}|(?:the |this |that )?page (?:you (?:requested|are looking for) )?(?:not found|(?:was|could|can)(?: not|n['’]t) (?:be )?found|cannot be found|(?:is|isn['’]t) (?:not |no longer )?available|does(?: not|n['’]t) exist|unavailable).{0,20}|access denied|just a moment\.{0,3}…?|attention required!?.{0,30}|something went wrong.{0,30}|(?:service|temporarily) unavailable|bad gateway|internal server error|forbidden|we(?:['’]re| are) sorry[,. ].{0,60})(?:\*\*)?$/i;

function said(walls: Walls, text: string): string | undefined {
  return walls.find(([pattern]) => pattern.test(text))?.[1];
}

/** `beginning` is what the first characters say, of a short page with its forms and what it shows without scripts. */
export function wallIn(beginning: string): string | undefined {
  return said(WALLS, beginning);
}

/** What a page shows that asks about cookies and holds nothing else. */
function isCookieWall(text: string): boolean {
  if (text.length > WALL_LENGTH || /^.{0,100}\b(?:policy|notice|statement|terms|agreement)\b/i.test(text))
    return false;
  return COOKIE_WALL.test(cutText(text, BEGINNING)) && CHOICES.every((choice) => choice.test(text));
}

/** Why a text is an error or a wall; undefined if it may be a policy. Nothing is said about its length. */
export function errorIn(text: string): string | undefined {
  const lines = cutText(text, 10 * BEGINNING)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const title = lines
    .slice(0, FIRST_LINES)
    .find((line) => line.length <= LINE_LENGTH && ERROR_LINE.test(line.trim()));
  if (title !== undefined) {
    const all = [...ERRORS, ...WALLS];
    return said(all, title) ?? said(all, cutText(text, BEGINNING)) ?? 'it shows an error of the site';
  }
  if (isCookieWall(text)) return 'it asks for consent to cookies';
  return text.length < LEAST_LENGTH ? said(ERRORS, cutText(text.trim(), BEGINNING)) : undefined;
}

/** Why a text that a tracker kept as a version is not a policy; undefined if it may be one. */
export function whyNoVersion(text: string): string | undefined {
  const error = errorIn(text);
  if (error !== undefined) return error;
  const wall = text.length < LEAST_LENGTH ? wallIn(cutText(text, BEGINNING)) : undefined;
  if (wall !== undefined) return wall;
  return text.length < LEAST_KEPT ? `it has only ${text.length} characters` : undefined;
}
