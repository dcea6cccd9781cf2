/** Adam (Kingma & Ba 2015), for whole arrays and for single rows of a large one. */

const FIRST = 0.9;
const SECOND = 0.999;
const EPSILON = 1e-8;

export interface Adam {
  /** Applies and clears `gradient`. */
  step(gradient: Float32Array, rate: number, decay?: number): void;
  /** Opens a step of single rows. */
  tick(): void;
  /** Applies row `from` of `gradient` to row `to`. */
  row(gradient: Float32Array, from: number, to: number, width: number, rate: number): void;
}

export function adam(values: Float32Array): Adam {
  const mean = new Float32Array(values.length);
  const square = new Float32Array(values.length);
  let steps = 0;
  let firstShare = 1;
  let secondShare = 1;

  function tick(): void {
    steps += 1;
    firstShare = 1 - FIRST ** steps;
    secondShare = 1 - SECOND ** steps;
  }
  function move(i: number, g: number, rate: number): void {
    const m = FIRST * (mean[i] as number) + (1 - FIRST) * g;
    const s = SECOND * (square[i] as number) + (1 - SECOND) * g * g;
    mean[i] = m;
    square[i] = s;
    values[i] = (values[i] as number) - (rate * (m / firstShare)) / (Math.sqrt(s / secondShare) + EPSILON);
  }
  return {
    tick,
    step(gradient, rate, decay = 0) {
      tick();
      for (let i = 0; i < values.length; i += 1)
        move(i, (gradient[i] as number) + decay * (values[i] as number), rate);
      gradient.fill(0);
    },
    row(gradient, from, to, width, rate) {
      for (let d = 0; d < width; d += 1) move(to * width + d, gradient[from * width + d] as number, rate);
    },
  };
}
