// What does this message claim, once the talk around the claim is taken off?

/** What was found in a message. All texts are cleaned (control characters, marks, platform markup), none is translated. */
export interface Extraction {
  /** The text to match: the message without wrappers such as "guys is it true that…", mentions and links. May be empty. */
  readonly text: string;
  /** The parts worth scoring on their own, best guess first (a quotation, sentences of a long message). */
  readonly parts: readonly string[];
  /** Who said it and when, where the message forwards a post; it helps to find the claim, but claims nothing itself. May be empty. */
  readonly context: string;
  /** Addresses in the message, normalized for comparison (no scheme, `www.`, tracking parameters or trailing slash). */
  readonly urls: readonly string[];
  /** Why there is nothing to match, where `text` is empty and there are no addresses. */
  readonly empty?: 'nothing' | 'only-emoji' | 'only-link' | 'only-mention' | 'only-wrapper' | undefined;
}
