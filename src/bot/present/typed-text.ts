// How does somebody get back what they typed into a form that came to nothing?

import type { Texts } from '../../i18n/texts.ts';
import { plain, type Section } from '../answer.ts';

/** The most of one field that is given back: what every platform's form takes. */
const MOST_OF_A_FIELD = 3000;

/** What was typed, to be copied; nothing where nothing was. */
export function typedText({ t }: Texts, fields: Readonly<Record<string, string>> | undefined): Section[] {
  const typed = Object.values(fields ?? {}).filter((text) => text.trim() !== '');
  if (typed.length === 0) return [];
  return [{ key: 'text', label: t('draft.typed'), lines: typed.map((text) => plain(text.slice(0, MOST_OF_A_FIELD))) }];
}
