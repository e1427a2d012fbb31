// How does every process hear which entries changed?

/** Tells every process which entries changed. The sequence is the truth, a call of the listener only a hint to read on. */
export interface ChangeFeed {
  /** The sequence number of the latest change; 0 where there is none. */
  latest(): Promise<number>;
  /** Changes after a sequence number, oldest first. */
  since(sequence: number, limit: number): Promise<{ readonly sequence: number; readonly entryId: string }[]>;
  /** Calls the listener within a second of any change, by this process or another. Returns what ends it. */
  watch(listener: () => void): () => void;
}
