/** Rejects with `no answer` after `ms`, for a race with whom an answer is wanted of. Keeps no process alive. */
export function timeout(ms: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('no answer')), ms).unref();
  });
}
