// How would people ask about the curated claims? Their own wordings, each asked where it is not in the index.

import type { BoostedTrees } from '../core/boosted-trees.ts';
import type { IndexableClaim, LanguageText } from '../core/claim.ts';
import type { Background } from '../core/term-table.ts';
import type { WordVectors } from '../core/word-vectors.ts';
import { type DecisionExample, decisionExamples, type FittingSet } from './fit-model.ts';
import { indexOf, type QuestionField, questionFields } from './make-examples.ts';
import type { MeasuringSet, SetQuery } from './read-set.ts';
import { hashText, seededRandom } from './seeded-random.ts';

/** Parts the wordings are dealt into; each part is asked of an index that has the others. */
const PARTS = 8;
/** Parts that are asked; more take longer and teach little more. */
const PARTS_ASKED = 4;
/** Share of the questions that get slips of the finger. */
const SLOPPY = 0.4;
/** Share of the longer words of a sloppy question that are misspelt. */
const SLIPS = 0.12;
const MIN_SLIP_LENGTH = 5;

/** Questions about curated claims: one set for each part, on an index without the wordings that are asked. */
export function curatedSets(
  claims: readonly IndexableClaim[],
  background: Background,
  vectors: WordVectors,
  weight: number,
): FittingSet[] {
  return Array.from({ length: PARTS_ASKED }, (_unused, part) => {
    const set = withoutPart(claims, part);
    const index = indexOf(set.claims, background);
    // One name for all parts: questions about one claim must share a fold.
    return { name: 'curated', index, weight, fields: questionFields('curated', set, index, vectors) };
  });
}

/** The claims' stored look-alikes, asked where they are not in the index; `gold` names the claim they look like. */
export function lookAlikeSets(
  claims: readonly IndexableClaim[],
  background: Background,
  vectors: WordVectors,
  weight: number,
): FittingSet[] {
  return [0, 1].map((part) => {
    const queries: SetQuery[] = [];
    const gold = new Map<string, ReadonlySet<string>>();
    const kept = claims.map((claim): IndexableClaim => {
      const negatives = claim.negatives ?? [];
      negatives.forEach(({ text, lang }, i) => {
        if (i % 2 !== part) return;
        const id = `${claim.id} not ${i}`;
        queries.push({ id, text, lang });
        gold.set(id, new Set([claim.id]));
      });
      return { ...claim, negatives: negatives.filter((_text, i) => i % 2 !== part) };
    });
    const index = indexOf(kept, background);
    const fields = questionFields('look-alikes', { claims: kept, queries, gold }, index, vectors);
    return { name: 'look-alikes', index, weight, fields };
  });
}

/** Look-alikes that the ranking took for their claim: what the decision must refuse. */
export function lookAlikeExamples(
  sets: readonly FittingSet[],
  rankOf: (field: QuestionField) => BoostedTrees,
): DecisionExample[] {
  return decisionExamples(sets, rankOf)
    .filter(({ pass, right }) => pass === 'with' && right)
    .map((example) => ({ ...example, pass: 'without', right: false }));
}

function withoutPart(claims: readonly IndexableClaim[], part: number): MeasuringSet {
  const queries: SetQuery[] = [];
  const gold = new Map<string, ReadonlySet<string>>();
  const kept = claims.map((claim): IndexableClaim => {
    const wordings: LanguageText[] = [];
    for (const wording of claim.wordings ?? []) {
      if (hashText(`${claim.id} ${wording.text}`) % PARTS !== part) {
        wordings.push(wording);
        continue;
      }
      const id = `${claim.id} ${part} ${queries.length}`;
      queries.push({ id, text: asTyped(wording.text), lang: wording.lang });
      gold.set(id, new Set([claim.id]));
    }
    return { ...claim, wordings };
  });
  return { claims: kept, queries, gold };
}

/** The text as a hurried person types it: some of them without accents and capitals, with slips in longer words. */
function asTyped(text: string): string {
  const random = seededRandom(hashText(text));
  if (random() >= SLOPPY) return text;
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.replaceAll(/\p{L}+/gu, (word) =>
    word.length < MIN_SLIP_LENGTH || random() >= SLIPS ? word : slip(word, random),
  );
}

/** One letter left out, doubled, or two exchanged. */
function slip(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const kind = random();
  if (kind < 0.4) return word.slice(0, at) + word.slice(at + 1);
  if (kind < 0.6) return word.slice(0, at) + word[at] + word.slice(at);
  return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
}
