/** Rejects with `no answer` after `ms`, for `Promise.race`. Does not keep the process alive. */
export function timeout(ms: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('no answer')), ms).unref();
  });
}
