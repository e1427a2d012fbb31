// How is a verdict said in a word and an emoji?

import type { Entry } from '../../entry/entry-schema.ts';
import type { Verdict } from '../../entry/vocabulary.ts';
import type { Texts } from '../../i18n/texts.ts';

const EMOJI: Readonly<Record<Verdict, string>> = {
  true: '✅',
  'mostly-true': '🟢',
  mixed: '🟡',
  misleading: '🟠',
  'mostly-false': '🔴',
  false: '❌',
  unproven: '❔',
  outdated: '⌛',
};

/** "❌ False · hoax". The one place that words a verdict. */
export function verdictWords(entry: Pick<Entry, 'verdict' | 'nature'>, { t }: Texts): string {
  const verdict = `${EMOJI[entry.verdict]} ${t(`verdict.${entry.verdict}`)}`;
  return entry.nature === undefined ? verdict : `${verdict} · ${t(`nature.${entry.nature}`)}`;
}
