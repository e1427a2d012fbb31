// Whose entries may this moderator see and change?

import { SHARED_SCOPE } from '../../core/claim.ts';
import type { EntryRecord } from '../../store/entry-record.ts';
import type { Asker, Services } from '../command.ts';
import { mayActAs } from '../role.ts';
import { UserError } from '../user-error.ts';

/**
 * The scope a moderator works in: the community's own, or the shared one where the operator is nobody's guest.
 * @throws UserError where there is none.
 */
export function scopeToModerate(asker: Asker, shared = false): string {
  if (shared && !mayActAs(asker.role, 'operator')) throw new UserError('problem.shared-only-operator');
  if (shared) return SHARED_SCOPE;
  if (asker.scope !== undefined) return asker.scope;
  if (mayActAs(asker.role, 'operator')) return SHARED_SCOPE;
  throw new UserError('problem.only-in-community');
}

/** Every scope in which somebody may change what there is. */
export function scopesToModerate(asker: Asker): string[] {
  const scopes = asker.scope === undefined ? [] : [asker.scope];
  return mayActAs(asker.role, 'operator') ? [...scopes, SHARED_SCOPE] : scopes;
}

/** Whether somebody may change what belongs to a scope. Called behind the gate, which has checked the role. */
export function mayChange(scope: string, asker: Asker): boolean {
  return scopesToModerate(asker).includes(scope);
}

/**
 * An entry in any state that a moderator sees: the community's own and the shared ones.
 * @throws UserError where there is none, or another community's: the two look the same.
 */
export async function readModeratedEntry(
  id: string,
  asker: Asker,
  { store }: Pick<Services, 'store'>,
): Promise<EntryRecord> {
  const record = await store.entries.get(id);
  const visible = record !== undefined && (record.scope === asker.scope || record.scope === SHARED_SCOPE);
  if (!visible) throw new UserError('problem.no-entry', { entry: id });
  return record;
}

/**
 * An entry that a moderator may change.
 * @throws UserError where it is not there, or shared and the moderator not the operator.
 */
export async function readChangeableEntry(
  id: string,
  asker: Asker,
  services: Pick<Services, 'store'>,
): Promise<EntryRecord> {
  const record = await readModeratedEntry(id, asker, services);
  if (!mayChange(record.scope, asker)) throw new UserError('problem.shared-entry', { entry: id });
  return record;
}
