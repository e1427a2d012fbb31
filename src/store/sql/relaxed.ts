// How are writes made cheaper that a power cut may take back?

import type { RawBuilder } from 'kysely';
import type { Sql } from './database.ts';

/** What differs between databases while writing what may be lost. */
export interface RelaxedDialect {
  /**
   * Runs a statement that writes and need not be on disk when it resolves. A process that is killed loses nothing of it;
   * a power cut, or a crash of the database server, may take back the last moments of such writes, and these alone.
   * Whatever is written durably afterwards takes them to the disk with it.
   * @param write one statement, in no transaction. It must return `mark` beside what else it returns.
   */
  relaxed<T>(write: (db: Sql, mark: RawBuilder<unknown>) => Promise<T>): Promise<T>;
}
