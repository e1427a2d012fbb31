// What did the author write, once invisible and disguised characters are undone?

import unhomoglyph from 'unhomoglyph';

/** Control characters (but not line breaks and tabs), zero-width and bidirectional marks, variation selectors, soft hyphens. */
const INVISIBLE = /(?![\t\n\r])[\p{Cc}\p{Cf}]|\p{Variation_Selector}|[\u115f\u1160]/gu;

/** More marks on one letter than any spelling needs ("zalgo"). */
const STACKED_MARKS = /(\p{M}{2})\p{M}+/gu;
const LONE_SURROGATES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A word that mixes Latin letters with look-alikes from another alphabet. */
const MIXED_WORD =
  /\p{L}*(?:\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin})\p{L}*/gu;
const NOT_LATIN = /[\p{Script=Cyrillic}\p{Script=Greek}]/gu;

/**
 * The text with compatibility forms (fullwidth, mathematical letters, ligatures) made plain, invisible characters
 * taken out, stacked marks thinned, and look-alike letters mended in words of mixed script. Linear time; `maxLength`
 * characters are read.
 */
export function cleanText(text: string, maxLength: number): string {
  let cleaned = text.length > maxLength ? text.slice(0, maxLength) : text;
  // Most messages are plain ASCII: nothing to undo but control characters.
  if (isPlain(cleaned)) return cleaned;
  cleaned = cleaned.replace(LONE_SURROGATES, ' ');
  cleaned = cleaned.replace(STACKED_MARKS, '$1').normalize('NFKC');
  cleaned = cleaned.replace(INVISIBLE, '');
  if (NOT_LATIN.test(cleaned)) {
    NOT_LATIN.lastIndex = 0;
    cleaned = mendMixedWords(cleaned);
  }
  // Compatibility forms can be longer than what they stand for.
  return cleaned.length > maxLength ? cleaned.slice(0, maxLength) : cleaned;
}

/** Only printable ASCII and white space. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 126 || (code < 32 && code !== 10 && code !== 13 && code !== 9)) return false;
  }
  return true;
}

function mendMixedWords(text: string): string {
  // Word by word, so that no backtracking runs over a long text.
  return text.replace(/\p{L}+/gu, (word) => {
    MIXED_WORD.lastIndex = 0;
    if (word.length > 60 || !MIXED_WORD.test(word)) return word;
    // Only the foreign letters: the library also turns some Latin letters into others.
    return word.replace(NOT_LATIN, (letter) => {
      const plain = unhomoglyph(letter);
      return /^\p{Script=Latin}+$/u.test(plain) ? plain : letter;
    });
  });
}
