// Is the database whole, new enough and safe to write to?

import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import type { Sql } from '../store/sql/database.ts';
import { SCHEMA_VERSION } from '../store/sql/migrations.ts';
import type { SqlConnection } from '../store/sql/sql-store.ts';
import { DAMAGE_REMEDY } from '../store/sqlite/sqlite-database.ts';
import { messageOf } from '../store/store-error.ts';
import { connectAt } from '../store/transfer/connect-at.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

/** Below this much free space a warning is due, in bytes. */
const LITTLE_SPACE = 200 * 1024 * 1024;

/** A database that takes longer for one small query makes every answer slow, in milliseconds. */
const SLOW_MS = 100;

/** Looks at the configured database and changes nothing in it. */
export async function checkDatabase(config: Pick<Config, 'databaseUrl' | 'databaseFile'>): Promise<Finding[]> {
  let connection: SqlConnection;
  try {
    connection = connectAt(config.databaseUrl ?? config.databaseFile, 'exist');
  } catch (error) {
    const text = messageOf(error);
    return text.includes('no such file')
      ? [ok('database', `${config.databaseFile} does not exist yet; it is made on the first start`)]
      : [fault('database', text)];
  }
  try {
    await sql`select 1`.execute(connection.db);
    const findings = [ok('database', `${connection.name} answers`), await versionFinding(connection.db)];
    if (config.databaseUrl === undefined) findings.push(...(await sqliteFindings(connection.db, config.databaseFile)));
    else findings.push(...(await postgresFindings(connection.db)));
    const started = performance.now();
    await sql`select 1`.execute(connection.db);
    const ms = performance.now() - started;
    if (ms > SLOW_MS) {
      findings.push(warning('database', `one query takes ${ms.toFixed(0)} ms: put the bot nearer to its database`));
    }
    return findings;
  } catch (error) {
    return [fault('database', `${connection.name}: ${messageOf(error)}`)];
  } finally {
    await connection.close().catch(() => {});
  }
}

async function versionFinding(db: Sql): Promise<Finding> {
  const subject = 'tables';
  const tables = await db.introspection.getTables();
  if (!tables.some(({ name }) => name === 'meta')) return ok(subject, 'none yet; they are made on the first start');
  const row = await db.selectFrom('meta').select('value').where('key', '=', 'schema-version').executeTakeFirst();
  const version = Number(row?.value ?? 0);
  if (version > SCHEMA_VERSION) {
    return fault(subject, `of version ${version}, this program knows up to ${SCHEMA_VERSION}: start the newer program`);
  }
  const transfer = await db.selectFrom('meta').select('value').where('key', '=', 'transfer').executeTakeFirst();
  if (transfer !== undefined) {
    return fault(subject, 'a move or restore was broken off: run the same command again, it goes on where it was');
  }
  return ok(
    subject,
    version < SCHEMA_VERSION
      ? `of version ${version}; the next start brings them to ${SCHEMA_VERSION}`
      : `of version ${version}`,
  );
}

async function sqliteFindings(db: Sql, file: string): Promise<Finding[]> {
  const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(db);
  const check = rows[0]?.quick_check;
  const { bavail, bsize } = await statfs(path.dirname(file));
  const free = bavail * bsize;
  const megabytes = `${Math.floor(free / 1024 / 1024)} MB free`;
  return [
    check === 'ok' ? ok('file', 'is whole') : fault('file', `is damaged (${check}): ${DAMAGE_REMEDY}`),
    free < LITTLE_SPACE ? warning('disk', `${megabytes}: make room`) : ok('disk', megabytes),
  ];
}

async function postgresFindings(db: Sql): Promise<Finding[]> {
  const setting = async (name: string) =>
    (await sql<{ value: string }>`select current_setting(${name}) as value`.execute(db)).rows[0]?.value ?? '';
  const findings: Finding[] = [];
  const major = Math.floor(Number(await setting('server_version_num')) / 10_000);
  findings.push(
    major < 15
      ? fault('server', `is PostgreSQL ${major}: 15 or newer is needed`)
      : ok('server', `is PostgreSQL ${major}`),
  );
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    if ((await setting(name)) === 'off') {
      findings.push(warning('server', `${name} is off: what was saved can be lost in a power cut; switch it on`));
    }
  }
  const most = Number(await setting('max_connections'));
  const { rows } = await sql<{
    n: number;
  }>`select count(*) as n from pg_stat_activity where backend_type = 'client backend'`.execute(db);
  const used = Number(rows[0]?.n ?? 0);
  findings.push(
    used > most * 0.8
      ? warning('connections', `${used} of ${most} are taken: lower DATABASE_POOL_SIZE or raise max_connections`)
      : ok('connections', `${used} of ${most} are taken`),
  );
  return findings;
}
