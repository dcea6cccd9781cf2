/**
 * The thread that unpacks a spreadsheet: the library holds the whole of one in memory. The rows are handed out some at a
 * time, so that whoever asks for them is never busy for long.
 */
import readSheets from 'read-excel-file/node';
import { serveWork } from '../../../thread/serve-work.ts';
import { cellText, numberText, type SheetCell } from './cells.ts';
import type { SheetRequest } from './thread.ts';

let sheets: readonly { readonly name: string; readonly rows: readonly (readonly SheetCell[])[] }[] = [];

serveWork(async (request: SheetRequest) => {
  if (request.kind === 'open') {
    const read = await readSheets(Buffer.from(request.bytes), { trim: false, parseNumber: numberText });
    sheets = read.map(({ sheet, data }) => ({ name: sheet, rows: data as SheetCell[][] }));
    return sheets.map(({ name, rows }) => ({ name, length: rows.length }));
  }
  const rows = sheets[request.sheet]?.rows.slice(request.from, request.to) ?? [];
  return rows.map((row) => row.map(cellText));
});
