/** Imports that a page or the API starts: what runs them, as pages see it. */
import type { Readable } from 'node:stream';
import type { ImportWish } from './wish.ts';
import type { Upload } from './uploads.ts';
import type { previewJson } from './preview.ts';

export type PreviewReport = ReturnType<typeof previewJson>;

/** Rows so far, and the share of the file's bytes from 0 to 1. */
export interface Progress {
  readonly read: number;
  readonly share: number;
}

/** How a file would be read. `refused`: it cannot be; the reason names options of the command. */
export type PreviewState =
  | { readonly kind: 'reading'; readonly progress: Progress }
  | { readonly kind: 'read'; readonly report: PreviewReport }
  | { readonly kind: 'refused'; readonly reason: string };

/** An import that somebody asked for. Its number is known once its turn has come. */
export interface BegunImport {
  readonly who: string;
  /** Others are imported before it. */
  readonly waits?: boolean;
  readonly id?: number;
  /** Why it never began. */
  readonly failed?: string;
}

/** Too many files are being read. */
export class ImportsBusyError extends Error {
  override readonly name = 'ImportsBusyError';
}

export interface ImportRuns {
  /** Of the largest file. Bytes. */
  readonly mostBytes: number;
  /** Throws UploadError when the file does not fit. */
  receive(file: Readable, given: Pick<Upload, 'name' | 'who'>): Promise<Upload>;
  upload(token: string): Promise<Upload | undefined>;
  discard(upload: Upload): Promise<void>;
  /**
   * What is known of how the file would be read, after waiting at most `waitMs`. Reading goes on when nobody waits; another
   * wish for the same file ends it. Throws ImportsBusyError.
   */
  preview(upload: Upload, wish: ImportWish, waitMs: number): Promise<PreviewState>;
  /**
   * Imports the file when those before it are over, and resolves to the number of the import as soon as it begins. The file
   * is removed at the end of an import that was done. Throws UserError where it cannot be read, and ImportsBusyError.
   */
  start(upload: Upload, wish: ImportWish, who: string): Promise<number>;
  /** Whether an import of this file was asked for, also after the file is gone; of the last hundred. */
  begun(token: string): BegunImport | undefined;
  /** Begins to take an import back. Throws ImportsBusyError. */
  undo(id: number, who: string): Promise<void>;
  /** Of an import that runs or is taken back in this process. */
  progress(id: number): Progress | undefined;
  /** Resolves when an import that this process runs or takes back is over. */
  over(id: number): Promise<void>;
}
