// Where do the bot's public answers stand?

/** A public answer that the bot posted, so that it can be corrected, linked to or taken away. */
export interface PostedAnswer {
  /** The inquiry it answers. */
  readonly inquiryId: string;
  readonly at: Date;
  readonly platform: string;
  readonly scope: string | undefined;
  readonly channel: string;
  /** The platform's id of the message with the question; undefined where there is none (a slash command). */
  readonly questionId?: string | undefined;
  /** What the adapter needs to find the message again, as it wrote it. */
  readonly address: string;
  /** A link to the message for people. */
  readonly link?: string | undefined;
  /** The entry shown, with the revision shown; absent where no entry was. */
  readonly entryId?: string | undefined;
  readonly revision?: number | undefined;
  readonly lang: string;
}

export interface PostedAnswers {
  /** Saves it; the same inquiry again replaces it. */
  add(answer: PostedAnswer): Promise<void>;
  get(inquiryId: string): Promise<PostedAnswer | undefined>;
  /** The answers to one message. */
  toQuestion(platform: string, questionId: string): Promise<PostedAnswer[]>;
  /** The latest answer that showed an entry in a channel since a time. */
  latestInChannel(platform: string, channel: string, entryId: string, since: Date): Promise<PostedAnswer | undefined>;
  /** Answers that show an older revision of an entry, oldest first. */
  outdated(entryId: string, revision: number, limit: number): Promise<PostedAnswer[]>;
  remove(inquiryId: string): Promise<void>;
  prune(before: Date): Promise<number>;
}
