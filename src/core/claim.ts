// What does the matching need to know of a reviewed claim?

/** A text with the language it is written in (a BCP 47 primary tag such as `en`), where that is known. */
export interface LanguageText {
  readonly text: string;
  readonly lang?: string | undefined;
}

/** The scope whose entries every community sees. Any other scope is one community's own. */
export const SHARED_SCOPE = 'shared';

/**
 * A reviewed claim as the index sees it: every text by which people may put it, and nothing of its verdict,
 * so that no verdict can ever influence which claim is found.
 */
export interface IndexableClaim {
  /** Unique across scopes. */
  readonly id: string;
  /** {@link SHARED_SCOPE}, or the id of the one community that sees this claim. */
  readonly scope: string;
  /** The claim as reviewed, once per language. At least one. */
  readonly statements: readonly LanguageText[];
  /** Headlines of the review. */
  readonly titles?: readonly LanguageText[];
  /** Other ways people put the claim: paraphrases, headlines, questions, mutations. */
  readonly wordings?: readonly LanguageText[];
  /** Texts that look alike and must not match. */
  readonly negatives?: readonly LanguageText[];
  /** Addresses that repeat or test the claim; a question that is only such a link is an exact match. */
  readonly urls?: readonly string[];
}
