/** Languages by code or name: `English`, `en_US`, `eng`, `English (US)`, `Deutsch`. */

/** ISO 639-1, as far as `Intl` has names for them. */
const CODES =
  'af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms mt my nb ne nl nn no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi xh yo zh zu'.split(
    ' ',
  );
/** What sites write for "no language": ISO 639-2 (und, zxx, mul, mis) and Twitter's own (qme, qht, art …). */
const NONE = /^(?:und|zxx|mul|mis|q[a-t][a-z]|art|unknown|undefined|other|unbekannt|n\/?a|xx|--?)$/i;

let names: Map<string, string> | undefined;

function nameTable(): Map<string, string> {
  const table = new Map<string, string>();
  const inEnglish = new Intl.DisplayNames(['en'], { type: 'language' });
  for (const code of CODES) {
    const own = new Intl.DisplayNames([code], { type: 'language' });
    for (const name of [inEnglish.of(code), own.of(code)]) if (name) table.set(name.toLowerCase(), code);
  }
  for (const [name, code] of Object.entries({
    'norwegian bokmål': 'nb',
    'simplified chinese': 'zh',
    'traditional chinese': 'zh',
    tagalog: 'tl',
    castilian: 'es',
    farsi: 'fa',
    iw: 'he',
    in: 'id',
    jp: 'ja',
    cn: 'zh',
    kr: 'ko',
    gr: 'el',
    dk: 'da',
    cz: 'cs',
    ua: 'uk',
  }))
    table.set(name, code);
  return table;
}

/**
 * The language as a BCP 47 code without script and region; `null` where the value says that it is not known; undefined
 * where it cannot be read. Three letters (ISO 639-2 and -3) become two where there are two.
 */
export function readLanguage(value: unknown): string | null | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (first === undefined) return null;
  if (typeof first === 'object' && first !== null) {
    const { code, name } = first as { code?: unknown; name?: unknown };
    return readLanguage(code ?? name ?? null);
  }
  if (typeof first !== 'string' || first.length > 60) return first === null ? null : undefined;
  const text = first.trim().toLowerCase();
  if (text === '' || NONE.test(text)) return null;
  names ??= nameTable();
  const known = names.get(text) ?? names.get(text.replace(/\s*[(\-,–/].*$/, '').trim());
  if (known) return known;
  const tag = text
    .replaceAll('_', '-')
    .replace(/\.utf-?8$/, '')
    .replace(/[,;].*$/, '');
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/.test(tag)) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0]?.split('-')[0];
  } catch {
    return undefined;
  }
}
