/** The encoder by its definition, in plain loops of double precision. */
import { type EncoderWeights, type MatrixName, type NormName, timing } from './weights.ts';

type Rows = readonly (readonly number[])[];

/** What the encoder answers to one text. */
export function plainEncoder(weights: EncoderWeights, pieces: ArrayLike<number>): number[] {
  const { embeddings, matrices, norms, sizes } = weights;
  const { dims, heads } = sizes;

  function through(name: MatrixName, rows: Rows): number[][] {
    const { numbers, bias } = matrices[name];
    return rows.map((row) =>
      Array.from(bias, (b, c) => row.reduce((sum, x, r) => sum + x * numbers[r * bias.length + c]!, b)),
    );
  }
  function even(name: NormName, rows: Rows): number[][] {
    const { gain, bias } = norms[name];
    return rows.map((row) => {
      const mean = row.reduce((a, b) => a + b, 0) / row.length;
      const variance = row.reduce((sum, x) => sum + (x - mean) ** 2, 0) / row.length;
      return row.map((x, i) => (gain[i]! * (x - mean)) / Math.sqrt(variance + 1e-6) + bias[i]!);
    });
  }
  function attend(layer: 0 | 1, rows: Rows): number[][] {
    const all = through(`attend${layer}`, even(`attend${layer}`, rows));
    const width = all[0]!.length / 3;
    const size = width / heads;
    const found = all.map(() => Array<number>(width).fill(0));
    for (let head = 0; head < heads; head += 1)
      all.forEach((query, i) => {
        const at = head * size;
        const dot = all.map((key) =>
          Array.from({ length: size }).reduce<number>(
            (sum, _, k) => sum + query[at + k]! * key[width + at + k]!,
            0,
          ),
        );
        const shares = dot.map((x) => Math.exp((x - Math.max(...dot)) / Math.sqrt(size)));
        const total = shares.reduce((a, b) => a + b, 0);
        for (let k = 0; k < size; k += 1)
          found[i]![at + k] = all.reduce(
            (sum, row, j) => sum + (shares[j]! / total) * row[2 * width + at + k]!,
            0,
          );
      });
    return through(`join${layer}`, found);
  }
  function feed(layer: 0 | 1, rows: Rows): number[][] {
    const inner = through(`widen${layer}`, even(`widen${layer}`, rows));
    return through(
      `narrow${layer}`,
      inner.map((row) => row.map((x) => Math.max(0, x))),
    );
  }
  const sum = (a: Rows, b: Rows) => a.map((row, i) => row.map((x, j) => x + b[i]![j]!));

  const start = Array.from(pieces, (piece, place) =>
    Array.from(timing(place, dims), (t, d) => 2 * embeddings[piece * dims + d]! + t),
  );
  let stream = sum(through('across', start), attend(0, start));
  stream = sum(stream, feed(0, stream));
  stream = sum(stream, attend(1, stream));
  stream = sum(stream, feed(1, stream));
  const mean = stream[0]!.map((_, d) => stream.reduce((total, row) => total + row[d]!, 0) / stream.length);
  return through('pool', [mean])[0]!.map(Math.tanh);
}
