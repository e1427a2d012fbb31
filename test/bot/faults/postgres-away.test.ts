// What do people in a chat read while the shared database is away, full, cut off or slow, and afterwards?

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_PACE } from '../../../src/adapters/discord/discord-link.ts';
import { openPostgresStore } from '../../../src/store/postgres/open-postgres-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { openTestDiscord } from '../../adapters/discord/open-discord.ts';
import { openSlack, type TestSlack } from '../../adapters/slack/open-slack.ts';
import { realClock } from '../../emulators/discord/clock.ts';
import type { Person } from '../../emulators/slack/person.ts';
import { openSlowRoad, type SlowRoad } from '../../postgres/slow-road.ts';
import { skipReason, startPostgres, type TestPostgres } from '../../postgres/start-postgres.ts';
import { sampleEntry } from '../../store/sample-entry.ts';
import { until } from '../../until.ts';
import { openTestBot } from '../open-test-bot.ts';

const QUESTION = 'is it true that the moon is made of green cheese?';
const COULD_NOT = '🔧 I could not check';

/** Slow enough that nothing is answered in time. In milliseconds. */
const SLOW_MS = 2_000;

const reason = skipReason();
const describeHere = reason === undefined ? describe : describe.skip;

describeHere(`a chat while PostgreSQL is in trouble${reason === undefined ? '' : ` (left out: ${reason})`}`, () => {
  let server: TestPostgres;
  let road: SlowRoad;
  let url: string;
  /** Another process's store, on a road of its own. */
  let elsewhere: Store;
  let store: Store;

  beforeAll(async () => {
    server = await startPostgres();
  }, 120_000);
  afterAll(() => server?.remove());
  beforeEach(async () => {
    url = await server.freshUrl();
    road = await openSlowRoad(server.socket);
    elsewhere = await openPostgresStore({ url, poolSize: 2 });
    await publish('The Moon is made of rock.', 0);
  });
  afterEach(async () => {
    road.mend();
    road.delay(0);
    await store?.close();
    await elsewhere.close();
    await road.close();
  });

  const publish = (answer: string, expectedRevision: number) =>
    elsewhere.entries.save(
      { id: 'moon-cheese', scope: 'shared', status: 'published', entry: sampleEntry({ answer: { en: answer } }) },
      { by: 'somebody', expectedRevision },
    );
  const connect = async (address = road.via(url)) => {
    store = await openPostgresStore({ url: address, poolSize: 3 });
    return store;
  };

  describe('on Slack', () => {
    let slack: TestSlack;
    let ada: Person;
    let general: string;
    const open = async (address?: string) => {
      const own = await connect(address);
      slack = await openSlack('http', { entries: [], wrapStore: () => own });
      ada = slack.workspace.user('Ada');
      general = slack.workspace.channel('general');
      await elsewhere.settings.set(`slack:${slack.workspace.id}`, { questionsPerMinute: 60, repeatMinutes: 0 });
    };
    afterEach(() => slack.close());

    /** Asks; what the person reads. It is acknowledged in any case. */
    async function ask(): Promise<string> {
      const asking = ada.runs('/istrue', QUESTION, general);
      expect(await asking.acked).toMatchObject({ ok: true });
      const { ephemeral } = await asking;
      return ephemeral.map(({ blocks }) => JSON.stringify(blocks)).join();
    }

    it('says that it could not check while the server restarts, and answers again when it is back', async () => {
      await open();
      expect(await ask()).toContain('made of rock');
      await server.kill();
      expect(await ask()).toContain(COULD_NOT);
      await server.start();
      await until('the database', () =>
        store.ping().then(
          () => true,
          () => false,
        ),
      );
      expect(await ask()).toContain('made of rock');
    });

    it('answers by what was published while it was cut off, once it is not', async () => {
      await open();
      road.cut();
      expect(await ask()).toContain(COULD_NOT);
      await publish('Some of it is cheese.', 1);
      road.mend();
      await until('the index', async () => (await ask()).includes('Some of it is cheese.'));
    });

    it('gives a moderator back what was typed into a form while it is cut off', async () => {
      await open();
      const mod = slack.workspace.user('Mod', { admin: true });
      const { said } = await ada.says(general, 'Our mayor owns forty-two purple elephants');
      const { views } = await mod.usesShortcut('add_message', said!);
      road.cut();
      const submitted = await mod.submits(views[0]!, {
        Claim: 'The mayor owns forty-two purple elephants.',
        Verdict: 'false',
        'Short answer': 'The register names none.',
        Sources: 'Town Hall | Register of elephants | https://example.org/elephants',
      });
      expect(submitted.ack).toMatchObject({ ok: true });
      for (const words of ['I could not save that', 'forty-two purple', 'The register names none.', 'Town Hall']) {
        expect(mod.sees()).toContain(words);
      }
    });

    it('says so where the server gives it no connection, and goes on when it does', async () => {
      const schema = /search_path%3D(\w+)/.exec(url)?.[1];
      const role = `bot_${schema}`;
      await server.administer(`create role ${role} login`);
      await server.administer(`grant all on schema ${schema} to ${role}`);
      await server.administer(`grant all on all tables in schema ${schema} to ${role}`);
      await server.administer(`grant all on all sequences in schema ${schema} to ${role}`);
      await open(road.via(url).replace('//postgres@', `//${role}@`));
      expect(await ask()).toContain('made of rock');
      await server.administer(`alter role ${role} connection limit 0`);
      await server.administer(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${role}'`);
      // The first may still meet a connection that is being ended.
      expect(await ask()).toContain(COULD_NOT);
      expect(await ask()).toContain(COULD_NOT);
      const causes = slack.test.logged.filter(({ level }) => level === 'error').map(({ facts }) => String(facts.error));
      expect(causes).toEqual([expect.any(String), expect.stringContaining('too many connections')]);
      await server.administer(`alter role ${role} connection limit 10`);
      expect(await ask()).toContain('made of rock');
    });

    it('acknowledges in time where each query takes two seconds, says that it could not check, and recovers', async () => {
      await open();
      road.delay(SLOW_MS);
      const asking = [ada.runs('/istrue', QUESTION, general), ada.mentions(general, QUESTION)];
      for (const action of asking) {
        const ack = await action.acked;
        expect(ack).toMatchObject({ ok: true });
        expect(ack?.ms).toBeLessThan(3_000);
      }
      await Promise.all(asking);
      expect(ada.sees(general).split(COULD_NOT)).toHaveLength(3);
      road.delay(0);
      expect(await ask()).toContain('made of rock');
    });
  });

  it('is told of in the log once, and when it is over', async () => {
    const own = await connect();
    let looks = 0;
    const { jobs } = own;
    const take: Store['jobs']['take'] = async (...which) => {
      looks += 1;
      return jobs.take(...which);
    };
    const test = await openTestBot(
      [],
      () => Object.assign(Object.create(own) as Store, { jobs: Object.assign(Object.create(jobs), { take }) }),
      { workEveryMs: 10 },
    );
    try {
      await until('a look for work', () => looks > 2);
      expect(test.logged).toEqual([]);
      road.cut();
      const before = looks;
      await until('many looks in vain', () => looks > before + 20);
      road.mend();
      await until('the end of it', () => test.logged.some(({ level }) => level === 'info'));
      expect(test.logged.map(({ level, message }) => [level, message])).toEqual([
        ['warn', expect.stringMatching(/^could not .+; trying on$/)],
        ['info', expect.stringMatching(/^can .*look for work.* again, after \d+ s$/)],
      ]);
    } finally {
      await test.close();
    }
  });

  it('on Discord an interaction is acknowledged in time, told "I could not check", and answered when it is fast', async () => {
    const own = await connect();
    const discord = await openTestDiscord({
      entries: [],
      wrap: () => own,
      // As the program has it: Discord's three seconds are real here.
      adapter: { pace: DEFAULT_PACE },
      emulator: { clock: realClock },
    });
    try {
      const general = discord.emulator.guild({ name: 'Rumours' }).channel('general');
      const ana = discord.emulator.person('Ana');
      await discord.settled();
      road.delay(SLOW_MS);
      const slow = await ana.runs('/check', { text: QUESTION }, { in: general, wait: 'first' });
      expect(slow.state).toBe('deferred');
      await discord.settled();
      expect(JSON.stringify(ana.privateMessages.map(({ payload }) => payload))).toContain('I could not check');
      road.delay(0);
      await ana.runs('/check', { text: QUESTION }, { in: general });
      await discord.settled();
      expect(JSON.stringify(general.botMessages.map(({ payload }) => payload))).toContain('made of rock');
    } finally {
      await discord.close();
    }
  });
});
