/** A share of a batch forward and back: the loss, and its slope for every number that is trained. */
import type { EncoderWeights } from '../../../src/score/second/weights.ts';
import { attend, attendBack } from './attend.ts';
import { lossOf, type Target } from './loss.ts';
import { type Net, type PartName, shapeOfPart } from './net.ts';
import type { Products, Rows } from './products.ts';
import { innerBack } from './sparse.ts';

/** At least one text; each has at least one piece. */
export interface Batch {
  readonly lengths: readonly number[];
  readonly targets: readonly Target[];
  /** Writes what the first layer makes of the texts, one after the other: `sum of lengths × width`. */
  readonly place: (to: Rows) => void;
}

/** Writes the slopes, and answers the sum of the losses. */
export function findGradients(
  net: Net,
  norms: EncoderWeights['norms'],
  batch: Batch,
  slopes: Net,
  products: Products,
): number {
  const { sizes, headCount, parts } = net;
  const { width, wide, heads } = sizes;
  const { lengths, targets } = batch;
  const { loops } = products;
  const [many, texts] = [lengths.reduce((a, b) => a + b, 0), lengths.length];
  const start = products.mark();
  const rows = (columns: number) => products.rows(many, columns);
  const perText = (columns: number) => products.rows(texts, columns);
  const norm = (name: 'attend1' | 'widen1') => {
    const [gain, bias] = [products.row(width), products.row(width)];
    gain.numbers.set(norms[name].gain);
    bias.numbers.set(norms[name].bias);
    return { gain: gain.at, bias: bias.at };
  };
  const [attendNorm, widenNorm] = [norm('attend1'), norm('widen1')];

  // Forward.
  const stream = rows(width);
  batch.place(stream);
  const first = rows(width);
  loops.normalise(stream.at, first.at, attendNorm.gain, attendNorm.bias, many);
  const all = through(first, 'attend1', rows(3 * width));
  const attended = { all, heads, lengths };
  const found = rows(width);
  const shares = attend(attended, found, products);
  through(found, 'join1', stream, true);
  const second = rows(width);
  loops.normalise(stream.at, second.at, widenNorm.gain, widenNorm.bias, many);
  const inner = through(second, 'widen1', rows(wide));
  const mean = average(stream, perText(width), -Infinity);
  const innerMean = average(inner, perText(wide), 0);
  through(innerMean, 'narrow1', mean, true);
  const pooled = bend(through(mean, 'pool', perText(width)));
  const hidden = bend(through(pooled, 'hidden', perText(parts.hidden.numbers.columns)));
  const logits = through(hidden, 'heads', perText(shapeOfPart('heads', sizes, headCount)[1]));

  // Back.
  const dLogits = perText(logits.columns);
  const loss = lossOf(logits, headCount, targets, dLogits.numbers);
  const dHidden = bendBack(hidden, back(hidden, 'heads', dLogits, perText(hidden.columns)));
  const dPooled = bendBack(pooled, back(pooled, 'hidden', dHidden, perText(width)));
  const dMean = back(mean, 'pool', dPooled, perText(width));
  const dInnerMean = back(innerMean, 'narrow1', dMean, perText(wide));
  const dStream = rows(width);
  eachText((t, row, length) => {
    loops.repeatRow(dMean.at + 4 * t * width, dStream.at + 4 * row * width, length, width, 1 / length);
    loops.maskRows(inner.at + 4 * row * wide, dInnerMean.at + 4 * t * wide, length, wide, 1 / length);
  });
  const dSecond = rows(width);
  innerBack(second, parts.widen1.numbers, inner, slopes.parts.widen1, dSecond, products);
  loops.normaliseBack(stream.at, dSecond.at, widenNorm.gain, dStream.at, many);
  const dFound = back(found, 'join1', dStream, rows(width));
  const dAll = rows(3 * width);
  attendBack(attended, shares, dFound, dAll, products);
  back(first, 'attend1', dAll);
  products.release(start);
  return loss;

  /** `to = from × matrix + bias`, or that added to it. */
  function through(from: Rows, name: PartName, to: Rows, adds = false): Rows {
    const { numbers, bias } = parts[name];
    products.multiply(from, numbers, to, adds);
    loops.addRow(bias.at, to.at, to.rows, to.columns, 1);
    return to;
  }
  /** The slopes of a matrix, its bias and, where `dFrom` is given, of what came in. */
  function back<T extends Rows | undefined>(from: Rows, name: PartName, dTo: Rows, dFrom?: T): T {
    const { numbers, bias } = slopes.parts[name];
    products.turnedMultiply(from, dTo, numbers);
    loops.sumRows(dTo.at, bias.at, dTo.rows, dTo.columns, -Infinity);
    if (dFrom !== undefined) products.multiplyTurned(dTo, parts[name].numbers, dFrom);
    return dFrom as T;
  }
  function eachText(each: (t: number, row: number, length: number) => void): void {
    let row = 0;
    lengths.forEach((length, t) => {
      each(t, row, length);
      row += length;
    });
  }
  /** Means over the rows of each text; a number below `least` counts as `least`. */
  function average(from: Rows, to: Rows, least: number): Rows {
    eachText((t, row, length) => {
      const at = to.at + 4 * t * to.columns;
      loops.sumRows(from.at + 4 * row * to.columns, at, length, to.columns, least);
      for (let i = t * to.columns; i < (t + 1) * to.columns; i += 1)
        to.numbers[i] = (to.numbers[i] as number) / length;
    });
    return to;
  }
}

function bend(rows: Rows): Rows {
  const { numbers } = rows;
  for (let i = 0; i < numbers.length; i += 1) numbers[i] = Math.tanh(numbers[i] as number);
  return rows;
}

function bendBack({ numbers: bent }: Rows, slope: Rows): Rows {
  const { numbers } = slope;
  for (let i = 0; i < numbers.length; i += 1)
    numbers[i] = (numbers[i] as number) * (1 - (bent[i] as number) ** 2);
  return slope;
}
