// What is to be done once, by whichever process takes it?

/** Work to be done once, by whichever process takes it. */
export interface NewJob {
  /**
   * What makes it one piece of work, such as `correct:<inquiry>:<revision>`. An id that was added before is not added
   * again, even when the work is done (for as long as done jobs are kept, at least a day).
   */
  readonly id: string;
  /** Which handler does it, such as `correct-answer`. */
  readonly kind: string;
  /** What the handler needs, as JSON. Removed once the job is done. */
  readonly payload: unknown;
  /** Not before this time. Default: at once. */
  readonly runAt?: Date | undefined;
  /** Keyed hash of the person it concerns, so that it can be forgotten. */
  readonly person?: string | undefined;
}

/** A job that belongs to its taker until the lease ends. */
export interface TakenJob {
  readonly id: string;
  readonly kind: string;
  readonly payload: unknown;
  /** 1 for the first try. Above 1 an earlier taker failed or died, perhaps after the work was done outside the store. */
  readonly attempt: number;
  /** Proves that the job is still this taker's; a later taker gets another one. */
  readonly lease: string;
}

/** How many jobs there are. */
export interface JobCounts {
  /** To be done, now or later, or being done. */
  readonly waiting: number;
  /** Given up. */
  readonly failed: number;
}

/**
 * Work shared by all processes. A job is given to one taker at a time and is never lost: where its taker dies, the
 * lease ends and another takes it. What is done inside the store happens exactly once; for what is done outside
 * (a message sent), `id` is the key by which a platform can drop the second try.
 */
export interface JobQueue {
  /** Adds jobs. Returns how many were new. */
  add(jobs: readonly NewJob[]): Promise<number>;
  /**
   * Takes jobs that are due, oldest first.
   * @param leaseSeconds how long they stay the caller's: at most `LONGEST_LEASE_SECONDS`, longer than the work
   *   takes, as short as a wait after a crash may be.
   */
  take(kinds: readonly string[], limit: number, leaseSeconds: number): Promise<TakenJob[]>;
  /** Marks a job done. False where the lease had ended and somebody else has it. */
  complete(job: TakenJob): Promise<boolean>;
  /** Gives a job back to be tried again. False where the lease had ended and somebody else has it. */
  retry(job: TakenJob, runAt: Date): Promise<boolean>;
  /** Gives a job up; it is counted and kept until it is pruned. False where somebody else has it. */
  fail(job: TakenJob): Promise<boolean>;
  counts(): Promise<JobCounts>;
  /** Removes the jobs that concern a person, done or not. */
  forget(person: string): Promise<number>;
  /** Removes jobs that were done or given up before a date. */
  prune(before: Date): Promise<number>;
}
