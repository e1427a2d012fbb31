// How is each of the four decisions said?

import type { Decision, Difference, Match } from '../../core/match.ts';
import type { Entry } from '../../entry/entry-schema.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { EntryRecord } from '../../store/entry-record.ts';
import { type Action, type Answer, plain, type Section } from '../answer.ts';
import { inLanguage } from './localized.ts';
import { claimSection, presentEntry } from './present-entry.ts';
import { verdictWords } from './verdict-words.ts';

/**
 * Words a decision.
 * @param records the entries of all matches the decision shows.
 * @param inquiryId what the buttons refer to.
 */
export function presentDecision(
  decision: Decision,
  records: ReadonlyMap<string, EntryRecord>,
  inquiryId: string,
  texts: Texts,
): Answer {
  const entryOf = (match: Match): Entry => {
    const record = records.get(match.claimId);
    if (record === undefined) throw new Error(`the entry ${match.claimId} of a match was not read`);
    return record.entry;
  };
  switch (decision.kind) {
    case 'answer': {
      const entry = entryOf(decision.match);
      return presentEntry(entry, answerActions(entry.id, inquiryId, texts), texts);
    }
    case 'ask':
      return presentChoice(decision.matches.map(entryOf), inquiryId, texts);
    case 'differs':
      return presentDiffering(entryOf(decision.match), decision.differences, inquiryId, texts);
    case 'unreviewed':
      return {
        kind: 'unreviewed',
        lang: texts.lang,
        headline: '',
        lead: plain(texts.t('unreviewed.lead')),
        sections: [],
        actions: [askModerators(inquiryId, texts)],
      };
  }
}

/** The buttons below an answer. */
export function answerActions(entryId: string, inquiryId: string, texts: Texts): Action[] {
  return [
    { label: texts.t('action.details'), call: { command: 'details', args: { entry: entryId } } },
    { label: texts.t('action.helpful'), call: { command: 'helpful', args: { entry: entryId, of: inquiryId } } },
    { label: texts.t('action.not-this'), call: { command: 'not-this', args: { entry: entryId, of: inquiryId } } },
    askModerators(inquiryId, texts),
  ];
}

/**
 * Below a private answer: shows it to everybody.
 * @param entryId the entry that answers; undefined where the answer tells in what the nearest claim differs.
 */
export function shareAction(entryId: string | undefined, inquiryId: string, texts: Texts): Action {
  const entry = entryId === undefined ? {} : { entry: entryId };
  return { label: texts.t('action.share'), call: { command: 'share', args: { ...entry, of: inquiryId } } };
}

function askModerators(inquiryId: string, texts: Texts): Action {
  return { label: texts.t('action.ask-moderators'), call: { command: 'ask-moderators', args: { of: inquiryId } } };
}

function presentChoice(entries: readonly Entry[], inquiryId: string, texts: Texts): Answer {
  const { t, lang } = texts;
  const statements = entries.map((entry) => ({ entry, text: inLanguage(entry.claim, lang)?.text ?? entry.id }));
  return {
    kind: 'ask',
    lang,
    headline: t(entries.length === 1 ? 'ask.headline-one' : 'ask.headline'),
    sections: [{ key: 'list', label: '', lines: statements.map(({ text }) => [{ text, style: 'quote' }]) }],
    choices: {
      placeholder: t('ask.choose'),
      options: [
        ...statements.map(({ entry, text }) => ({
          label: text,
          call: { command: 'pick', args: { entry: entry.id, of: inquiryId } },
        })),
        { label: t('ask.none'), call: { command: 'none', args: { of: inquiryId } } },
      ],
    },
    actions: [],
  };
}

/** The nearest claim, and in what the question differs from it. */
export function presentDiffering(
  entry: Entry,
  differences: readonly Difference[],
  inquiryId: string,
  texts: Texts,
): Answer {
  const { t } = texts;
  const claim = claimSection(entry, texts);
  const sections: Section[] = [
    {
      key: 'differences',
      label: t('section.differences'),
      lines: differences.map((difference) => plain(differenceText(difference, texts))),
    },
    { ...claim, lines: [...claim.lines, plain(t('differs.verdict', { verdict: verdictWords(entry, texts) }))] },
  ];
  return {
    kind: 'differs',
    lang: texts.lang,
    entryId: entry.id,
    headline: t('differs.headline'),
    lead: plain(t('differs.lead')),
    sections,
    actions: [
      { label: t('action.details'), call: { command: 'details', args: { entry: entry.id } } },
      askModerators(inquiryId, texts),
    ],
  };
}

function differenceText({ kind, claim, question }: Difference, { t }: Texts): string {
  if (kind === 'negation') return t('differs.negation');
  if (question === '') return t('differs.only-claim', { claim });
  if (claim === '') return t('differs.only-question', { question });
  return t(`differs.${kind}`, { claim, question });
}
