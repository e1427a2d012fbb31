// Did an answer claim to have checked what nobody could read?

import { LANGUAGES, textsOf } from '../../i18n/texts.ts';

/** With it begins the verdict on the claim of the samples, in every language. */
const VERDICT = '❌';

const UNREVIEWED = LANGUAGES.map((lang) => textsOf(lang).t('unreviewed.lead'));

/** The one claim of the samples speaks of it; a payload without the word says nothing that could be checked. */
const CLAIM_WORD = 'cheese';

/**
 * @param payload what came.
 * @param sent the bodies of what was said in return.
 * @throws where a verdict, or "not in our list", was given without the claim having been read.
 */
export function checkNoPretence(payload: unknown, sent: readonly string[]): void {
  const read = JSON.stringify(payload) ?? '';
  if (read.includes(CLAIM_WORD)) return;
  const verdict = sent.find((body) => body.includes(VERDICT));
  if (verdict !== undefined) throw new Error(`a verdict on nothing: ${verdict.slice(0, 500)}`);
  if (/\p{L}{4}.*\s.*\p{L}{4}/u.test(wordsOf(payload))) return;
  const unreviewed = sent.find((body) => UNREVIEWED.some((lead) => body.includes(lead)));
  if (unreviewed !== undefined) throw new Error(`"not in our list" of nothing: ${unreviewed.slice(0, 500)}`);
}

/** What people wrote, without ids and the question's own words. */
function wordsOf(value: unknown): string {
  const words: string[] = [];
  JSON.stringify(value, (key, each: unknown) => {
    if (typeof each === 'string' && /^(?:content|text|description|value|title)$/.test(key)) words.push(each);
    return each;
  });
  return words.join(' ').replaceAll('is this true?', ' ');
}
