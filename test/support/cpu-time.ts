/** Time that work takes of the processor: a busy machine does not lengthen it. */

/** Milliseconds of processor time of this process while `work` runs. */
export function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
