// How does a process for a shard say that it need not be started again?

/** The exit code by which it tells that Discord ended it for good. */
export const ENDED_FOR_GOOD = 78;
