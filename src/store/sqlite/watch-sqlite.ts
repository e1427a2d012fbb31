// Did somebody change the database file?

import type { ChangeFeed } from '../port/change-feed.ts';
import type { SqliteConnection } from './sqlite-database.ts';

/**
 * Looks at the file's data version every so often (microseconds each). SQLite counts only commits of other connections
 * there, so the total of this connection's own changes is looked at too.
 */
export function watchSqlite(
  connection: SqliteConnection,
  pollMs: number,
): { watch: ChangeFeed['watch']; stop: () => void } {
  const listeners = new Set<() => void>();
  const ownChanges = connection.prepare('select total_changes() as n');
  let timer: NodeJS.Timeout | undefined;
  let last = '';

  const version = () => `${connection.dataVersion()}/${(ownChanges.all([])[0] as { n: number }).n}`;
  const look = () => {
    let current: string;
    try {
      current = version();
    } catch {
      return; // Locked or out of reach for a moment: the next look will see the change.
    }
    if (current === last) return;
    last = current;
    for (const listener of listeners) listener();
  };

  return {
    watch(listener) {
      listeners.add(listener);
      if (timer === undefined) {
        last = version();
        timer = setInterval(look, pollMs);
        timer.unref();
      }
      return () => {
        listeners.delete(listener);
      };
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
      listeners.clear();
    },
  };
}
