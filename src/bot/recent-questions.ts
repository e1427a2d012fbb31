// What was just asked? Kept in memory for the buttons below an answer, and nowhere else.

import type { Difference } from '../core/match.ts';

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
  /** The community it was asked in; nobody else gets it back. */
  readonly scope: string | undefined;
  /** The features of each claim that was shown, by its id. */
  readonly features: ReadonlyMap<string, Readonly<Record<string, number>>>;
  /** The nearest claim and in what the question differs from it, where that was the answer. */
  readonly differing?: { readonly entryId: string; readonly differences: readonly Difference[] } | undefined;
}

export interface RecentQuestions {
  remember(inquiryId: string, question: RecentQuestion): void;
  /** @param scope the community of the person who wants it back. */
  recall(inquiryId: string, scope: string | undefined): RecentQuestion | undefined;
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
    recall(inquiryId, scope) {
      const kept = questions.get(inquiryId);
      return kept && kept.until > now().getTime() && kept.question.scope === scope ? kept.question : undefined;
    },
    forget(inquiryId) {
      questions.delete(inquiryId);
    },
  };
}
