/** Where in a JSON document the posts are. */
import { breather } from '../../../thread/breathe.ts';
import { parseDigits } from './digits.ts';
import { JsonScanner, type Place } from './scanner.ts';
import { isObject, looksLikePost, unwrapped } from './shape.ts';

/** Names of lists of posts, in the APIs and archives that have been seen. */
const KNOWN =
  /^(?:data|posts?|items?|results?|reviews?|tweets?|statuses|ordereditems|entry|entries|docs|documents|hits|messages|conversations|tickets|comments|feed|edges|children|records|rows|articles|mentions|stories|threads|value|list|nodes|timeline|videos|submissions)$/i;
/** Lists beside the posts: people, pictures, tags. */
const ASIDE =
  /\.(?:includes|entities|media|users|authors|accounts|participants|members|hashtags|attachments|facets|links|tags|errors|polls|places|columns|schema|files|images|urls|notes|history|edits)(?:\W|$)/i;

/** Entries looked at in each list, and the longest that is. */
const SAMPLED = 3;
const MAX_SAMPLE = 64_000;
/** UTF-16 units that are scanned at a time. */
const PIECE = 1 << 18;

export interface Entries {
  /** The path of the list, as `Cutter` names it. */
  readonly path: string;
  /** Its entries hold a time and words. */
  readonly arePosts: boolean;
  /** Its name is one that lists of posts have. */
  readonly isKnown: boolean;
}

interface Candidate extends Entries {
  readonly isAside: boolean;
  readonly depth: number;
  readonly count: number;
}

export function* piecesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE);
}

/** One reading of the whole: the places of the text, and where the first entries of each list stand. */
class Survey {
  readonly scanner: JsonScanner;
  readonly samples = new Map<Place, [number, number][]>();
  readonly #starts: number[] = [];
  #base = 0;

  constructor() {
    this.scanner = new JsonScanner({
      open: (_, at) => void this.#starts.push(this.#base + at),
      close: (place, at) => this.#close(place, this.#base + at),
      scalar: () => undefined,
    });
  }

  push(piece: string): void {
    this.scanner.push(piece);
    this.#base += piece.length;
  }

  #close(place: Place | undefined, end: number): void {
    const start = this.#starts.pop() ?? 0;
    if (!place?.parent || end - start > MAX_SAMPLE) return;
    const known = this.samples.get(place.parent);
    if (!known) this.samples.set(place.parent, [[start, end]]);
    else if (known.length < SAMPLED) known.push([start, end]);
  }
}

function isPost(text: string): boolean {
  try {
    const value = parseDigits(text);
    const own = isObject(value) ? unwrapped(value) : undefined;
    return isObject(own) ? looksLikePost(own) : own !== undefined;
  } catch {
    return false;
  }
}

const rank = (one: Candidate) => [+one.arePosts, +!one.isAside, +one.isKnown, -one.depth, one.count];

function better(one: Candidate, other: Candidate): boolean {
  const [a, b] = [rank(one), rank(other)];
  const at = a.findIndex((value, i) => value !== b[i]);
  return at >= 0 && a[at]! > b[at]!;
}

/** The list in a document that holds the posts, or what comes nearest; undefined where there is none. */
export async function findEntries(text: string): Promise<Entries | undefined> {
  const breathe = breather();
  const survey = new Survey();
  for (const piece of piecesOf(text)) {
    survey.push(piece);
    await breathe();
  }
  let best: Candidate | undefined;
  for (const place of survey.scanner.root.all()) {
    if (place.objects === 0 || !(place.isArray || (place.hasIds && place.objects > 1))) continue;
    await breathe();
    const samples = survey.samples.get(place) ?? [];
    const candidate: Candidate = {
      path: place.path,
      arePosts: samples.some(([start, end]) => isPost(text.slice(start, end))),
      isKnown: place.isArray && KNOWN.test(place.key),
      isAside: ASIDE.test(place.path),
      depth: place.depth,
      count: place.objects,
    };
    if (!best || better(candidate, best)) best = candidate;
  }
  return best;
}
