/** How large a spreadsheet may be, packed and unpacked. */
import { UserError } from '../../../domain/result.ts';
import type { Archive } from '../container/zip.ts';

const MAX_PACKED = 50 << 20;
const MAX_UNPACKED = 500 << 20;

/** Throws UserError where the spreadsheet is larger than is read, whatever the archive says about itself. */
export async function checkSize(archive: Pick<Archive, 'names' | 'read'>, packed: number): Promise<void> {
  const refuse = () => {
    throw new UserError(
      `The spreadsheet is larger than is read (${MAX_PACKED >> 20} MB, or ${MAX_UNPACKED >> 20} MB unpacked). Save it as CSV (UTF-8), which has no limit.`,
    );
  };
  if (packed > MAX_PACKED) refuse();
  let size = 0;
  for (const name of archive.names)
    if (/\.xml$|\.rels$/.test(name))
      for await (const chunk of archive.read(name)) {
        size += chunk.length;
        if (size > MAX_UNPACKED) refuse();
      }
}
