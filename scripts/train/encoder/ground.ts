/** The memory of a training: the net, what moves it, the slopes of each share of a batch, and room for each thread. */
import { roundUp } from '../../../src/score/second/product-code.ts';
import type { Sizes } from '../../../src/score/second/weights.ts';
import { newNet, type Net, numbersOf } from './net.ts';
import { openMemory, openProducts, type Products } from './products.ts';

/**
 * Shares of a batch. Their slopes are added in order, so that what is trained depends neither on the number of threads
 * nor on which is quicker.
 */
export const SHARES = 2;
const MEGABYTE = 1024 * 1024;
/** For 16 texts of 64 pieces twice over. */
const ROOM = 160 * MEGABYTE;

export interface Ground {
  readonly memory: WebAssembly.Memory;
  readonly sizes: Sizes;
  readonly headCount: number;
}

export interface OpenGround {
  readonly products: Products;
  readonly net: Net;
  /** Means and squares of the slopes so far. */
  readonly mean: Net;
  readonly square: Net;
  readonly slopes: readonly [Net, Net];
}

function netBytes(sizes: Sizes, headCount: number): number {
  return roundUp(4 * numbersOf(sizes, headCount), 64);
}

export function newGround(sizes: Sizes, headCount: number, threads: number): Ground {
  const nets = (3 + SHARES) * netBytes(sizes, headCount);
  return { memory: openMemory(nets + MEGABYTE + threads * ROOM), sizes, headCount };
}

/** The ground as thread number `who` has it. */
export function openGround({ memory, sizes, headCount }: Ground, who: number): OpenGround {
  const nets = openProducts(memory, 64, memory.buffer.byteLength, sizes.width);
  const next = () => newNet(sizes, headCount, nets);
  const [net, mean, square, one, other] = [next(), next(), next(), next(), next()];
  const first = nets.mark() + who * ROOM;
  const products = openProducts(memory, first, first + ROOM, sizes.width);
  return { products, net, mean, square, slopes: [one, other] };
}
