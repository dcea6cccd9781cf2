import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '../../test/support/eventually.ts';
import { type EventLoopWatch, watchEventLoop } from './event-loop.ts';

/** A clock that jumps while "work" blocks: no test waits for a real block. */
function watched({ starting = false } = {}) {
  let blocked = 0;
  const warn = vi.fn();
  const watch = watchEventLoop({ log: { warn } as never, now: () => blocked, starting });
  return { watch, warn, block: (ms: number) => (blocked += ms) };
}

describe('the watch of the event loop', () => {
  let watch: EventLoopWatch;
  afterEach(() => watch.stop());

  it('logs a long block with what was under way, also where that is over', async () => {
    const made = watched();
    watch = made.watch;
    let end = () => {};
    const open = watch.during('GET /brands/:slug', () => new Promise<void>((resolve) => (end = resolve)));
    await watch.during('detect', async () => void made.block(900));
    await eventually('it is logged', async () => made.warn.mock.calls.length > 0);
    expect(made.warn).toHaveBeenCalledWith(
      { ms: 880, during: 'GET /brands/:slug, detect' },
      'the event loop stood still',
    );
    end();
    await open;
    expect(watch.longest()).toBe(880);
    expect(watch.longest()).toBeLessThan(880);
  });

  it('says nothing of short ones', async () => {
    const made = watched();
    watch = made.watch;
    made.block(200);
    await eventually('it is measured', async () => watch.longest() === 180);
    expect(made.warn).not.toHaveBeenCalled();
  });

  it('counts nothing before the process is ready', async () => {
    const made = watched({ starting: true });
    watch = made.watch;
    made.block(900);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect([watch.longest(), made.warn.mock.calls.length]).toEqual([0, 0]);
    watch.ready();
    made.block(200);
    await eventually('it is measured', async () => watch.longest() >= 180);
  });
});
