/** Names of encodings that a person may write. */
import { UserError } from '../../../domain/result.ts';
import { printable } from '../../../domain/text.ts';

/** Usual names that are no label of the Encoding Standard (https://encoding.spec.whatwg.org/#names-and-labels). */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  utf16: 'utf-16',
  ansi: 'windows-1252',
  macroman: 'macintosh',
  'mac-roman': 'macintosh',
  'mac roman': 'macintosh',
  'x-mac-roman': 'macintosh',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  gb18030: 'gb18030',
};

const SOME =
  'utf-8, utf-16le, windows-1252, windows-1250, windows-1251, windows-1254, iso-8859-2, macintosh, shift_jis, gb18030, big5, euc-kr';

/** The standard's name of an encoding. Throws UserError for a name that nothing here can decode. */
export function encodingName(given: string): string {
  const name = given.trim().toLowerCase();
  try {
    return new TextDecoder(OTHER_NAMES[name] ?? name).encoding;
  } catch {
    throw new UserError(
      `The encoding ${printable(given, 40)} is not known. Known are, among others: ${SOME}.`,
    );
  }
}
