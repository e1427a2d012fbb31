// Where may a private answer be shared?

/** Where a shared answer goes. */
export interface ShareTarget {
  readonly as: 'channel' | 'thread';
  /** The message that began the thread. */
  readonly thread?: string | undefined;
  /** The id of the message that was asked about, for `questionId`. */
  readonly question?: string | undefined;
}

/** A target as the id of a block, which comes back when something in the block is used. */
export function targetBlockId(block: string, { as, thread = '', question = '' }: ShareTarget): string {
  return [block, as, thread, question].join('|');
}

/** The target of a block's id; undefined where it names none. */
export function targetOfBlockId(id: string): ShareTarget | undefined {
  const [, as, thread = '', question = ''] = id.split('|');
  if (as !== 'channel' && as !== 'thread') return undefined;
  return { as, thread: thread === '' ? undefined : thread, question: question === '' ? undefined : question };
}
