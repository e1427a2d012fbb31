import { expect, it } from '@jest/globals';
import { createLogger } from '../src/logger.ts';

function logged(write: (log: ReturnType<typeof createLogger>) => void, level: 'info' | 'silent' = 'info'): string {
  const lines: string[] = [];
  write(createLogger(level, { write: (line) => void lines.push(line) }));
  return lines.join('');
}

it('the log keeps secrets back, wherever they stand', () => {
  const text = logged((log) => {
    log.info({ token: 'hush-1', config: { password: 'hush-2', slack: { signingSecret: 'hush-3' } } }, 'started');
    log.error({ error: Object.assign(new Error('it failed'), { token: 'hush-4' }) }, 'could not');
  });
  expect(text).not.toContain('hush');
  expect(text.match(/\[secret\]/g)).toHaveLength(4);
});

it('a line of the log is one JSON object with its level, time, words and the cause of an error', () => {
  const text = logged((log) => log.error({ error: new Error('outer', { cause: new Error('inner') }), id: 'x1' }, 'no'));
  expect(text.trimEnd().split('\n')).toHaveLength(1);
  expect(JSON.parse(text)).toMatchObject({
    level: 'error',
    id: 'x1',
    msg: 'no',
    error: { cause: { message: 'inner' } },
  });
  expect(JSON.parse(text).time).toMatch(/^\d{4}-\d{2}-\d{2}T/);
  expect(logged((log) => log.error({}, 'no'), 'silent')).toBe('');
});
