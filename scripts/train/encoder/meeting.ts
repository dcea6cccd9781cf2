/** Where threads wait for one another. */
export const MEETING_BYTES = 8;

/** Answers a function that returns when all `threads` have called it as often. */
export function meeting(memory: SharedArrayBuffer, threads: number): () => void {
  const [HERE, TURN] = [0, 1] as const;
  const state = new Int32Array(memory);
  return () => {
    const turn = Atomics.load(state, TURN);
    if (Atomics.add(state, HERE, 1) + 1 < threads) {
      while (Atomics.load(state, TURN) === turn) Atomics.wait(state, TURN, turn);
      return;
    }
    Atomics.store(state, HERE, 0);
    Atomics.add(state, TURN, 1);
    Atomics.notify(state, TURN);
  };
}
