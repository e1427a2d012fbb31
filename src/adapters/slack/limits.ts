// What does Slack take at most? Figures from docs.slack.dev, Block Kit reference; characters unless said otherwise.

/** Blocks in a message. */
export const MAX_MESSAGE_BLOCKS = 50;
/** Blocks in a modal or a home tab. */
export const MAX_VIEW_BLOCKS = 100;
/** Text of a section, and of one element of a context block. */
export const MAX_SECTION_TEXT = 3000;
export const MAX_HEADER_TEXT = 150;
export const MAX_CONTEXT_ELEMENTS = 10;
/** Elements in one actions block. */
export const MAX_ACTIONS = 25;
export const MAX_BUTTON_TEXT = 75;
export const MAX_BUTTON_VALUE = 2000;
/** An option's text or description in a menu. */
export const MAX_OPTION_TEXT = 75;
export const MAX_OPTION_VALUE = 150;
export const MAX_OPTIONS = 100;
export const MAX_PLACEHOLDER = 150;
/** Action and block ids. */
export const MAX_ID = 255;
export const MAX_URL = 3000;
/** Title, submit and close of a modal. */
export const MAX_VIEW_TITLE = 24;
export const MAX_PRIVATE_METADATA = 3000;
export const MAX_INPUT_LABEL = 2000;
export const MAX_INPUT_VALUE = 3000;

/**
 * All texts of a message's blocks together. Slack names no figure; messages of 11,341 characters in 45 blocks were seen
 * refused and 9,597 in 50 taken (bolt-js issue 2867), so a block is counted as {@link BLOCK_COST} more.
 */
export const MAX_MESSAGE_TEXT = 11_000;
export const BLOCK_COST = 30;

/** The `text` beside the blocks, for notifications and screen readers; Slack advises no more than 4,000. */
export const MAX_FALLBACK_TEXT = 3900;
