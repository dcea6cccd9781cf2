import { describe, expect, it } from 'vitest';
import { HANG_MS } from '../../test/support/eventually.ts';
import { Line } from './line.ts';

/** A run that ends on request. */
function held(value: string, begun: string[] = []) {
  let end = () => {};
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  const run = async () => {
    begun.push(value);
    await over;
    return { value };
  };
  return { run, end };
}

const limits = { running: 1, waiting: 2, waitMs: HANG_MS };

describe('the line before heavy pages', () => {
  it('answers those who wait for the same at once, and not with what was begun before', async () => {
    const line = new Line<string>(limits);
    const begun: string[] = [];
    const [first, second, third] = ['first', 'second', 'third'].map((value) => held(value, begun));
    const asked = [first, second, third].map((one) => line.ask({ key: 'page', run: one!.run }));
    first!.end();
    expect(await asked[0]).toBe('first');
    second!.end();
    expect(await Promise.all(asked)).toEqual(['first', 'second', 'second']);
    expect(begun).toEqual(['first', 'second']);
  });

  it('keeps apart what has another key or none', async () => {
    const line = new Line<string>({ ...limits, waiting: 9 });
    const first = held('a');
    const asked = [
      line.ask({ run: first.run }),
      ...['1', '1', '2', undefined, undefined].map((key, i) =>
        line.ask({ key, run: async () => ({ value: `${key} ${i}` }) }),
      ),
    ];
    first.end();
    expect(await Promise.all(asked)).toEqual(['a', '1 0', '1 0', '2 2', 'undefined 3', 'undefined 4']);
  });

  it('is short: who finds it full is answered at once, and others are not', async () => {
    const line = new Line<string>(limits);
    const first = held('a');
    const [running, one, two, three] = [1, 2, 3, 4].map(() => line.ask({ run: first.run }));
    expect(await three).toBe('busy');
    first.end();
    expect(await Promise.all([running, one, two])).toEqual(['a', 'a', 'a']);
  });

  it('lets nobody wait for long', async () => {
    const line = new Line<string>({ ...limits, waitMs: 1 });
    const first = held('a');
    const running = line.ask({ run: first.run });
    expect(await line.ask({ run: first.run })).toBe('busy');
    first.end();
    expect(await running).toBe('a');
  });

  it('lets few wait longer: then the machine is slow', async () => {
    const line = new Line<string>({ ...limits, waitMs: 50, few: 1 });
    const [first, second] = [held('a'), held('b')];
    const running = line.ask({ run: first.run });
    const patient = line.ask({ run: second.run });
    await new Promise((resolve) => setTimeout(resolve, 120));
    first.end();
    second.end();
    expect(await Promise.all([running, patient])).toEqual(['a', 'b']);
  });

  it('does what was asked for too late for whoever asked, so that it is there for the next', async () => {
    const line = new Line<string>({ ...limits, waitMs: 1 });
    const begun: string[] = [];
    const first = held('a', begun);
    const running = line.ask({ run: first.run });
    expect(await line.ask({ key: 'page', run: held('kept', begun).run })).toBe('busy');
    expect(await line.ask({ run: held('not kept', begun).run })).toBe('busy');
    first.end();
    await running;
    await Promise.resolve();
    expect(begun).toEqual(['a', 'kept']);
  });

  it('does not do what nobody waits for any more', async () => {
    const line = new Line<string>(limits);
    const begun: string[] = [];
    const first = held('a', begun);
    const gone = new AbortController();
    const running = line.ask({ run: first.run });
    const left = line.ask({ key: 'page', run: held('b', begun).run, signal: gone.signal });
    gone.abort();
    expect(await left).toBe('busy');
    first.end();
    await running;
    expect(await line.ask({ run: async () => ({ value: 'c' }) })).toBe('c');
    expect(begun).toEqual(['a']);
  });

  it('passes an error to all who wait for it, and goes on', async () => {
    const line = new Line<string>(limits);
    const first = held('a');
    const running = line.ask({ run: first.run });
    const fails = () => line.ask({ key: 'x', run: () => Promise.reject(new Error('broken')) });
    const both = [fails(), fails()].map((one) => one.catch((error: Error) => error.message));
    first.end();
    expect(await Promise.all([running, ...both])).toEqual(['a', 'broken', 'broken']);
    expect(await line.ask({ run: async () => ({ value: 'c' }) })).toBe('c');
  });
});
