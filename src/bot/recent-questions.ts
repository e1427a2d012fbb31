// What was just asked? Kept in memory for the buttons below an answer, and nowhere else.

/** How long a question's text is kept, in milliseconds. */
export const RECENT_QUESTION_MS = 60 * 60 * 1000;

/** Most questions kept; the oldest go first. About 40 MB at worst. */
const MOST_QUESTIONS = 10_000;

/** Characters kept of a question. */
const MOST_CHARACTERS = 4_000;

export interface RecentQuestion {
  readonly text: string;
  readonly link?: string | undefined;
  readonly lang: string;
  /** The features of each claim that was shown, by its id. */
  readonly features: ReadonlyMap<string, Readonly<Record<string, number>>>;
}

export interface RecentQuestions {
  remember(inquiryId: string, question: RecentQuestion): void;
  recall(inquiryId: string): RecentQuestion | undefined;
  /** Forgets all questions of one inquiry's asker. */
  forget(inquiryId: string): void;
}

export function createRecentQuestions(now: () => Date): RecentQuestions {
  const questions = new Map<string, { readonly question: RecentQuestion; readonly until: number }>();
  return {
    remember(inquiryId, question) {
      const until = now().getTime() + RECENT_QUESTION_MS;
      questions.set(inquiryId, { question: { ...question, text: question.text.slice(0, MOST_CHARACTERS) }, until });
      for (const [id, kept] of questions) {
        if (questions.size <= MOST_QUESTIONS && kept.until > now().getTime()) break;
        questions.delete(id);
      }
    },
    recall(inquiryId) {
      const kept = questions.get(inquiryId);
      return kept && kept.until > now().getTime() ? kept.question : undefined;
    },
    forget(inquiryId) {
      questions.delete(inquiryId);
    },
  };
}
