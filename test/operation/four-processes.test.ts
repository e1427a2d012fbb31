// Does the bot stay one bot when it is four processes, and one of them is killed in the middle of it?

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Bot, startBot } from '../../src/bot/bot.ts';
import { openPostgresStore } from '../../src/store/postgres/open-postgres-store.ts';
import type { Store } from '../../src/store/store.ts';
import { manifestApp } from '../adapters/slack/manifest-app.ts';
import { type Balancer, startBalancer } from '../balancer.ts';
import { badgers, Hands } from '../bot/moderation/hands.ts';
import { type SlackEmulator, startSlackEmulator } from '../emulators/slack/emulator.ts';
import type { Message } from '../emulators/slack/message.ts';
import type { Fields } from '../emulators/slack/payload.ts';
import type { Person } from '../emulators/slack/person.ts';
import type { Workspace } from '../emulators/slack/workspace.ts';
import { skipReason, startPostgres, type TestPostgres } from '../postgres/start-postgres.ts';
import { buildProgram } from '../run-program.ts';
import { shippedModel } from '../shipped-model.ts';
import { sampleEntry } from '../store/sample-entry.ts';
import { until } from '../until.ts';
import { type WatchedProgram, watchPrograms } from '../watch-programs.ts';

const PROCESSES = 4;
const VICTIM = 2;
const CHANNELS = 6;
/** Questions without an answer at one time. */
const MOST_OPEN = 8;
const MOON = 'is it true that the moon is made of green cheese?';
const BADGERS = 'is it true that the mayor keeps seventeen tame badgers in his cellar?';

/** An event is its process's for less than so long, and Slack sends one for the second time after so long. In milliseconds. */
const LEASE_MS = 46_000;
const SECOND_RETRY_MS = 60_000;

/** In this time a published change is answered by in every process, in milliseconds. */
const PROMISED_MS = 1_000;

const log = { info() {}, warn() {}, error() {} };
const reason = skipReason();
const describeHere = reason === undefined ? describe : describe.skip;

/** A question that was asked by a mention. */
interface Asked {
  readonly said: Message;
  readonly eventId: string;
}

