// What has a community set?

export interface SettingsStore {
  /** The settings of a community as saved; an empty object where none were. */
  get(scope: string): Promise<Readonly<Record<string, unknown>>>;
  /** Replaces some settings and leaves the others; undefined removes one. */
  set(scope: string, changes: Readonly<Record<string, unknown>>): Promise<void>;
  /** The scopes that have set something. */
  scopesWith(name: string): Promise<string[]>;
}
