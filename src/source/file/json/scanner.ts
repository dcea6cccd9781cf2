/**
 * Follows the arrays and objects of a JSON text that comes in pieces, in constant memory and linear time. It reads no
 * values: it says where each array and object begins and ends, and what its place is called.
 */
import { MAX_LEVELS } from '../../../domain/parse-json.ts';

/** Places by name under one parent; more have one name together, as in an object with an entry for every id. */
const MAX_NAMES = 30;
/** Places with a name in one text. */
const MAX_PLACES = 5_000;
/** Levels whose places have names. */
const MAX_NAMED = 12;
const ID = /\d|^[-_]/;

/** A place in the text: `.data`, `.data[]`, `.hits.hits[]._source`. Places of one name are one. */
export class Place {
  readonly path: string;
  readonly depth: number;
  readonly parent: Place | undefined;
  readonly key: string;
  isArray = false;
  /** Objects directly in it, and whether all their names look like ids. */
  objects = 0;
  hasIds = true;
  readonly #children = new Map<string, Place>();

  constructor(path: string, depth: number, parent?: Place, key = '') {
    this.path = path;
    this.depth = depth;
    this.parent = parent;
    this.key = key;
  }

  /** `isNew` where nothing had this place before; undefined where a new one is not wanted. */
  child(key: string, mayAdd: boolean): { readonly place: Place; readonly isNew: boolean } | undefined {
    const own = this.isArray ? '[]' : `.${key}`;
    const isShared = !this.#children.has(own) && this.#children.size >= MAX_NAMES;
    const name = isShared ? '.*' : own;
    const known = this.#children.get(name);
    if (known) return { place: known, isNew: false };
    return mayAdd ? { place: this.#add(name, isShared ? '*' : key), isNew: true } : undefined;
  }

  #add(name: string, key: string): Place {
    const place = new Place(this.path + name, this.depth + 1, this, key);
    this.#children.set(name, place);
    return place;
  }

  *all(): Generator<Place> {
    yield this;
    for (const child of this.#children.values()) yield* child.all();
  }
}

export interface ScanEvents {
  /** An array or object begins at `at` of this piece. `place` is undefined where it lies too deep. */
  open(place: Place | undefined, at: number, isArray: boolean): void;
  /** It ended before `at`. */
  close(place: Place | undefined, at: number): void;
  /** A value that is neither stands directly in an array. */
  scalar(place: Place, at: number): void;
}

const [QUOTE, COMMA, COLON] = [34, 44, 58];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125];

export class JsonScanner {
  readonly root = new Place('', 0);
  readonly #events: ScanEvents;
  readonly #stack: (Place | undefined)[] = [];
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** The key that is being read, or was read last; parts of it where pieces cut it. */
  #key = '';
  #expectsKey = false;
  #readsKey = false;
  /** Something other than blanks stands before the next comma. */
  #hasValue = false;
  #places = 0;
  /** The next backslash of the piece. */
  #slash = -1;

  constructor(events: ScanEvents) {
    this.#events = events;
  }

  get depth(): number {
    return this.#depth;
  }

  push(piece: string): void {
    this.#slash = -1;
    let at = 0;
    while (at < piece.length) {
      if (this.#inString) {
        at = this.#string(piece, at);
        continue;
      }
      const code = piece.charCodeAt(at);
      if (code === OPEN_OBJECT || code === OPEN_ARRAY) this.#open(code === OPEN_ARRAY, at);
      else if (this.#depth > 0) this.#inside(code, at);
      at += 1;
    }
  }

  #inside(code: number, at: number): void {
    if (code === QUOTE) {
      this.#inString = true;
      this.#readsKey = this.#expectsKey;
      if (this.#readsKey) this.#key = '';
      else this.#hasValue = true;
    } else if (code === COMMA) {
      this.#scalar(at);
      this.#expectsKey = this.#stack[this.#depth - 1]?.isArray === false;
    } else if (code === COLON) this.#expectsKey = false;
    else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
      this.#scalar(at);
      this.#close(at);
    } else if (code > 32) this.#hasValue = true;
  }

  #scalar(at: number): void {
    const top = this.#stack[this.#depth - 1];
    if (this.#hasValue && top?.isArray) this.#events.scalar(top, at);
    this.#hasValue = false;
  }

  #string(piece: string, from: number): number {
    let at = from;
    if (this.#escaped) {
      this.#escaped = false;
      at += 1;
    }
    let end = piece.indexOf('"', at);
    for (;;) {
      if (end >= 0 && end < at) end = piece.indexOf('"', at);
      const slash = this.#nextSlash(piece, at);
      if (slash < (end < 0 ? piece.length : end)) {
        at = slash + 2;
        if (at <= piece.length) continue;
        this.#escaped = true;
      } else if (end >= 0) {
        this.#keep(piece, from, end);
        this.#inString = false;
        return end + 1;
      }
      this.#keep(piece, from, piece.length);
      return piece.length;
    }
  }

  /** Each piece is searched for backslashes once. */
  #nextSlash(piece: string, at: number): number {
    if (this.#slash < at) {
      const found = piece.indexOf('\\', at);
      this.#slash = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#slash;
  }

  #keep(piece: string, from: number, to: number): void {
    if (this.#readsKey && this.#key.length < 200) this.#key += piece.slice(from, Math.min(to, from + 200));
  }

  #open(isArray: boolean, at: number): void {
    const parent = this.#depth === 0 ? this.root : this.#stack[this.#depth - 1];
    const named = parent !== undefined && parent.depth < MAX_NAMED && this.#depth < MAX_LEVELS;
    // The name of a top-level value is that of the whole text.
    const found = named && this.#depth > 0 ? parent.child(this.#key, this.#places < MAX_PLACES) : undefined;
    if (found?.isNew) this.#places += 1;
    const place = this.#depth === 0 ? this.root : found?.place;
    if (place) place.isArray = isArray;
    if (parent && place && place !== parent && !isArray) {
      parent.objects += 1;
      parent.hasIds &&= !parent.isArray && ID.test(this.#key);
    }
    this.#events.open(place, at, isArray);
    if (this.#depth < MAX_LEVELS) this.#stack[this.#depth] = place;
    this.#depth += 1;
    this.#expectsKey = !isArray;
    this.#hasValue = false;
  }

  #close(at: number): void {
    this.#depth -= 1;
    const place = this.#depth < MAX_LEVELS ? this.#stack[this.#depth] : undefined;
    this.#expectsKey = false;
    this.#events.close(place, at + 1);
  }
}
