import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { connectPostgres, openPostgresStore } from '../../../src/store/postgres/open-postgres-store.ts';
import { withoutSecrets } from '../../../src/store/postgres/without-secrets.ts';
import {
  dropSchema,
  freshSchema,
  skipReason,
  startPostgres,
  type TestPostgres,
} from '../../postgres/start-postgres.ts';
import { describeStore } from '../store-contract.ts';

const given = process.env['TEST_DATABASE_URL'];
const reason = given === undefined ? skipReason() : undefined;
const describeHere = reason === undefined ? describe : describe.skip;

describeHere(reason === undefined ? 'PostgreSQL' : `PostgreSQL (left out: ${reason})`, () => {
  let server: TestPostgres | undefined;
  let url = '';
  beforeAll(async () => {
    server = given === undefined ? await startPostgres() : undefined;
    url = given ?? server!.url;
  });
  afterAll(() => server?.remove());

  describeStore('PostgreSQL', async () => {
    const fresh = await freshSchema(url);
    return {
      open: (now) => openPostgresStore({ url: fresh, poolSize: 3, ...(now && { now }) }),
      remove: () => dropSchema(fresh),
    };
  });

  describe('a write that a power cut may take back', () => {
    it('waits for no disk, and the next one does again', async () => {
      const { db, dialect, close } = connectPostgres({ url, poolSize: 1 });
      const waiting = sql<string>`current_setting('synchronous_commit')`.as('waits');
      await sql`create temporary table written (n integer)`.execute(db);
      const relaxed = await dialect.relaxed((on, mark) =>
        on
          .insertInto('written' as never)
          .values({ n: 1 } as never)
          .returning([mark.as('mark'), waiting])
          .execute(),
      );
      expect(relaxed).toMatchObject([{ waits: 'off' }]);
      const next = await db
        .insertInto('written' as never)
        .values({ n: 2 } as never)
        .returning(waiting)
        .execute();
      expect(next).toEqual([{ waits: 'on' }]);
      await close();
    });
  });
});

describe('the address of a database', () => {
  it.each([
    ['postgres://me:secret@db.example:5433/bot?sslmode=verify-full', 'postgres://db.example:5433/bot'],
    ['postgres://me:secret@localhost/bot?host=%2Frun%2Fpostgresql', 'postgres://localhost/bot'],
    ['postgres://me:sec ret@', 'postgres://…'],
  ])('is shown without its secrets', (url, shown) => {
    expect(withoutSecrets(url)).toBe(shown);
  });
});
