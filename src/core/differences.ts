// In what do a question and the nearest wording part, although they are about the same thing?

import { type ClaimIndex, FLAG_BITS, NEGATES, type Unit } from './claim-index.ts';
import { isNegation } from './function-words.ts';
import type { Difference } from './match.ts';
import type { Query } from './query.ts';
import { CAPITAL, NUMERIC, OPENS, tokenize } from './tokenize.ts';

/** Share of the wording's words that must be in the question before a missing one counts as a swap. */
const NEAR = 0.5;

/** Swapped numbers and names, and a negation on one side only. Empty unless the two are near otherwise. */
export function findDifferences(
  text: string,
  query: Query,
  unit: Unit,
  index: ClaimIndex,
  number: number,
): Difference[] {
  const { page, start, textLength } = index.tokensOf(number);
  const asked = new Set<number>();
  for (const word of query.words) for (const { term } of word.alternatives) asked.add(term);
  const held = new Set<number>();
  let met = 0;
  let content = 0;
  let claimDenies = 0;
  const missedNumbers: string[] = [];
  const missedNames: string[] = [];
  for (let i = start; i < start + textLength; i += 1) {
    const token = page[i] as number;
    if ((token & NEGATES) !== 0) {
      claimDenies += 1;
      continue;
    }
    const term = token >>> FLAG_BITS;
    held.add(term);
    content += 1;
    if (asked.has(term)) met += 1;
    else if ((token & NUMERIC) !== 0) missedNumbers.push(index.terms.texts[term] as string);
    else if ((token & CAPITAL) !== 0 && (token & OPENS) === 0) missedNames.push(index.terms.texts[term] as string);
  }
  if (content === 0 || met / content < NEAR) return [];
  const questionNumbers: string[] = [];
  const questionNames: string[] = [];
  for (const word of query.words) {
    if (word.alternatives.some(({ term }) => held.has(term))) continue;
    if ((word.flags & NUMERIC) !== 0) questionNumbers.push(word.stem);
    else if ((word.flags & CAPITAL) !== 0 && (word.flags & OPENS) === 0) questionNames.push(word.stem);
  }
  const differences: Difference[] = [];
  if (missedNumbers.length > 0 && questionNumbers.length > 0) {
    differences.push({
      kind: 'number',
      claim: quote(unit.text, missedNumbers, unit.lang),
      question: quote(text, questionNumbers, query.lang),
    });
  }
  if (missedNames.length > 0 && questionNames.length > 0) {
    differences.push({
      kind: 'name',
      claim: quote(unit.text, missedNames, unit.lang),
      question: quote(text, questionNames, query.lang),
    });
  }
  const denies = query.negations.length > 0;
  if (denies !== claimDenies > 0) {
    differences.push({
      kind: 'negation',
      claim: quoteNegation(unit.text, unit.lang),
      question: quoteNegation(text, query.lang),
    });
  }
  return differences;
}

/** The words of a text, as written, that have one of the stems. */
function quote(text: string, stems: readonly string[], _lang: string): string {
  const tokens = tokenize(text);
  const quoted: string[] = [];
  for (let i = 0; i < tokens.words.length; i += 1) {
    const word = tokens.words[i] as string;
    if (stems.some((stem) => word === stem || (stem.length > 2 && word.startsWith(stem.slice(0, -1))))) {
      quoted.push(text.slice(tokens.starts[i], tokens.ends[i]));
    }
  }
  return [...new Set(quoted)].join(' ');
}

function quoteNegation(text: string, lang: string): string {
  const tokens = tokenize(text);
  const at = tokens.words.findIndex((word) => isNegation(word, lang));
  return at < 0 ? '' : text.slice(tokens.starts[at], tokens.ends[at]);
}
