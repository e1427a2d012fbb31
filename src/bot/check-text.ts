// Has what this text claims been reviewed, and what do we say to it?

import { SHARED_SCOPE } from '../core/claim.ts';
import type { Decision, Match } from '../core/match.ts';
import type { MatchResult } from '../core/matcher.ts';
import type { Texts } from '../i18n/texts.ts';
import type { EntryRecord } from '../store/entry-record.ts';
import type { Store } from '../store/store.ts';
import type { Answer } from './answer.ts';
import { languageOfText } from './asker.ts';
import type { Asker, Services } from './command.ts';
import { presentDecision, shareAction } from './present/present-decision.ts';
import { presentNotice } from './present/present-notice.ts';
import type { AnswerReply } from './reply.ts';

export interface TextToCheck {
  readonly text: string;
  /** Where it was found, for moderators. */
  readonly link?: string | undefined;
  readonly private?: boolean | undefined;
}

/**
 * Checks a text, records the inquiry (without the text) and words the answer.
 * @param result what the text matched, where that is known already.
 */
export async function checkText(
  toCheck: TextToCheck,
  asker: Asker,
  services: Services,
  result = matchText(toCheck.text, asker.scope, services, asker.languageOf),
): Promise<AnswerReply> {
  const { store, recent } = services;
  const visibility = toCheck.private === true || asker.settings.answers === 'private' ? 'private' : 'public';
  const nothing = presentNothing(result, asker.texts);
  if (nothing !== undefined) return { kind: 'answer', visibility: 'private', answer: nothing };

  const inquiryId = services.newId();
  const { decision, records } = await readEntries(result.decision, store);
  const shown = matchesShown(decision);
  await store.inquiries.add({
    id: inquiryId,
    at: services.now(),
    platform: asker.place.platform,
    scope: asker.scope,
    person: asker.person,
    decision: decision.kind,
    entryId: shown[0]?.claimId,
    probability: shown[0]?.probability,
    lang: asker.texts.lang,
  });
  recent.remember(inquiryId, {
    text: toCheck.text,
    link: toCheck.link,
    lang: asker.languageOf(toCheck.text) ?? asker.texts.lang,
    scope: asker.scope,
    features: new Map(shown.map((match) => [match.claimId, match.features])),
    differing:
      decision.kind === 'differs' ? { entryId: decision.match.claimId, differences: decision.differences } : undefined,
  });
  const record = decision.kind === 'answer' ? records.get(decision.match.claimId) : undefined;
  const answer = presentDecision(decision, records, inquiryId, asker.texts);
  const hasWords = decision.kind === 'answer' || decision.kind === 'differs';
  const mayBeShared = hasWords && visibility === 'private' && !asker.place.direct;
  const share = mayBeShared ? [shareAction(record?.id, inquiryId, asker.texts)] : [];
  return {
    kind: 'answer',
    visibility,
    inquiryId,
    shows: record && { entryId: record.id, revision: record.revision },
    answer: { ...answer, actions: [...answer.actions, ...share] },
  };
}

/** The answer to what a text matched, without recording anything. */
export async function answerOf(result: MatchResult, inquiryId: string, texts: Texts, store: Store): Promise<Answer> {
  const nothing = presentNothing(result, texts);
  if (nothing !== undefined) return nothing;
  const { decision, records } = await readEntries(result.decision, store);
  return presentDecision(decision, records, inquiryId, texts);
}

/** What to say to a text in which there is nothing to check; undefined where there is. */
function presentNothing({ extraction, decision }: MatchResult, texts: Texts): Answer | undefined {
  if (extraction.empty === undefined || decision.kind !== 'unreviewed') return undefined;
  return presentNotice(texts, texts.t(extraction.empty === 'only-link' ? 'empty.only-link' : 'empty.lead'));
}

async function readEntries(
  decision: Decision,
  store: Store,
): Promise<{ decision: Decision; records: ReadonlyMap<string, EntryRecord> }> {
  const ids = matchesShown(decision).map(({ claimId }) => claimId);
  const records = new Map((await store.entries.getMany(ids)).map((record) => [record.id, record]));
  return { decision: withoutMissing(decision, records), records };
}

/** Finds the claim a text is about among those a community sees. Records nothing. */
export function matchText(
  text: string,
  scope: string | undefined,
  services: Pick<Services, 'matcher' | 'hiddenIn'>,
  languageOf: Asker['languageOf'] = languageOfText,
): MatchResult {
  const { matcher, hiddenIn } = services;
  return matcher.match({ text, lang: languageOf(text), scopes: scopesOf(scope), hidden: hiddenIn(scope) });
}

/** The scopes a community sees: the shared one and its own. */
export function scopesOf(scope: string | undefined): string[] {
  return scope === undefined ? [SHARED_SCOPE] : [SHARED_SCOPE, scope];
}

/** The matches a decision puts before the asker. */
export function matchesShown(decision: Decision): readonly Match[] {
  switch (decision.kind) {
    case 'answer':
    case 'differs':
      return [decision.match];
    case 'ask':
      return decision.matches;
    case 'unreviewed':
      return [];
  }
}

/** An entry may have been retired a moment ago, before the index heard of it. */
function withoutMissing(decision: Decision, records: ReadonlyMap<string, EntryRecord>): Decision {
  const there = (match: Match) => records.get(match.claimId)?.status === 'published';
  switch (decision.kind) {
    case 'answer':
    case 'differs':
      return there(decision.match) ? decision : { kind: 'unreviewed' };
    case 'ask': {
      const matches = decision.matches.filter(there);
      return matches.length > 0 ? { kind: 'ask', matches } : { kind: 'unreviewed' };
    }
    case 'unreviewed':
      return decision;
  }
}
