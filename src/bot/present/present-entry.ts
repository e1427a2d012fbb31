// How does an entry answer a question, in short and in full?

import type { Appearance, Entry, Source } from '../../entry/entry-schema.ts';
import type { Texts } from '../../i18n/texts.ts';
import { type Action, type Answer, type Line, plain, type Section } from '../answer.ts';
import { inLanguage } from './localized.ts';
import { appearanceLine, quoteLine, sourceLine } from './source-line.ts';
import { verdictWords } from './verdict-words.ts';

/** Sources shown below a short answer; the others are a button away. */
const SOURCES_SHOWN = 3;

/** Steps of the origin shown in a short answer, in this order of interest. */
const STEPS_SHOWN: readonly Appearance['kind'][] = ['first-known', 'precursor', 'denial', 'correction'];

/** The short answer: verdict, fact, claim, origin, what is not proven, last update, sources. */
export function presentEntry(entry: Entry, actions: readonly Action[], texts: Texts): Answer {
  const { t, lang } = texts;
  const answer = inLanguage(entry.answer, lang);
  const sections: Section[] = [claimSection(entry, texts)];

  sections.push({ key: 'origin', label: t('section.origin'), lines: originLines(entry, texts) });
  const notProven = inLanguage(entry.notProven, lang);
  if (notProven) sections.push({ key: 'not-proven', label: t('section.not-proven'), lines: [plain(notProven.text)] });
  const update = entry.updates?.at(-1);
  if (update) sections.push({ key: 'updated', label: '', lines: [updateLine(update, texts)] });
  const hidden = entry.sources.length - SOURCES_SHOWN;
  sections.push({
    key: 'sources',
    label: t('section.sources'),
    lines: [
      ...entry.sources.slice(0, SOURCES_SHOWN).map((source) => sourceLine(source, texts)),
      ...(hidden > 0 ? [plain(t('answer.more-sources', { count: hidden }))] : []),
    ],
  });
  return {
    kind: 'answer',
    lang,
    verdict: entry.verdict,
    entryId: entry.id,
    headline: verdictWords(entry, texts),
    lead: answer && plain(answer.text),
    sections,
    footnote: footnote(entry, texts),
    actions,
  };
}

/** Everything an entry holds: confidence, the whole timeline with quotations, all sources, all updates. */
export function presentEntryDetails(entry: Entry, texts: Texts): Answer {
  const { t, lang } = texts;
  const reason = inLanguage(entry.confidence.reason, lang);
  const notProven = inLanguage(entry.notProven, lang);
  const summary = inLanguage(entry.origin.summary, lang);
  const sections: Section[] = [claimSection(entry, texts)];
  sections.push({
    key: 'timeline',
    label: t('section.timeline'),
    lines: [
      ...(summary ? [plain(summary.text)] : []),
      ...entry.origin.timeline.map((step) => withBelow(appearanceLine(step, texts), quoteLines(step.quotes, texts))),
    ],
  });
  sections.push({
    key: 'sources',
    label: t('section.sources'),
    lines: entry.sources.map((source) => {
      const note = inLanguage(source.note, lang);
      const below = [...(note ? [plain(note.text)] : []), ...quoteLines(source.quotes, texts)];
      return withBelow(sourceLine(source, texts), below);
    }),
  });
  if (notProven) sections.push({ key: 'not-proven', label: t('section.not-proven'), lines: [plain(notProven.text)] });
  sections.push({
    key: 'confidence',
    label: t('section.confidence'),
    lines: [plain([t(`confidence.${entry.confidence.level}`), reason?.text].filter(Boolean).join(' · '))],
  });
  if (entry.updates?.length) {
    sections.push({
      key: 'updated',
      label: t('section.updates'),
      lines: entry.updates.map((update) => updateLine(update, texts)),
    });
  }
  return {
    kind: 'details',
    lang,
    verdict: entry.verdict,
    entryId: entry.id,
    headline: verdictWords(entry, texts),
    sections,
    footnote: footnote(entry, texts),
    actions: [],
  };
}

function quoteLines(quotes: Source['quotes'], texts: Texts): Line[] {
  return (quotes ?? []).map((quote) => quoteLine(quote, texts));
}

/** A line with others that belong to it, each on a line of its own below. */
function withBelow(line: Line, below: readonly Line[]): Line {
  return [line, ...below.map((next): Line => [{ text: '\n' }, ...next])].flat();
}

/** The claim as reviewed, in quotation marks, so that a verdict never lands on another wording. */
export function claimSection(entry: Entry, texts: Texts): Section {
  const claim = inLanguage(entry.claim, texts.lang);
  const line: Line = [{ text: claim?.text ?? '', style: 'quote' }];
  return { key: 'claim', label: texts.t('section.claim'), lines: [line] };
}

function originLines(entry: Entry, texts: Texts): Line[] {
  const { timeline } = entry.origin;
  const summary = inLanguage(entry.origin.summary, texts.lang);
  if (summary) return [plain(summary.text)];
  if (timeline.length === 0) return [plain(texts.t('answer.origin-unknown'))];
  const telling = timeline.filter(({ kind }) => STEPS_SHOWN.includes(kind));
  return (telling.length > 0 ? telling : timeline).slice(0, 3).map((step) => appearanceLine(step, texts));
}

function updateLine(update: NonNullable<Entry['updates']>[number], texts: Texts): Line {
  const note = inLanguage(update.note, texts.lang)?.text ?? '';
  return plain(texts.t('answer.updated', { date: texts.date(update.date), note }));
}

function footnote(entry: Entry, texts: Texts): string {
  const { t } = texts;
  const facts = [t('answer.reviewed', { date: texts.date(entry.reviewed) }), t(`confidence.${entry.confidence.level}`)];
  const lang = inLanguage(entry.answer, texts.lang)?.lang;
  if (lang !== undefined && lang !== texts.lang)
    facts.push(t('answer.only-in', { language: texts.languageName(lang) }));
  return facts.join(' · ');
}
