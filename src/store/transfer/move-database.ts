// How does everything get from one database into another?

import { StoreError } from '../store-error.ts';
import { connectAt } from './connect-at.ts';
import { type CopyOptions, type CopyReport, copyRows } from './copy-rows.ts';
import { readRows, sumRows } from './read-rows.ts';
import { differingTables } from './row-sums.ts';

/**
 * Copies everything between two databases, whatever their kinds, and checks that both hold the same at the end. The
 * source is left as it is. No bot may run meanwhile. Broken off, the same call goes on where it was.
 * @param from file or address; @param to file or address.
 * @throws StoreError
 */
export async function moveDatabase(
  from: string,
  to: string,
  options: Pick<CopyOptions, 'replace' | 'progress'>,
): Promise<CopyReport> {
  const source = connectAt(from, 'exist');
  try {
    const target = connectAt(to, 'be-made');
    try {
      if (source.name === target.name) throw new StoreError('move', new Error('both are the same database'));
      await migrated(source);
      await migrated(target);
      const report = await copyRows(readRows(source.db), target, { ...options, source: source.name });
      const written = differingTables(report.sums, await sumRows(source.db));
      if (written.length > 0) {
        throw new StoreError(
          `move ${source.name}`,
          new Error(
            `${written.join(', ')} changed while it was copied: stop the bot, then run the command again with --replace`,
          ),
        );
      }
      return report;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function migrated(connection: ReturnType<typeof connectAt>): Promise<void> {
  try {
    await connection.migrate();
  } catch (error) {
    throw new StoreError(`open the database ${connection.name}`, error);
  }
}
