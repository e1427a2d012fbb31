// Is a question answered once although its process dies in the middle?

import { afterEach, describe, expect, it } from '@jest/globals';
import type { Bot } from '../../../src/bot/bot.ts';
import type { Reply } from '../../../src/bot/reply.ts';
import type { Store } from '../../../src/store/store.ts';
import { MODES, openSlack, type TestSlack, type TestSlackOptions } from './open-slack.ts';

const QUESTION = 'is it true that the moon is made of green cheese?';

/** Longer than any test. */
const NEVER = 600_000;

/** Slack's wait for an acknowledgement, and for the second time it delivers an event again. Milliseconds. */
const PATIENCE = 3_000;
const SECOND_RETRY = 60_000;

type Step = 'answering' | 'noting';

/** A bot whose process stops for ever at a step, the first time. What it does later is done by another process. */
function dyingBot(step: Step | undefined) {
  let reached: () => void = () => {};
  let bury: () => void = () => {};
  let alive = step !== undefined;
  const isDead = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const buried = new Promise<undefined>((resolve) => {
    bury = () => resolve(undefined);
  });
  const dies = (here: Step): boolean => {
    if (!alive || step !== here) return false;
    alive = false;
    reached();
    return true;
  };
  return {
    /** Resolves when the process is dead. */
    isDead,
    /** Lets go of what hangs, so that the test can end. */
    bury,
    wrapBot: (bot: Bot): Bot => ({
      ...bot,
      async handle(incoming): Promise<Reply> {
        const reply = await bot.handle(incoming);
        return dies('answering') ? buried : reply;
      },
      posted: (...all) => (dies('noting') ? buried : bot.posted(...all)),
    }),
  };
}

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await new Promise((resolve) => setTimeout(resolve, 2));
}

