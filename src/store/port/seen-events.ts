// Who handles an event of a platform, and was it handled?

/** What became of an event: it is the caller's to handle, another has it, or it was handled. */
export type TakenEvent = 'mine' | 'busy' | 'done';

/** Events of the platforms, each handled by one process at a time, and once. */
export interface SeenEvents {
  /**
   * Takes an event, unless somebody has it or it was handled (in the last day at least). Where its taker dies, the lease
   * ends and the next delivery of the event takes it over.
   * @param leaseSeconds how long it stays the caller's: at most `LONGEST_LEASE_SECONDS`, longer than handling it takes.
   */
  take(eventId: string, leaseSeconds: number): Promise<TakenEvent>;
  /** Notes that an event was handled, whoever had it. */
  finish(eventId: string): Promise<void>;
  /** Removes events taken before a date. */
  prune(before: Date): Promise<number>;
}
