// Who may do what?

/** Each may do what those before it may. */
export const ROLES = ['asker', 'moderator', 'manager', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** Whether somebody with one role may do what needs another. */
export function mayActAs(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
