/** One part of a batch forward and back: the loss, and its slope for every number that is trained. */
import type { EncoderWeights } from '../../../src/score/second/weights.ts';
import { attend, attendBack } from './attend.ts';
import { lossOf, type Target } from './loss.ts';
import { type Net, rowsOf, shapeOfPart } from './net.ts';
import { evenBack, evenRows } from './norm.ts';
import type { Products, Rows } from './products.ts';

/** Texts as what the first layer makes of them, one after the other. */
export interface Batch {
  /** `sum of lengths × width`. */
  readonly lower: Float32Array;
  readonly lengths: readonly number[];
  readonly targets: readonly Target[];
}

/** Adds to `slopes`, and answers the sum of the losses. */
export function addGradients(
  net: Net,
  norms: EncoderWeights['norms'],
  batch: Batch,
  slopes: Net,
  products: Products,
): number {
  const { sizes, headCount, parts } = net;
  const { width, wide, heads } = sizes;
  const { lengths } = batch;
  const [many, texts] = [lengths.reduce((a, b) => a + b, 0), lengths.length];
  const start = products.mark();
  const rows = (columns: number) => rowsOf(products, many, columns);
  const perText = (columns: number) => rowsOf(products, texts, columns);
  const places = lengths.map((_, t) => lengths.slice(0, t).reduce((a, b) => a + b, 0));

  // Forward.
  const [even0, even1, spreads0, spreads1] = [rows(width), rows(width), rows(1), rows(1)];
  const [stream, first, all, found, second, inner] = [
    rows(width),
    rows(width),
    rows(3 * width),
    rows(width),
    rows(width),
    rows(wide),
  ];
  stream.numbers.set(batch.lower);
  evenRows(stream.numbers, norms.attend1, first.numbers, even0.numbers, spreads0.numbers);
  through(first, 'attend1', all);
  const attended = { all: all.numbers, width, heads };
  const shares = lengths.map((length, t) => attend(attended, places[t] as number, length, found.numbers));
  through(found, 'join1', stream, true);
  evenRows(stream.numbers, norms.widen1, second.numbers, even1.numbers, spreads1.numbers);
  through(second, 'widen1', inner);
  const [mean, innerMean, pooled, logits] = [
    perText(width),
    perText(wide),
    perText(width),
    perText(shapeOfPart('heads', sizes, headCount)[1]),
  ];
  average(stream, mean, -Infinity);
  average(inner, innerMean, 0);
  through(innerMean, 'narrow1', mean, true);
  through(mean, 'pool', pooled);
  for (let i = 0; i < pooled.numbers.length; i += 1)
    pooled.numbers[i] = Math.tanh(pooled.numbers[i] as number);
  through(pooled, 'heads', logits);

  // Back.
  const [dLogits, dPooled, dMean, dInnerMean] = [
    perText(logits.columns),
    perText(width),
    perText(width),
    perText(wide),
  ];
  const loss = lossOf(logits, headCount, batch.targets, dLogits.numbers);
  back(pooled, 'heads', dLogits, dPooled);
  for (let i = 0; i < pooled.numbers.length; i += 1)
    dPooled.numbers[i] = (dPooled.numbers[i] as number) * (1 - (pooled.numbers[i] as number) ** 2);
  back(mean, 'pool', dPooled, dMean);
  back(innerMean, 'narrow1', dMean, dInnerMean);
  const [dStream, dInner, dSecond, dFound, dAll] = [
    rows(width),
    rows(wide),
    rows(width),
    rows(width),
    rows(3 * width),
  ];
  share(dMean, dStream);
  share(dInnerMean, dInner);
  for (let i = 0; i < inner.numbers.length; i += 1)
    if (!((inner.numbers[i] as number) > 0)) dInner.numbers[i] = 0;
  back(second, 'widen1', dInner, dSecond);
  evenBack(dSecond.numbers, norms.widen1, even1.numbers, spreads1.numbers, dStream.numbers);
  back(found, 'join1', dStream, dFound);
  lengths.forEach((length, t) => {
    attendBack(
      attended,
      places[t] as number,
      length,
      shares[t] as Float32Array,
      dFound.numbers,
      dAll.numbers,
    );
  });
  back(first, 'attend1', dAll);
  products.release(start);
  return loss;

  /** `to = from × matrix + bias`, or that added to it. */
  function through(from: Rows, name: keyof Net['parts'], to: Rows, adds = false): void {
    const { numbers, bias } = parts[name];
    for (let i = 0; i < to.numbers.length; i += 1)
      to.numbers[i] = (adds ? (to.numbers[i] as number) : 0) + (bias[i % to.columns] as number);
    products.multiply(from, numbers, to, true);
  }
  /** The slopes of a matrix, its bias and, where `dFrom` is given, of what came in. */
  function back(from: Rows, name: keyof Net['parts'], dTo: Rows, dFrom?: Rows): void {
    const mark = products.mark();
    const { numbers, bias } = slopes.parts[name];
    const turned = rowsOf(products, from.columns, from.rows);
    products.turn(from, turned.numbers);
    products.multiply(turned, dTo.numbers, { numbers, rows: from.columns, columns: dTo.columns }, true);
    for (let i = 0; i < dTo.numbers.length; i += 1) {
      const c = i % dTo.columns;
      bias[c] = (bias[c] as number) + (dTo.numbers[i] as number);
    }
    if (dFrom !== undefined) {
      const matrix = { numbers: parts[name].numbers, rows: dFrom.columns, columns: dTo.columns };
      const other = products.floats(dTo.columns, dFrom.columns);
      products.turn(matrix, other);
      products.multiply(dTo, other, dFrom);
    }
    products.release(mark);
  }
  /** Means over the rows of each text; a number below `least` counts as `least`. */
  function average(from: Rows, to: Rows, least: number): void {
    lengths.forEach((length, t) => {
      for (let r = places[t] as number; r < (places[t] as number) + length; r += 1)
        for (let c = 0; c < to.columns; c += 1) {
          const at = t * to.columns + c;
          const x = Math.max(least, from.numbers[r * to.columns + c] as number);
          to.numbers[at] = (to.numbers[at] as number) + x / length;
        }
    });
  }
  /** The slope of a mean, for each row that it is of. */
  function share(from: Rows, to: Rows): void {
    lengths.forEach((length, t) => {
      for (let r = places[t] as number; r < (places[t] as number) + length; r += 1)
        for (let c = 0; c < to.columns; c += 1)
          to.numbers[r * to.columns + c] = (from.numbers[t * to.columns + c] as number) / length;
    });
  }
}
