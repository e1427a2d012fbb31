// What did communities give the app that installed it themselves?

/** What communities that installed the app themselves gave it, sealed by the adapter: the database alone shows no token. */
export interface Installations {
  get(platform: string, id: string): Promise<string | undefined>;
  /** Saves one; the same community again replaces it. */
  set(platform: string, id: string, value: string): Promise<void>;
  /** Removes one; removing what is not there is no error. */
  remove(platform: string, id: string): Promise<void>;
}
