// Who stands where a person asked to be forgotten?

/** Stands in place of the hash of a person who asked to be forgotten. */
export const FORGOTTEN_PERSON = 'forgotten';
