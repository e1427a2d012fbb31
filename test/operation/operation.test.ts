import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Operation, startOperation } from '../../src/operation/start-operation.ts';
import type { Store } from '../../src/store/store.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { openTestBot, someone, type TestBot } from '../bot/open-test-bot.ts';
import { sampleEntry } from '../store/sample-entry.ts';

const silent = { info() {}, warn() {}, error() {} };
const loopback = { host: '127.0.0.1', port: 0 };

describe('health and metrics', () => {
  let operation: Operation;
  let test: TestBot;
  const get = (path: string, options: RequestInit = {}) => fetch(`http://127.0.0.1:${operation.port}${path}`, options);
  const page = async () => (await get('/metrics')).text();

  beforeEach(async () => {
    test = await openTestBot([sampleEntry()]);
    operation = await startOperation(loopback, silent);
  });
  afterEach(() => operation.end([test.close]));

  it('are not served unless a port is set', async () => {
    const off = await startOperation(undefined, silent);
    expect(off.port).toBeUndefined();
    await off.end([]);
  });

  it('say alive at once, and ready only when store, index and every platform are', async () => {
    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/readyz')).status).toBe(503);
    operation.follow(test.bot, test.store);
    operation.platform('discord', undefined);
    expect(await (await get('/readyz')).json()).toEqual({
      ready: false,
      store: 'ok',
      index: 'ok',
      discord: 'not ready',
    });
    const connection = { ready: true };
    operation.platform('discord', connection);
    expect((await get('/readyz')).status).toBe(200);
    connection.ready = false;
    expect((await get('/readyz')).status).toBe(503);
  });

  it('say not ready where the store fails, and ready again when it does not, without saying more to strangers', async () => {
    let broken = true;
    const store: Store = {
      ...test.store,
      ping: () =>
        broken ? Promise.reject(new StoreError('reach the database', new Error('secret'))) : test.store.ping(),
    };
    operation.follow(test.bot, store);
    const answer = await get('/readyz');
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('secret');
    broken = false;
    expect((await get('/readyz')).status).toBe(200);
  });

  it('count questions by platform and decision, calls by command, and nothing of what was said', async () => {
    const bot = operation.follow(test.bot, test.store);
    await bot.handle({ ...someone, kind: 'question', text: 'is the moon really made of green cheese?' });
    await bot.handle({ ...someone, kind: 'question', text: 'are there seventeen badgers in the cellar of the mayor?' });
    await bot.handle({ ...someone, kind: 'call', call: { command: 'help', args: {} } });
    await bot.handle({ ...someone, kind: 'call', call: { command: 'badgers', args: {} } });
    operation.log.error({}, 'a line');
    operation.platform('discord', { ready: true });
    const text = await page();
    for (const line of [
      'is_this_true_handled_total{platform="discord",kind="question",outcome="answer"} 1',
      'is_this_true_handled_total{platform="discord",kind="question",outcome="unreviewed"} 1',
      'is_this_true_handled_total{platform="discord",kind="help",outcome="notice"} 1',
      'is_this_true_handled_total{platform="discord",kind="unknown",outcome="problem"} 1',
      'is_this_true_handling_seconds_count{platform="discord"} 4',
      'is_this_true_index_claims 1',
      'is_this_true_inbox_open 0',
      'is_this_true_jobs{state="waiting"} 0',
      'is_this_true_platform_up{platform="discord"} 1',
      'is_this_true_store_up 1',
      'is_this_true_log_lines_total{level="error"} 1',
      'is_this_true_in_flight 0',
    ]) {
      expect(text).toContain(line);
    }
    expect(text).not.toMatch(/badgers|someone|general/);
  });

  it('answer nothing but these, and take nothing', async () => {
    expect((await get('/')).status).toBe(404);
    expect((await get('/metrics/../etc/passwd')).status).toBe(404);
    expect((await get('/metrics', { method: 'POST', body: 'x' })).status).toBe(405);
  });

  it('go on without a port that is taken', async () => {
    const second = await startOperation({ host: '127.0.0.1', port: operation.port! }, silent);
    expect(second.port).toBeUndefined();
    await second.end([]);
  });
});

describe('the end', () => {
  it('waits for what is being handled before it closes the store', async () => {
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const test = await openTestBot([sampleEntry()], (store) => ({
      ...store,
      inquiries: { ...store.inquiries, add: (inquiry) => gate.then(() => store.inquiries.add(inquiry)) },
    }));
    const operation = await startOperation(undefined, silent);
    const bot = operation.follow(test.bot, test.store);
    const reply = bot.handle({ ...someone, kind: 'question', text: 'is the moon really made of green cheese?' });
    const order: string[] = [];
    const ending = operation.end([
      async () => {
        order.push('platforms stopped');
        setImmediate(letGo);
      },
      async () => {
        order.push('closed');
        await test.close();
      },
    ]);
    void reply.then(() => order.push('answered'));
    await ending;
    expect(await reply).toMatchObject({ answer: { kind: 'answer' } });
    expect(order).toEqual(['platforms stopped', 'answered', 'closed']);
  });
});
