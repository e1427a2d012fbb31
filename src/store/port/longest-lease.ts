// How long may something belong to the process that took it?

/** A lease that ends later than this from now was written by a clock that has been set back since: it counts as ended. */
export const LONGEST_LEASE_SECONDS = 900;
