/** Splits `#DeleteFacebook` and `#deletefacebook` into words. */

interface TagPart {
  readonly text: string;
  /** Offset from the `#`, in UTF-16 units. */
  readonly offset: number;
}

/** Words that begin protest tags, before a name. */
const HEADS =
  'boycott delete uninstall quit leave leaving cancel ditch dump ban stop bye goodbye never fuck dont no save justicefor stopusing'.split(
    ' ',
  );
/** Words that end them, after the name. */
const TAILS =
  'sucks fail fails leak leaks breach hack hacked blackout boycott strike exodus down scam lies lied fraud gate isoverparty meltdown outage refund'.split(
    ' ',
  );
const CAMEL = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+|\p{N}+|[\p{Lo}\p{Lm}]+/gu;

/** Splits at capitals and underscores, else after a known first or before a known last word, else not at all. */
export function splitHashtag(tag: string): TagPart[] {
  const body = tag.slice(1);
  if (/\p{Ll}\p{Lu}|_/u.test(body)) {
    const parts: TagPart[] = [];
    for (const match of body.matchAll(CAMEL)) parts.push({ text: match[0], offset: match.index + 1 });
    if (parts.length > 0) return parts;
  }
  const lower = body.toLowerCase();
  if (lower.length !== body.length) return [{ text: body, offset: 1 }];
  const head = HEADS.find((word) => lower.startsWith(word) && lower.length >= word.length + 4);
  if (head !== undefined) return cut(body, head.length);
  const tail = TAILS.find((word) => lower.endsWith(word) && lower.length >= word.length + 3);
  if (tail !== undefined) return cut(body, body.length - tail.length);
  return [{ text: body, offset: 1 }];
}

function cut(body: string, at: number): TagPart[] {
  return [
    { text: body.slice(0, at), offset: 1 },
    { text: body.slice(at), offset: at + 1 },
  ];
}
