import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openPostgresStore, type PostgresStoreOptions } from '../../../src/store/postgres/open-postgres-store.ts';
import { POSTGRES_LIMITS } from '../../../src/store/postgres/postgres-pool.ts';
import { watchPostgres } from '../../../src/store/postgres/watch-postgres.ts';
import type { Store } from '../../../src/store/store.ts';
import { skipReason, startPostgres, type TestPostgres } from '../../postgres/start-postgres.ts';
import { sampleEntry } from '../sample-entry.ts';

const reason = skipReason();
const describeHere = reason === undefined ? describe : describe.skip;

/** Follows the feed as a process does, and remembers what it heard of. */
function follow(store: Store): { heard: Set<string>; order: number[] } {
  const heard = new Set<string>();
  const order: number[] = [];
  let sequence = 0;
  let reading = Promise.resolve();
  const readOn = async () => {
    for (const change of await store.changes.since(sequence, 1000)) {
      heard.add(change.entryId);
      order.push(change.sequence);
      sequence = change.sequence;
    }
  };
  store.changes.watch(() => {
    reading = reading.then(readOn).catch(() => {});
  });
  return { heard, order };
}

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await done())) await sleep(10);
}

describeHere(reason === undefined ? 'PostgreSQL in trouble' : `PostgreSQL in trouble (left out: ${reason})`, () => {
  let server: TestPostgres;
  let url: string;
  const opened: Store[] = [];
  const open = async (options: Partial<PostgresStoreOptions> = {}) => {
    const store = await openPostgresStore({ url, poolSize: 3, ...options });
    opened.push(store);
    return store;
  };
  const save = (store: Store, id: string) =>
    store.entries.save(
      { id, scope: 'shared', status: 'published', entry: sampleEntry({ id }) },
      { by: 'x', expectedRevision: 0 },
    );

  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());
  beforeEach(async () => {
    url = await server.freshUrl();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });

  it('lets no change go unheard when every connection is cut, again and again', async () => {
    const [writer, reader] = [await open(), await open()];
    const { heard, order } = follow(reader);
    const acknowledged: string[] = [];
    for (let round = 0; round < 5; round++) {
      const saves = Array.from({ length: 10 }, async (_, i) => {
        const id = `e-${round}-${i}`;
        await save(writer, id).then(
          () => acknowledged.push(id),
          () => {},
        );
      });
      await server.administer(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'is-this-true'",
      );
      await Promise.all(saves);
    }
    await save(writer, 'last').catch(() => save(writer, 'last'));
    await until(() => heard.has('last'));
    expect(acknowledged.filter((id) => !heard.has(id))).toEqual([]);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(new Set(order).size).toBe(order.length);
  });

  it.each(['kill', 'halt'] as const)(
    'comes back by itself after the server was ended (%s), with everything that was acknowledged',
    async (how) => {
      const [writer, reader] = [await open(), await open()];
      const { heard } = follow(reader);
      const acknowledged: string[] = [];
      let writing = true;
      const load = (async () => {
        for (let i = 0; writing; i++) {
          const id = `e-${i}`;
          await save(writer, id).then(
            () => acknowledged.push(id),
            () => sleep(10),
          );
        }
      })();
      await until(() => acknowledged.length > 20);
      await server[how]();
      await expect(reader.ping()).rejects.toMatchObject({ code: 'store-error' });
      await server.start();
      const before = acknowledged.length;
      await until(() => acknowledged.length > before + 5);
      writing = false;
      await load;
      await until(() => heard.has(acknowledged.at(-1)!));
      expect(acknowledged.filter((id) => !heard.has(id))).toEqual([]);
      for (const id of acknowledged) expect((await writer.entries.history(id)).length).toBe(1);
    },
  );

  it('numbers changes in the order they become visible, however many write at once', async () => {
    // A slow machine is no matter here.
    const limits = { ...POSTGRES_LIMITS, connect: 50_000, statement: 50_000, answer: 50_000 };
    const stores = await Promise.all([open({ limits }), open({ limits }), open({ limits })]);
    const { order, heard } = follow(stores[0]!);
    await Promise.all(stores.flatMap((store, s) => Array.from({ length: 15 }, (_, i) => save(store, `e-${s}-${i}`))));
    await until(() => heard.size === 45);
    expect(order).toHaveLength(45);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('is migrated once by processes that start together, and refuses a database from the future', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => open({ poolSize: 1 })));
    await save(stores[0]!, 'a');
    expect(await stores[3]!.entries.get('a')).toBeDefined();
    const schema = /search_path%3D(\w+)/.exec(url)?.[1];
    await server.administer(`update ${schema}.meta set value = '9999' where key = 'schema-version'`);
    await expect(open()).rejects.toThrow('has tables of version 9999');
  });

  /** Holds up whoever notes an event, until let go. */
  async function holdUp(): Promise<() => Promise<void>> {
    const holder = new pg.Client({ connectionString: url });
    await holder.connect();
    await holder.query('begin; lock table seen_events');
    return () => holder.end();
  }

  it('says that it could not, in time, where the server is too slow, and goes on when it is not', async () => {
    const store = await open({ limits: { ...POSTGRES_LIMITS, statement: 200 } });
    const letGo = await holdUp();
    await expect(store.seen.take('event', 60)).rejects.toMatchObject({
      code: 'store-error',
      operation: 'take an event',
    });
    await letGo();
    expect(await store.seen.take('event', 60)).toBe('mine');
  });

  it('says so where all connections are taken, and goes on when they are not', async () => {
    const store = await open({ poolSize: 1, limits: { ...POSTGRES_LIMITS, statement: 40_000, answer: 50_000 } });
    const letGo = await holdUp();
    const first = store.seen.take('event', 60);
    await expect(store.ping()).rejects.toMatchObject({ code: 'store-error', operation: 'reach the database' });
    await letGo();
    expect(await first).toBe('mine');
    await store.ping();
  });

  it('stops watching while it is still being connected', async () => {
    const mute = net.createServer();
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const reached = new Promise<net.Socket>((resolve) => mute.once('connection', resolve));
    const address = `postgres://nobody@127.0.0.1:${(mute.address() as net.AddressInfo).port}/none`;
    const watching = watchPostgres(address, POSTGRES_LIMITS, { onLost: () => {}, onListening: () => {} });
    const socket = await reached;
    const stopped = watching.stop();
    socket.destroy();
    await stopped;
    await new Promise((resolve) => mute.close(resolve));
  });

  it('does not wait for a server that takes connections and says nothing', async () => {
    const silent = net.createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as net.AddressInfo;
    const nowhere = `postgres://me:secret@127.0.0.1:${port}/bot`;
    const failure = await open({ url: nowhere, limits: { ...POSTGRES_LIMITS, connect: 200 } }).catch(
      (error: Error) => error.message,
    );
    expect(failure).toContain(`could not open the database postgres://127.0.0.1:${port}/bot`);
    expect(failure).not.toContain('secret');
    silent.close();
  });
});