describe.each(MODES)('an event of Slack, over %s', (mode) => {
  let slack: TestSlack;
  let takes = 0;
  const open = async (options: TestSlackOptions = {}) => {
    takes = 0;
    const wrapStore = (store: Store): Store => ({
      ...store,
      seen: {
        ...store.seen,
        async take(...all) {
          const taken = await store.seen.take(...all);
          takes += 1;
          return taken;
        },
      },
    });
    slack = await openSlack(mode, { wrapStore, ...options });
    const { workspace, emulator } = slack;
    /** The first event and its retries. In a direct message the bot hears its own answers as well. */
    const attempts = () => emulator.deliveries.sent.filter((sent, _, [first]) => sent.delivery === first?.delivery);
    /** Resolves when the app has answered the attempt of that number, or the time for it is over. */
    const answered = (number: number) => until(() => attempts()[number - 1]?.ack !== undefined);
    return { ...slack, attempts, answered, ada: workspace.user('Ada'), general: workspace.channel('general') };
  };
  const errors = () => slack.test.logged.filter(({ level }) => level !== 'info').map(({ message }) => message);
  afterEach(async () => {
    expect(slack.emulator.complaints).toEqual([]);
    expect(slack.unhandled).toEqual([]);
    await slack.close();
  });

  it('is acknowledged once it is answered', async () => {
    const bot = dyingBot('answering');
    const { ada, general, workspace } = await open({ wrapBot: bot.wrapBot, slack: { acknowledgeAfterMs: NEVER } });
    const asking = ada.mentions(general, QUESTION);
    let acknowledged = false;
    void asking.acked.then(() => {
      acknowledged = true;
    });
    await bot.isDead;
    expect(acknowledged).toBe(false);
    bot.bury();
    expect(await asking.acked).toMatchObject({ ok: true });
    await asking;
    await ada.mentions(general, QUESTION);
    expect(workspace.messages(general)).toHaveLength(3);
  });

  it('is acknowledged in time where answering takes long, and answered once', async () => {
    let release: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { ada, general, workspace, emulator } = await open({
      wrapBot: (bot) => ({ ...bot, handle: (incoming) => gate.then(() => bot.handle(incoming)) }),
      slack: { acknowledgeAfterMs: 1 },
    });
    const asking = ada.mentions(general, QUESTION);
    expect(await asking.acked).toMatchObject({ ok: true });
    expect(workspace.messages(general)).toHaveLength(1);
    release();
    await asking;
    expect(workspace.messages(general)).toHaveLength(2);
    await emulator.again(emulator.deliveries.sent[0]!.delivery, { num: 1, reason: 'http_timeout' });
    await emulator.settled();
    expect(workspace.messages(general)).toHaveLength(2);
    expect(errors()).toEqual([]);
  });

  it('comes again where handling it fails, and is answered then', async () => {
    let fails = true;
    const { ada, general, workspace, emulator, attempts, answered } = await open({
      wrapBot: (bot) => ({
        ...bot,
        handle(incoming) {
          if (!fails) return bot.handle(incoming);
          fails = false;
          throw new Error('the handler is broken');
        },
      }),
      slack: { acknowledgeAfterMs: NEVER },
    });
    const asking = ada.mentions(general, QUESTION);
    await until(() => !fails);
    // Over a socket Slack hears nothing, by HTTP at once that it failed.
    if (mode === 'socket') emulator.clock.advance(PATIENCE);
    expect(await asking.acked).toMatchObject(mode === 'socket' ? { error: 'timeout' } : { status: 503 });
    await answered(2);
    await emulator.settled();
    expect(workspace.messages(general)).toHaveLength(2);
    expect(attempts().map(({ ack }) => ack?.ok)).toEqual([false, true]);
    expect(errors()).toEqual(['could not handle an event of Slack']);
  });

  it('comes again where its answer could not be delivered, and is answered then', async () => {
    const { ada, general, workspace, emulator, attempts, answered, test } = await open({
      slack: { acknowledgeAfterMs: NEVER },
    });
    emulator.faults.plan('chat.postMessage', { kind: 'http', status: 503 }, 3);
    const asking = ada.mentions(general, QUESTION);
    await until(() => errors().length > 0);
    if (mode === 'socket') emulator.clock.advance(PATIENCE);
    await asking.acked;
    // At once, while the first process might still be at it: not now.
    await until(() => takes === 2);
    if (mode === 'socket') emulator.clock.advance(PATIENCE);
    await answered(2);
    expect(attempts()[1]?.ack?.ok).toBe(false);
    test.clock.now = new Date(test.clock.now.getTime() + SECOND_RETRY);
    emulator.clock.advance(SECOND_RETRY);
    await answered(3);
    await emulator.settled();
    expect(workspace.messages(general)).toHaveLength(2);
  });

  describe.each([
    ['before it sent the answer', 'answering', 'a channel'],
    ['after it sent the answer and before it noted so', 'noting', 'a channel'],
    ['after it sent the answer and before it noted so', 'noting', 'a direct message'],
  ] as const)('whose process dies %s', (_, step, place) => {
    it(`is answered once by another, in ${place}`, async () => {
      const bot = dyingBot(step);
      const opened = await open({ wrapBot: bot.wrapBot, slack: { acknowledgeAfterMs: NEVER } });
      const { ada, general, workspace, emulator, attempts, answered, test } = opened;
      const channel = place === 'a channel' ? general : ada.dm;
      const asking = place === 'a channel' ? ada.mentions(general, QUESTION) : ada.sendsDm(QUESTION);
      await bot.isDead;
      emulator.clock.advance(PATIENCE);
      expect((await asking.acked)?.ok).toBe(false);
      // Slack sends it again at once; until the lease ends, the first process may still be at it.
      await until(() => takes === 2);
      if (mode === 'socket') emulator.clock.advance(PATIENCE);
      await answered(2);
      expect(attempts()[1]?.ack?.ok).toBe(false);
      expect(workspace.messages(channel)).toHaveLength(step === 'noting' ? 2 : 1);
      test.clock.now = new Date(test.clock.now.getTime() + SECOND_RETRY);
      emulator.clock.advance(SECOND_RETRY);
      await answered(3);
      expect(attempts()[2]?.ack?.ok).toBe(true);
      expect(workspace.messages(channel)).toHaveLength(2);
      bot.bury();
      await asking;
      expect(workspace.messages(channel)).toHaveLength(2);
    });
  });
});
