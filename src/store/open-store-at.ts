// Which store is at this address or in this file?

import { openPostgresStore } from './postgres/open-postgres-store.ts';
import { openSqliteStore } from './sqlite/open-sqlite-store.ts';
import type { Store } from './store.ts';
import { isPostgres } from './transfer/connect-at.ts';

/** @throws StoreError where it cannot be used. */
export function openStoreAt(place: string): Promise<Store> {
  return isPostgres(place) ? openPostgresStore({ url: place, poolSize: 4 }) : openSqliteStore({ file: place });
}
