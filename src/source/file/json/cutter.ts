/** Cuts the entries out of a JSON text that comes in pieces. */
import { cutText } from '../../../domain/text.ts';
import { MAX_RECORD } from '../row.ts';
import { JsonScanner, type Place } from './scanner.ts';

export interface Cut {
  /** The line where it begins, 1 for the first. */
  readonly line: number;
  readonly text: string;
  /** The path of the array or object that it stands in; undefined for a value that stands alone. */
  readonly within: string | undefined;
  /** It was longer than the limit; `text` holds its beginning. */
  readonly tooLong: boolean;
  /** No object: a number, a string or a literal. */
  readonly isScalar: boolean;
}

export interface CutterOptions {
  /** Paths of the arrays, or of the objects with an entry for each id, whose entries are cut out. */
  readonly within: readonly string[];
  /** Cut out objects that stand alone, too; those longer than this stop the reading. */
  readonly alone?: number;
  readonly line?: number;
}

const KEPT_OF_LONG = 1_000;

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

export class Cutter {
  readonly #scanner: JsonScanner;
  readonly #within: ReadonlySet<string>;
  readonly #alone: number | undefined;
  #cuts: Cut[] = [];
  /** Depth of the entry that is being cut; 0 when none is. */
  #depth = 0;
  #from = 0;
  #parts: string[] = [];
  #size = 0;
  #tooLong = false;
  #isAlone = false;
  #path: string | undefined;
  #startLine = 1;
  #line: number;
  /** The next line end of the piece that is not counted yet. */
  #nextLine = 0;
  #piece = '';

  constructor({ within, alone, line = 1 }: CutterOptions) {
    this.#within = new Set(within);
    this.#alone = alone;
    this.#line = line;
    this.#scanner = new JsonScanner({
      open: (place, at, isArray) => this.#open(place, at, isArray),
      close: (_, at) => this.#close(at),
      scalar: (place, at) => this.#scalar(place, at),
    });
  }

  /** The line that is being read. */
  get line(): number {
    return this.#line;
  }

  /** The entries that end in this piece. */
  push(piece: string): Cut[] {
    this.#piece = piece;
    this.#nextLine = endOfLine(piece, 0);
    this.#from = 0;
    this.#cuts = [];
    this.#scanner.push(piece);
    if (this.#depth > 0) this.#keep(piece.length);
    this.#countTo(piece.length);
    return this.#cuts;
  }

  /** The beginning of an entry that the end of the file cuts. */
  end(): Cut | undefined {
    return this.#depth === 0 ? undefined : this.#made(true);
  }

  /** The text so far of an object alone that is longer than `alone`. */
  overflow(): string | undefined {
    return this.#isAlone && this.#depth > 0 && this.#size > (this.#alone ?? 0)
      ? this.#parts.join('')
      : undefined;
  }

  #countTo(to: number): void {
    while (this.#nextLine < to) {
      this.#line += 1;
      this.#nextLine = endOfLine(this.#piece, this.#nextLine + 1);
    }
  }

  #open(place: Place | undefined, at: number, isArray: boolean): void {
    if (this.#depth > 0) return;
    const { depth } = this.#scanner;
    const isAlone = depth === 0 && !isArray && this.#alone !== undefined;
    const isEntry = depth > 0 && place?.parent !== undefined && this.#within.has(place.parent.path);
    if (!isAlone && !isEntry) return;
    this.#countTo(at);
    this.#startLine = this.#line;
    this.#depth = depth + 1;
    this.#from = at;
    this.#isAlone = isAlone;
    this.#path = isAlone ? undefined : place?.parent?.path;
  }

  #close(at: number): void {
    if (this.#depth === 0 || this.#scanner.depth !== this.#depth - 1) return;
    this.#keep(at);
    this.#cuts.push(this.#made(this.#tooLong));
  }

  #made(tooLong: boolean): Cut {
    const cut = {
      line: this.#startLine,
      text: this.#parts.length === 1 ? this.#parts[0]! : this.#parts.join(''),
      within: this.#path,
      tooLong,
      isScalar: false,
    };
    this.#parts = [];
    this.#size = 0;
    this.#tooLong = false;
    this.#depth = 0;
    return cut;
  }

  #keep(to: number): void {
    const part = this.#piece.slice(this.#from, to);
    this.#from = to;
    this.#size += part.length;
    if (!this.#tooLong) this.#parts.push(part);
    if (!this.#isAlone && this.#size > MAX_RECORD) {
      this.#tooLong = true;
      this.#parts = [cutText(this.#parts.join(''), KEPT_OF_LONG)];
    }
  }

  #scalar(place: Place, at: number): void {
    if (this.#depth > 0 || !this.#within.has(place.path)) return;
    this.#countTo(at);
    this.#cuts.push({ line: this.#line, text: '', within: place.path, tooLong: false, isScalar: true });
  }
}
