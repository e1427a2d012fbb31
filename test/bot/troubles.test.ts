import { beforeEach, describe, expect, it } from '@jest/globals';
import { createTroubles, type Trouble } from '../../src/bot/troubles.ts';

const GONE = new Error('the database is away');

describe('a trouble that lasts', () => {
  let lines: string[];
  let now: number;
  let looking: Trouble;
  let following: Trouble;
  beforeEach(() => {
    lines = [];
    now = 1_000;
    const line = (level: string) => (facts: object, message: string) => {
      const { error, seconds } = facts as { error?: unknown; seconds?: number };
      lines.push([level, message, ...(error === undefined ? [] : [String(error)]), seconds ?? ''].join(' | '));
    };
    const troubles = createTroubles({ info: line('info'), warn: line('warn'), error: line('error') }, () => now);
    looking = troubles.of('look for work');
    following = troubles.of('follow the changes of entries');
  });

  it('is told at once, once a minute, and when it is over', () => {
    for (let second = 0; second < 150; second++) {
      looking.failed(GONE);
      now += 1_000;
    }
    looking.worked();
    looking.worked();
    expect(lines).toEqual([
      'warn | could not look for work; trying on | Error: the database is away | ',
      'warn | could not look for work for 60 s; trying on | Error: the database is away | 60',
      'warn | could not look for work for 120 s; trying on | Error: the database is away | 120',
      'info | can look for work again, after 150 s | 150',
    ]);
  });

  it('is one with the others of its time, and over when all of them are', () => {
    for (let second = 0; second <= 60; second++) {
      looking.failed(GONE);
      following.failed(GONE);
      now += 1_000;
    }
    looking.worked();
    looking.worked();
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('could not look for work and follow the changes of entries for 60 s');
    following.worked();
    expect(lines.slice(2)).toEqual([
      'info | can look for work and follow the changes of entries again, after 61 s | 61',
    ]);
  });

  it('is told anew when it comes back after a while', () => {
    looking.failed(GONE);
    looking.worked();
    now += 60_000;
    following.failed(GONE);
    expect(lines).toHaveLength(3);
    expect(lines[2]).toContain('could not follow the changes of entries; trying on');
  });

  it('is told once where it comes and goes, until it lasts', () => {
    for (let second = 0; second < 30; second++) {
      looking.failed(GONE);
      looking.worked();
      now += 1_000;
    }
    expect(lines).toEqual([
      'warn | could not look for work; trying on | Error: the database is away | ',
      'info | can look for work again, after 0 s | 0',
    ]);
    looking.failed(GONE);
    now += 40_000;
    looking.failed(GONE);
    looking.worked();
    expect(lines.slice(2)).toEqual([
      'warn | could not look for work for 40 s; trying on | Error: the database is away | 40',
      'info | can look for work again, after 40 s | 40',
    ]);
  });

  it('is none where everything works', () => {
    looking.worked();
    following.worked();
    expect(lines).toEqual([]);
  });
});
