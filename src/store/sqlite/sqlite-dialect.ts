// How does SQLite wait its turn without holding up the whole process?

import { setTimeout as sleep } from 'node:timers/promises';
import { type DatabaseConnection, type Driver, type SqliteDatabase, SqliteDialect } from 'kysely';
import { isBusy, remediable } from './sqlite-database.ts';

/** A writer waits this long for another process's writer, in milliseconds, before it fails. */
const BUSY_TIMEOUT_MS = 10_000;

/** The pause between two tries, in milliseconds. A commit of another process takes well under one. */
const BUSY_PAUSE_MS = 2;

/**
 * Statements run one after the other for so long, in milliseconds, before everything else that waits for the event loop
 * has its turn. Raising it holds acknowledgements up longer; lowering it saves nothing.
 */
const LONGEST_STRETCH_MS = 10;

/**
 * Kysely's SQLite dialect with two changes. Where another connection is writing, it tries again after a pause instead of
 * blocking the event loop in SQLite's own busy handler. And a statement that follows many others lets others in first:
 * SQLite answers before its call returns, so that a chain of statements, however long, would be a single turn.
 */
export function waitingSqliteDialect(database: SqliteDatabase, file: string): SqliteDialect {
  const dialect = new SqliteDialect({ database });
  const createDriver = dialect.createDriver.bind(dialect);
  dialect.createDriver = () => waiting(createDriver(), file);
  return dialect;
}

function waiting(driver: Driver, file: string): Driver {
  const acquire = driver.acquireConnection.bind(driver);
  const release = driver.releaseConnection.bind(driver);
  const inner = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const turn = createTurns();
  driver.acquireConnection = async () => {
    const connection = await acquire();
    const patient: DatabaseConnection = {
      async executeQuery(query) {
        await turn();
        return withRemedy(file, () => whileBusy(() => connection.executeQuery(query)));
      },
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    };
    inner.set(patient, connection);
    return patient;
  };
  driver.releaseConnection = (connection) => release(inner.get(connection) ?? connection);
  return driver;
}

/** Resolves at once, or, late in a turn of the event loop, in the next one. */
function createTurns(): () => Promise<void> {
  let began: number | undefined;
  return async () => {
    if (began === undefined) {
      began = performance.now();
      setImmediate(() => {
        began = undefined;
      });
    } else if (performance.now() - began > LONGEST_STRETCH_MS) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
}

async function withRemedy<T>(file: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw remediable(error, file);
  }
}

async function whileBusy<T>(run: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      await sleep(BUSY_PAUSE_MS);
    }
  }
}