describeHere(`four processes on one PostgreSQL${reason === undefined ? '' : ` (left out: ${reason})`}`, () => {
  const programs = watchPrograms();
  let server: TestPostgres;
  let emulator: SlackEmulator;
  let balancer: Balancer;
  let store: Store;
  /** Where the moderator is: one more bot on the same database, which speaks to no platform. */
  let desk: Bot;

  beforeAll(async () => {
    buildProgram();
    server = await startPostgres();
    emulator = await startSlackEmulator({ delivery: 'http', app: manifestApp('http') });
  }, 120_000);
  afterAll(async () => {
    await programs.end();
    await desk?.stop();
    await store?.close();
    await balancer?.close();
    await emulator?.close();
    await server?.remove();
  });

  it('answer every question once, correct every earlier answer once, and know of every change within a second', async () => {
    const url = await server.freshUrl();
    const workspace = emulator.workspace();
    const people = Array.from({ length: 12 }, (_, n) => workspace.user(`Person ${n}`));
    const moderator = workspace.user('Mod');
    const channels = Array.from({ length: CHANNELS }, (_, n) => workspace.channel(`channel-${n}`));
    await prepare(url, workspace, moderator);
    const running = await startPrograms(url, workspace);
    balancer = await startBalancer(running.map(({ address }) => address));
    await emulator.deliverTo(`${balancer.url}/slack/events`);

    const asked: Asked[] = [];
    const ask = (text = MOON): Asked => {
      const person = people[asked.length % people.length] as Person;
      const channel = channels[asked.length % CHANNELS] ?? '';
      void person.mentions(channel, text);
      const { payload } = emulator.deliveries.sent.at(-1)?.delivery ?? { payload: {} as Fields };
      const one = { said: workspace.lastMessage(channel), eventId: String(payload.event_id) };
      asked.push(one);
      return one;
    };
    const answersTo = ({ said }: Asked): Message[] =>
      workspace
        .messages(said.channel)
        .filter(({ author, threadTs }) => author === workspace.botUserId && threadTs === said.ts);
    const servedBy = ({ eventId }: Asked) =>
      balancer.served.find(({ body, status }) => status === 200 && body.includes(`"${eventId}"`))?.by;
    const isAcknowledged = (each: Asked) => servedBy(each) !== undefined;
    const handedTo = ({ eventId }: Asked) =>
      balancer.handed.filter(({ body }) => body.includes(`"${eventId}"`)).map(({ to }) => to);
    /** Those that the killed process never had in its hands. */
    const ofSurvivors = () => asked.filter((each) => !handedTo(each).includes(VICTIM));
    const open = () => ofSurvivors().filter((each) => !isAcknowledged(each) || answersTo(each).length === 0);
    const unanswered = () => asked.filter((each) => servedBy(each) !== VICTIM && answersTo(each).length === 0);
    const allAnswered = () => open().length === 0;
    /** One question after the other, until told to stop. */
    const keepAsking = () => {
      const stop = new AbortController();
      const done = (async () => {
        while (!stop.signal.aborted) {
          ask();
          await sleep(150);
          // A machine that is slow today is asked more slowly, or people would be told "I could not check".
          await until('fewer open questions', () => open().length < MOST_OPEN);
        }
      })();
      return () => {
        stop.abort();
        return done;
      };
    };

    // Questions keep coming; a process is killed with some of them in its hands.
    let stop = keepAsking();
    await until('the first questions', () => balancer.served.length >= 3 * PROCESSES);
    const burst = Array.from({ length: PROCESSES }, () => ask());
    await until('a question in each hand', () => burst.every((each) => handedTo(each).length > 0));
    running[VICTIM]?.program.process.kill('SIGKILL');
    const killed = performance.now();
    await running[VICTIM]?.program.exit;
    const before = asked.length;
    await until('questions after the death', () => asked.length >= before + 12);
    await stop();
    await until('all answers', allAnswered);

    // A moderator publishes: every process that lives answers by it.
    const mod = new Hands({ bot: desk }, { id: moderator.id }, placeIn(workspace, channels[0] ?? ''));
    await mod.call('add');
    await mod.fill(badgers);
    await mod.press('Publish');
    expect(mod.words).toContain('Published');
    await sleep(PROMISED_MS);
    expect(await eachSays(BADGERS)).toEqual(survivors.map(() => expect.stringContaining('there are no badgers')));

    // And changes a verdict while people ask.
    stop = keepAsking();
    await mod.call('edit', { entry: 'moon-cheese' });
    await mod.choose('Claim and answer');
    await mod.fill({ verdict: 'mixed', answer: 'There is some cheese in it.' });
    await mod.press('Publish');
    await mod.fill({ note: 'A second look found some cheese.' });
    await mod.press('Publish');
    expect(mod.words).toContain('Earlier answers');
    await sleep(PROMISED_MS);
    expect(await eachSays(MOON)).toEqual(survivors.map(() => expect.stringContaining('There is some cheese in it.')));
    await stop();
    await until('all answers', allAnswered);

    // What the killed process had not acknowledged, Slack sends again: at once, after a minute, after five.
    if (unanswered().length > 0) {
      await sleep(Math.max(0, killed + LEASE_MS - performance.now()));
      emulator.clock.advance(SECOND_RETRY_MS);
      await until('the answers to what is sent again', () => unanswered().length === 0);
    }

    // Each question has one answer. What the killed process had acknowledged may have none: nobody knows of it any more.
    for (const each of asked.filter((one) => servedBy(one) !== VICTIM)) expect(answersTo(each)).toHaveLength(1);
    for (const each of asked) expect(answersTo(each).length).toBeLessThanOrEqual(1);

    // Each answer of before is corrected, once; an answer that the killed process could not note down is not known of.
    const outdated = (each: Asked) => answersTo(each).some((answer) => wordsOf(answer).includes('made of rock'));
    await until('the corrections', () => !ofSurvivors().some(outdated));
    const edits = new Map<unknown, number>();
    for (const { params } of emulator.calls('chat.update')) edits.set(params.ts, (edits.get(params.ts) ?? 0) + 1);
    expect([...edits.values()].filter((times) => times !== 1)).toEqual([]);
    expect(edits.size).toBeGreaterThanOrEqual(before - burst.length);
    expect((await store.jobs.counts()).failed).toBe(0);
    expect(emulator.complaints).toEqual([]);

    for (const index of survivors) running[index]?.program.process.kill('SIGTERM');
    expect(await Promise.all(survivors.map((index) => running[index]?.program.exit))).toEqual(survivors.map(() => 0));

    async function eachSays(text: string): Promise<string[]> {
      const words: string[] = [];
      for (const index of survivors) {
        balancer.only(index);
        const one = ask(text);
        await until('an acknowledgement', () => isAcknowledged(one));
        balancer.only();
        await until('an answer', () => answersTo(one).length > 0);
        words.push(answersTo(one).map(wordsOf).join());
      }
      return words;
    }
  }, 300_000);

  const survivors = Array.from({ length: PROCESSES }, (_, index) => index).filter((index) => index !== VICTIM);

  async function prepare(url: string, { id }: Workspace, moderator: Person): Promise<void> {
    store = await openPostgresStore({ url, poolSize: 2 });
    const scope = `slack:${id}`;
    await store.entries.save(
      { id: 'moon-cheese', scope, status: 'published', entry: sampleEntry() },
      { by: 'somebody', expectedRevision: 0 },
    );
    await store.settings.set(scope, {
      moderators: [moderator.id],
      questionsPerMinute: 60,
      channelPerMinute: 600,
      repeatMinutes: 0,
    });
    desk = await startBot({ store, model: shippedModel(), log, version: '0.0.0', workEveryMs: 0 });
  }

  async function startPrograms(
    url: string,
    workspace: Workspace,
  ): Promise<{ program: WatchedProgram; address: string }[]> {
    const started = Array.from({ length: PROCESSES }, () =>
      programs.run({
        DATABASE_URL: url,
        DATABASE_POOL_SIZE: '4',
        SLACK_BOT_TOKEN: workspace.botToken,
        SLACK_SIGNING_SECRET: emulator.app.signingSecret,
        SLACK_PORT: '0',
        SLACK_API_URL: emulator.apiUrl,
      }),
    );
    return Promise.all(
      started.map(async (program) => {
        await program.wrote('running in HTTP mode on http');
        return { program, address: /HTTP mode on (http:\S+)/.exec(program.written())?.[1] ?? '' };
      }),
    );
  }
});

function placeIn({ id }: Workspace, channel: string) {
  return { platform: 'slack', community: id, channel, direct: false } as const;
}

function wordsOf({ text, blocks }: Message): string {
  return `${text} ${JSON.stringify(blocks)}`;
}
