// Which claims does a text come closest to, by its words?

import type { BoostedTrees } from './boosted-trees.ts';
import type { ClaimIndex } from './claim-index.ts';
import { NO_LOOK_ALIKE, type Ranked } from './decision-features.ts';
import { FEATURE_COUNT, FEATURES, FeatureReader } from './features.ts';
import { scorerOf } from './forest-scorer.ts';
import { FuzzyVocabulary } from './fuzzy-vocabulary.ts';
import { type Alternative, type Query, readQuery } from './query.ts';
import { type Candidate, Recall } from './recall.ts';
import type { WordVectors } from './word-vectors.ts';

/** Claims that recall hands to ranking. */
export const CANDIDATE_CLAIMS = 50;

/** Candidates with their features, before ranking. */
export interface Field {
  readonly query: Query;
  readonly candidates: readonly Candidate[];
  /** A row of features per candidate. */
  readonly rows: Float64Array;
}

/** Recall and features over an index that may change between calls. */
export class Search {
  private readonly index: ClaimIndex;
  private readonly recall: Recall;
  private readonly reader: FeatureReader;
  private readonly vocabulary = new FuzzyVocabulary();

  constructor(index: ClaimIndex, vectors: WordVectors) {
    this.index = index;
    this.recall = new Recall(index);
    this.reader = new FeatureReader(index, vectors);
  }

  /** The candidates for a text, with features. */
  field(
    text: string,
    context: string,
    lang: string | undefined,
    admits: (claim: number) => boolean,
    limit = CANDIDATE_CLAIMS,
  ): Field {
    const query = readQuery(text, context, lang, this.index, (word, _stem, known) =>
      known || /\d/.test(word) ? [] : this.misspelt(word),
    );
    const candidates = this.recall.candidates(query, limit, admits);
    return { query, candidates, rows: this.reader.read(query, candidates) };
  }

  /** Terms that an unknown word may be a misspelling of. */
  private misspelt(word: string): Alternative[] {
    const { terms } = this.index;
    // Words are taken up when first needed: building an index costs nothing for this.
    while (this.vocabulary.size < terms.words.length) this.vocabulary.add(terms.words[this.vocabulary.size] as string);
    const best = new Map<number, number>();
    for (const { number, edits } of this.vocabulary.near(word)) {
      const term = terms.wordTerms.values[number] as number;
      if (terms.claimCount(term) === 0) continue;
      const weight = edits === 1 ? ONE_EDIT_WEIGHT : TWO_EDITS_WEIGHT;
      if (weight > (best.get(term) ?? 0)) best.set(term, weight);
    }
    const found = Array.from(best, ([term, weight]) => ({ term, weight }));
    found.sort(
      (a, b) => b.weight - a.weight || ((terms.texts[a.term] as string) < (terms.texts[b.term] as string) ? -1 : 1),
    );
    return found.slice(0, MAX_MENDED);
  }
}

/** What a word counts that one edit, or two, would make the question's. */
const ONE_EDIT_WEIGHT = 0.7;
const TWO_EDITS_WEIGHT = 0.5;
/** Terms that one misspelt word may stand for. */
const MAX_MENDED = 8;

/**
 * The claims of a field, best first: a claim stands where its best wording stands. A claim is `blocked` where the text
 * is nearly one of its look-alikes, word for word; a look-alike that is only near is the decision's to weigh.
 */
export function rankClaims(
  field: Field,
  trees: BoostedTrees,
  index: ClaimIndex,
): { ranked: Ranked[]; blocked: Ranked[] } {
  const best = new Map<number, Ranked>();
  const lookAlikes = new Map<number, LookAlike>();
  const scoreOf = scorerOf(trees);
  const denies = field.query.negations.length > 0;
  for (let i = 0; i < field.candidates.length; i += 1) {
    const { unit, claim, score: recall } = field.candidates[i] as Candidate;
    const at = i * FEATURE_COUNT;
    const score = scoreOf(field.rows, at) + (isOwnWording(field.rows, at) ? OWN_WORDING_BONUS : 0);
    if (index.isNegative(unit)) {
      // A stored denial has the claim's own words: it is the question's kin only where the question denies too.
      if (index.denies(unit) !== denies) continue;
      const known = lookAlikes.get(claim);
      const saysIt = (known?.saysIt ?? false) || isNearlyOwnWording(field.rows, at);
      lookAlikes.set(claim, { score: Math.max(score, known?.score ?? score), saysIt });
      continue;
    }
    const known = best.get(claim);
    if (known === undefined || score > known.score || (score === known.score && recall > known.recall)) {
      best.set(claim, { claim, unit, recall, score, at, lookAlikeLead: NO_LOOK_ALIKE });
    }
  }
  const ranked: Ranked[] = [];
  const blocked: Ranked[] = [];
  for (const [claim, one] of best) {
    const look = lookAlikes.get(claim);
    if (look === undefined) ranked.push(one);
    else if (look.saysIt && look.score >= one.score) blocked.push({ ...one, score: look.score });
    else ranked.push({ ...one, lookAlikeLead: Math.min(NO_LOOK_ALIKE, one.score - look.score) });
  }
  const order = (a: Ranked, b: Ranked): number => b.score - a.score || b.recall - a.recall || compareIds(index, a, b);
  return { ranked: ranked.sort(order), blocked: blocked.sort(order) };
}

/** What a claim's look-alikes say of a text. */
interface LookAlike {
  /** The ranking's score of the nearest. */
  readonly score: number;
  /** Whether one of them is nearly the text. */
  readonly saysIt: boolean;
}

const TEXT_COVER = FEATURES.indexOf('textCover');
const QUESTION_COVER = FEATURES.indexOf('questionCover');
const TEXT_COVER_EXACT = FEATURES.indexOf('textCoverExact');
const QUESTION_COVER_EXACT = FEATURES.indexOf('questionCoverExact');
/** Shares from which question and look-alike are nearly the same words. */
const NEARLY = 0.95;
/** Above any sum of the trees: a question in a wording's very words is about that claim, whatever they learned. */
const OWN_WORDING_BONUS = 10;

/** Whether question and text consist of the same words. */
function isOwnWording(rows: Float64Array, at: number): boolean {
  return (rows[at + TEXT_COVER_EXACT] as number) > 0.9999 && (rows[at + QUESTION_COVER_EXACT] as number) > 0.9999;
}

function isNearlyOwnWording(rows: Float64Array, at: number): boolean {
  return (rows[at + TEXT_COVER] as number) > NEARLY && (rows[at + QUESTION_COVER] as number) > NEARLY;
}

function compareIds(index: ClaimIndex, a: Ranked, b: Ranked): number {
  const idA = index.claims[a.claim]?.id ?? '';
  const idB = index.claims[b.claim]?.id ?? '';
  return idA < idB ? -1 : idA > idB ? 1 : 0;
}
