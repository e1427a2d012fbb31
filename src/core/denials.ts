// Which of a question's negations deny what it says, and which only ask?

import { isFunctionWord, isNegation } from './function-words.ts';
import type { Tokens } from './tokenize.ts';
import { OPENS } from './word-scanner.ts';

/**
 * Whether the token at `at` denies the sentence. People ask in the negative without denying: "Didn't Einstein fail at
 * maths?", « … non ? », "or not", "no way".
 */
export function isDenial(tokens: Tokens, at: number, lang: string): boolean {
  const { words } = tokens;
  const word = words[at] as string;
  if (!isNegation(word, lang)) return false;
  const before = words[at - 1] ?? '';
  if (isConditional(tokens, at, lang)) return false;
  if (lang === 'fr') {
    if (word === 'non') return before !== 'ou' && before !== 'dit' && opensContent(tokens, at, lang);
    if (isPurposeOrOption(words, at)) return false;
    if (word === 'ne' || word === 'n') return !restricts(tokens, at);
    // « Personne » denies beside « ne » only; else it is a person.
    if (word === 'personne') return words.includes('ne') || words.includes('n');
    return true;
  }
  if (lang !== 'en') return true;
  if (word === 'no') return before !== 'or' && words[at + 1] !== 'way' && at + 1 < words.length;
  if (before === 'or') return false;
  return !asksInTheNegative(tokens, at);
}

/** "Isn't the lake…?", "didnt they…?": the verb opens the sentence and the subject follows. "Don't swim" is no question. */
function asksInTheNegative({ words, flags, starts, ends }: Tokens, at: number): boolean {
  const isWhole = INVERTED.has(words[at] as string);
  // In « "The ship" was not found », what comes after the quotation mark opens no sentence.
  const isContracted = starts[at] === ends[at - 1];
  if (!isWhole && !isContracted) return false;
  const verbAt = isWhole ? at : at - 1;
  const verb = isWhole ? (words[at] as string) : `${words[verbAt] ?? ''}nt`;
  if (!INVERTED.has(verb) || ((flags[verbAt] ?? 0) & OPENS) === 0) return false;
  return verb !== 'dont' || SUBJECTS.has(words[at + 1] ?? '');
}

const INVERTED: ReadonlySet<string> = new Set(
  'dont didnt doesnt isnt arent wasnt werent havent hasnt hadnt cant couldnt wouldnt shouldnt'.split(' '),
);
const SUBJECTS: ReadonlySet<string> = new Set('i you we they people all some most the these those'.split(' '));

/** « Pour ne pas payer », « ou ne sera pas », « ou pas ». */
function isPurposeOrOption(words: readonly string[], at: number): boolean {
  for (let k = at; k > at - 3 && k > 0; k -= 1) {
    const isParticle = k === at || words[k] === 'ne' || words[k] === 'n';
    if (isParticle && (words[k - 1] === 'ou' || words[k - 1] === 'pour')) return true;
  }
  return false;
}

/** Words after a negation within which « que » makes it a restriction. */
const REACH = 4;

/** « Ils n'ont que du pain »: only, not none. */
function restricts({ words }: Tokens, at: number): boolean {
  for (let k = at + 1; k <= at + REACH && k < words.length; k += 1) {
    const word = words[k] as string;
    if (word === 'que' || word === 'qu') return true;
    if (isNegation(word, 'fr')) return false;
  }
  return false;
}

/** "If I don't pay", « si je paye pas »: a condition denies nothing that the sentence says. */
function isConditional({ words, flags }: Tokens, at: number, lang: string): boolean {
  const condition = CONDITIONS[lang];
  for (let k = at; k > at - REACH && k > 0; k -= 1) {
    if (((flags[k] ?? 0) & OPENS) !== 0) return false;
    if (words[k - 1] === condition) return true;
  }
  return false;
}

const CONDITIONS: Readonly<Record<string, string>> = { en: 'if', fr: 'si' };

/** Whether a content word of the same sentence comes next. */
function opensContent({ words, flags }: Tokens, at: number, lang: string): boolean {
  const next = words[at + 1];
  return next !== undefined && ((flags[at + 1] ?? 0) & OPENS) === 0 && !isFunctionWord(next, lang);
}
