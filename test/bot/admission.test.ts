import { describe, expect, it } from '@jest/globals';
import { createAdmission } from '../../src/bot/admission.ts';

/** Two at once, a second's wait at most, on a clock that the test moves. */
function open() {
  const clock = { now: 1_000 };
  const admission = createAdmission(() => clock.now, { atOnce: 2, longestWaitMs: 1_000 });
  const states: string[] = [];
  /** Comes at the door; its state is in the list from then on. */
  const comeAlone = async (): Promise<void> => {
    const me = states.push('waits') - 1;
    states[me] = (await admission.enter()) ? 'in' : 'turned away';
  };
  const settled = () => new Promise(setImmediate);
  /** Several come, and what became of all so far. */
  const come = async (n: number): Promise<string[]> => {
    for (let i = 0; i < n; i += 1) void comeAlone();
    await settled();
    return states;
  };
  const out = async (ms: number): Promise<string[]> => {
    clock.now += ms;
    admission.leave();
    await settled();
    return states;
  };
  return { clock, come, out };
}

const times = (n: number, state: string): string[] => Array.from({ length: n }, () => state);

describe('admission', () => {
  it('lets in so many at once, and the others in the order in which they came', async () => {
    const { come, out } = open();
    expect(await come(4)).toEqual(['in', 'in', 'waits', 'waits']);
    expect(await out(1)).toEqual(['in', 'in', 'in', 'waits']);
    expect(await out(1)).toEqual(['in', 'in', 'in', 'in']);
    expect(await come(1)).toEqual(['in', 'in', 'in', 'in', 'waits']);
    for (let i = 0; i < 5; i += 1) await out(1);
    expect((await come(2)).slice(-2)).toEqual(['in', 'in']);
  });

  it('turns away at once whom it would keep waiting too long, before it knows the pace', async () => {
    const { come } = open();
    // One in ten milliseconds is the first guess: a hundred take a second.
    expect(await come(110)).toEqual(['in', 'in', ...times(99, 'waits'), ...times(9, 'turned away')]);
  });

  it('takes in more where others come out fast, fewer where they come out slowly', async () => {
    const line = async (pace: number): Promise<number> => {
      const { come, out } = open();
      await come(3);
      for (let i = 0; i < 100; i += 1) {
        await out(pace);
        await come(1);
      }
      return (await come(2_000)).filter((state) => state === 'waits').length;
    };
    expect(await line(1)).toBeGreaterThan(900);
    expect(await line(100)).toBeLessThan(15);
  });

  it('turns away where nobody comes out, and takes in again once they do', async () => {
    const { clock, come, out } = open();
    await come(3);
    clock.now += 1_001;
    expect((await come(1)).at(-1)).toBe('turned away');
    // Who waited too long is let go too, and the place is free.
    expect(await out(0)).toEqual(['in', 'in', 'turned away', 'turned away']);
    expect((await come(2)).slice(-2)).toEqual(['in', 'waits']);
    await out(1);
    await out(1);
    expect((await come(1)).at(-1)).toBe('in');
  });

  it('does not count a quiet time as slowness', async () => {
    const { clock, come, out } = open();
    await come(2);
    await out(5);
    await out(5);
    clock.now += 3_600_000;
    await come(2);
    await out(5);
    expect(await come(90)).not.toContain('turned away');
  });
});
