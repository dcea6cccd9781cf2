/** A spreadsheet in a thread of its own. */
import { UserError } from '../../../domain/result.ts';
import { printable } from '../../../domain/text.ts';
import { threadFile } from '../../../thread/start.ts';
import { WorkFailedError, WorkLimitError, workThread } from '../../../thread/work-thread.ts';

export type SheetRequest =
  | { readonly kind: 'open'; readonly bytes: Uint8Array }
  | { readonly kind: 'rows'; readonly sheet: number; readonly from: number; readonly to: number };

export interface SheetInfo {
  readonly name: string;
  /** Rows. */
  readonly length: number;
}

export interface Workbook {
  readonly sheets: readonly SheetInfo[];
  rows(sheet: number, from: number, to: number): Promise<string[][]>;
  close(): Promise<void>;
}

const LIMIT_MS = 180_000;
/** The rows wait in the thread for as long as it takes to store those before them. */
const IDLE_MS = 60 * 60_000;
const MEGABYTES = 2_048;
const AS_CSV = 'Save it as CSV (UTF-8), which has no limit.';

function explained(error: unknown): unknown {
  if (error instanceof WorkLimitError)
    return new UserError(`The spreadsheet takes too long or too much memory to read. ${AS_CSV}`);
  if (error instanceof WorkFailedError)
    return new UserError(`The spreadsheet cannot be read (${printable(error.message, 200)}). ${AS_CSV}`);
  return error;
}

/** Opens a spreadsheet. Throws UserError where it is broken or takes too much. Close it. */
export async function openWorkbook(bytes: Uint8Array): Promise<Workbook> {
  const file = threadFile(import.meta.url, './sheet-thread');
  const thread = workThread<SheetRequest, unknown>({
    file,
    limitMs: LIMIT_MS,
    megabytes: MEGABYTES,
    waiting: 1,
    idleMs: IDLE_MS,
  });
  const run = async (request: SheetRequest): Promise<unknown> => {
    try {
      return await thread.run(request);
    } catch (error) {
      await thread.close();
      throw explained(error);
    }
  };
  const sheets = (await run({ kind: 'open', bytes })) as SheetInfo[];
  return {
    sheets,
    rows: async (sheet, from, to) => (await run({ kind: 'rows', sheet, from, to })) as string[][],
    close: () => thread.close(),
  };
}
