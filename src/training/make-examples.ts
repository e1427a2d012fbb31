// What would the matching see for each question of a set?

import type { BoostedTrees } from '../core/boosted-trees.ts';
import { ClaimIndex } from '../core/claim-index.ts';
import { decisionFeatures, type Ranked } from '../core/decision-features.ts';
import { extractClaim } from '../core/extract-claim.ts';
import { type Field, rankClaims, Search } from '../core/search.ts';
import type { Background } from '../core/term-table.ts';
import type { WordVectors } from '../core/word-vectors.ts';
import type { MeasuringSet, SetQuery } from './read-set.ts';
import { hashText } from './seeded-random.ts';

/** A question's candidates with features, and which of them are right. */
export interface QuestionField {
  readonly set: string;
  readonly query: SetQuery;
  readonly gold: ReadonlySet<string>;
  /** 0 to {@link FOLDS} − 1: questions that share a claim share a fold. */
  readonly fold: number;
  /** With all claims in place, and with the right ones left out. */
  readonly withGold: Field;
  readonly withoutGold: Field;
}

export const FOLDS = 3;

/** An index over the set's claims. */
export function indexOf(claims: MeasuringSet['claims'], background: Background): ClaimIndex {
  const index = new ClaimIndex(background);
  for (const claim of claims) index.put(claim);
  return index;
}

/** The fields of all questions that have a right claim. */
export function questionFields(
  name: string,
  set: MeasuringSet,
  index: ClaimIndex,
  vectors: WordVectors,
): QuestionField[] {
  const search = new Search(index, vectors);
  const folds = claimFolds(set);
  const fields: QuestionField[] = [];
  for (const query of set.queries) {
    const gold = set.gold.get(query.id);
    if (gold === undefined) continue;
    const { text, context } = extractClaim(query.text);
    fields.push({
      set: name,
      query,
      gold,
      fold: folds.get(query.id) ?? 0,
      withGold: search.field(text, context, query.lang, () => true),
      withoutGold: search.field(text, context, query.lang, (claim) => !gold.has(index.claims[claim]?.id ?? '')),
    });
  }
  return fields;
}

/** Folds by query id such that questions linked through a claim are together. */
function claimFolds(set: MeasuringSet): Map<string, number> {
  const leader = new Map<string, string>();
  function find(node: string): string {
    let at = node;
    while ((leader.get(at) ?? at) !== at) at = leader.get(at) as string;
    leader.set(node, at);
    return at;
  }
  for (const [query, claims] of set.gold) {
    for (const claim of claims) {
      const a = find(`q ${query}`);
      const b = find(`c ${claim}`);
      // The smaller name leads, so that the order of the file does not matter.
      if (a < b) leader.set(b, a);
      else if (b < a) leader.set(a, b);
    }
  }
  return new Map([...set.gold.keys()].map((query) => [query, hashText(find(`q ${query}`)) % FOLDS]));
}

/** Which rows of a field are right: the wordings of a right claim, not its look-alikes. */
export function labelsOf(field: Field, gold: ReadonlySet<string>, index: ClaimIndex): Float64Array {
  return Float64Array.from(field.candidates, ({ claim, unit }) =>
    gold.has(index.claims[claim]?.id ?? '') && !index.isNegative(unit) ? 1 : 0,
  );
}

/** A question's ranking and the decision's features of its best claim. */
export function topOf(
  field: Field,
  rank: BoostedTrees,
  index: ClaimIndex,
): { ranked: Ranked[]; features: Float64Array | undefined; claimId: string | undefined } {
  const { ranked } = rankClaims(field, rank, index);
  const top = ranked[0];
  if (top === undefined) return { ranked, features: undefined, claimId: undefined };
  return { ranked, features: decisionFeatures(ranked, 0, field.rows), claimId: index.claims[top.claim]?.id };
}

/** Sizes of the small lists that the decision also learns from: those of a young database. */
const SMALL_SIZES = [40, 300];
/** Questions asked on one small list. */
const BATCH = 25;

/**
 * The same questions asked on small lists drawn from the set: on a short list the best claim has hardly a rival, which
 * must not look like certainty.
 */
export function smallListFields(
  name: string,
  set: MeasuringSet,
  background: Background,
  vectors: WordVectors,
): { index: ClaimIndex; fields: QuestionField[] }[] {
  const byId = new Map(set.claims.map((claim) => [claim.id, claim]));
  const shuffled = [...set.claims].sort((a, b) => hashText(a.id) - hashText(b.id));
  const asked = set.queries.filter(({ id }) => set.gold.has(id)).sort((a, b) => hashText(a.id) - hashText(b.id));
  const folds = claimFolds(set);
  const lists: { index: ClaimIndex; fields: QuestionField[] }[] = [];
  for (const size of SMALL_SIZES) {
    for (let from = 0; from < asked.length; from += BATCH) {
      const queries = asked.slice(from, from + BATCH);
      const chosen = new Set(queries.flatMap(({ id }) => [...(set.gold.get(id) ?? [])]));
      for (let i = 0; chosen.size < Math.min(size, shuffled.length) && i < shuffled.length; i += 1) {
        chosen.add(shuffled[(from * 37 + i) % shuffled.length]?.id ?? '');
      }
      const claims = [...chosen].map((id) => byId.get(id)).filter((claim) => claim !== undefined);
      const index = indexOf(claims, background);
      const fields = questionFields(`${name} ${size}`, { claims, queries, gold: set.gold }, index, vectors);
      lists.push({ index, fields: fields.map((field) => ({ ...field, fold: folds.get(field.query.id) ?? 0 })) });
    }
  }
  return lists;
}

/** Talk that is about no claim, asked on an index: each is a question whose claim is not there. */
export function chatterFields(
  name: string,
  queries: readonly SetQuery[],
  index: ClaimIndex,
  vectors: WordVectors,
): QuestionField[] {
  const search = new Search(index, vectors);
  const gold: ReadonlySet<string> = new Set();
  return queries.map((query) => {
    const { text, context } = extractClaim(query.text);
    const field = search.field(text, context, query.lang, () => true);
    return { set: name, query, gold, fold: hashText(query.id) % FOLDS, withGold: field, withoutGold: field };
  });
}
