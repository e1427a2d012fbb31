// Which words does a reviewed entry use, and in which order are they shown?

/** The verdicts, from true to false, then the two that say why there is none. */
export const VERDICTS = [
  'true',
  'mostly-true',
  'mixed',
  'misleading',
  'mostly-false',
  'false',
  'unproven',
  'outdated',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What kind of thing a claim is, apart from whether it is true. */
export const NATURES = [
  'hoax',
  'satire',
  'scam',
  'legend',
  'error',
  'altered-media',
  'miscaptioned',
  'opinion',
] as const;
export type Nature = (typeof NATURES)[number];

/** How sure the reviewers are of their verdict. */
export const CONFIDENCE_LEVELS = ['high', 'medium', 'low'] as const;
export type ConfidenceLevel = (typeof CONFIDENCE_LEVELS)[number];

/** The steps of an origin: each repeats, answers or changes the claim. Evidence that tests it is a source instead. */
export const APPEARANCE_KINDS = [
  'precursor',
  'first-known',
  'amplification',
  'denial',
  'correction',
  'debunk',
  'resurgence',
  'silent-edit',
] as const;
export type AppearanceKind = (typeof APPEARANCE_KINDS)[number];

/** What a source is. `primary`: the body, document or person concerned; `reference`: an encyclopedia or textbook. */
export const SOURCE_KINDS = ['primary', 'fact-check', 'research', 'news', 'reference'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/**
 * How an address was verified. `page`: the page itself was read; `excerpt`: the beginning of its text was read;
 * `listing`: its title, date and address were seen in the publisher's own listing.
 */
export const VERIFICATIONS = ['page', 'excerpt', 'listing'] as const;
export type Verification = (typeof VERIFICATIONS)[number];
