// Did any process change an entry?

import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { ChangeFeed } from '../port/change-feed.ts';
import { connectionOptions, type PostgresLimits } from './postgres-pool.ts';

/** What a transaction that changes entries notifies. */
export const CHANGES_CHANNEL = 'is_this_true_changes';

/** The pause before the first try to connect again; it doubles up to the longest, in milliseconds. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/**
 * How often the watching connection looks at the sequence itself, in milliseconds. A notification is only a hint: it is
 * lost where the network drops a connection in silence, or where a pooler in between passes none on.
 */
const LOOK_MS = 1_000;

/**
 * Listens on a connection of its own. Where that is lost it connects again, and tells the listeners to read on, since
 * changes may have passed unheard.
 */
export function watchPostgres(
  url: string,
  limits: PostgresLimits,
  { onLost, onListening }: { onLost(error: unknown): void; onListening(): void },
): { watch: ChangeFeed['watch']; stop: () => Promise<void> } {
  const listeners = new Set<() => void>();
  const stopping = new AbortController();
  let client: pg.Client | undefined;

  const tell = () => {
    for (const listener of listeners) listener();
  };

  /** Resolves when stopped; rejects when the connection is lost. */
  async function listen(onConnected: () => void): Promise<void> {
    client = new pg.Client(connectionOptions(url, limits));
    const current = client;
    const lost = new Promise<never>((_, reject) => {
      current.on('error', reject);
      current.on('end', () => reject(new Error('the connection was closed')));
    });
    lost.catch(() => {});
    try {
      // One that is ended while it connects never settles by itself.
      await Promise.race([lost, current.connect()]);
      current.on('notification', tell);
      await current.query(`listen ${CHANGES_CHANNEL}`);
      onConnected();
      tell();
      let last: string | undefined;
      while (!stopping.signal.aborted) {
        const looked = await current.query<{ latest: string }>(
          'select coalesce(max(sequence), 0) as latest from changes',
        );
        const latest = looked.rows[0]?.latest;
        if (last !== undefined && latest !== last) tell();
        last = latest;
        await Promise.race([lost, sleep(LOOK_MS, undefined, { signal: stopping.signal, ref: false })]);
      }
    } finally {
      // A connection that no longer answers would keep `end` waiting; the server notices that it is gone.
      void current.end().catch(() => {});
    }
  }

  async function follow(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    while (!stopping.signal.aborted) {
      try {
        await listen(() => {
          pause = FIRST_PAUSE_MS;
          onListening();
        });
      } catch (error) {
        if (stopping.signal.aborted) return;
        onLost(error);
        await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {});
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  const following = follow();
  return {
    watch(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    async stop() {
      stopping.abort();
      listeners.clear();
      await client?.end().catch(() => {});
      await following;
    },
  };
}
