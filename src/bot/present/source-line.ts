// How is a source, a quotation or a step of an origin put in a line?

import type { Appearance, Quote, Source } from '../../entry/entry-schema.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { Line, Span } from '../answer.ts';
import { inLanguage } from './localized.ts';

/** "AFP Factuel: Title (fact-check, 13 February 2018)", the title a link. */
export function sourceLine(source: Source, texts: Texts): Line {
  const { t } = texts;
  const facts = [t(`source.${source.kind}`)];
  if (source.lang !== undefined && source.lang !== texts.lang) facts.push(texts.languageName(source.lang));
  if (source.date !== undefined) facts.push(texts.date(source.date));
  return [
    { text: `${source.publisher}${colon(texts)}` },
    { text: source.title, url: source.url },
    { text: ` (${facts.join(', ')})` },
  ];
}

/** "3 January 2013 · Before it · The Onion: what happened", the publisher a link where there is an address. */
export function appearanceLine(step: Appearance, texts: Texts): Line {
  const { t } = texts;
  const when = step.date === undefined ? t('answer.date-unknown') : texts.date(step.date);
  const line: Span[] = [{ text: step.uncertain ? `${when} (${t('answer.uncertain')})` : when }];
  line.push({ text: ' · ' }, { text: t(`appearance.${step.kind}`), style: 'strong' });
  const who = step.publisher ?? step.title;
  if (who !== undefined) line.push({ text: ' · ' }, { text: who, url: step.url });
  const note = inLanguage(step.note, texts.lang);
  if (note) line.push({ text: `${who === undefined ? ' · ' : colon(texts)}${note.text}` });
  return line;
}

/** A quotation in its own language, then its translation, marked as ours. */
export function quoteLine(quote: Quote, texts: Texts): Line {
  const line: Span[] = [{ text: `“${quote.text}”`, style: 'quote' }];
  if (quote.by !== undefined) line.push({ text: ` (${quote.by})` });
  const translation = quote.lang === texts.lang ? undefined : quote.translation?.[texts.lang];
  if (translation !== undefined) {
    line.push({ text: ` – ${translation} (${texts.t('answer.translated')})` });
  }
  return line;
}

function colon(texts: Texts): string {
  return texts.lang === 'fr' ? ' : ' : ': ';
}
