import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPostgresStore } from '../../../src/store/postgres/open-postgres-store.ts';
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
  }, 60_000);
  afterAll(() => server?.remove());

  describeStore('PostgreSQL', async () => {
    const fresh = await freshSchema(url);
    return {
      open: (now) => openPostgresStore({ url: fresh, poolSize: 3, ...(now && { now }) }),
      remove: () => dropSchema(fresh),
    };
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
