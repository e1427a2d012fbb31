// How do a question and a wording meet, in numbers?

import { ClaimCoverReader } from './claim-cover.ts';
import { type ClaimIndex, FLAG_BITS, NEGATES } from './claim-index.ts';
import { MeaningReader } from './meaning.ts';
import { MAX_WORDS, type Query } from './query.ts';
import { QueryLinks } from './query-links.ts';
import type { Candidate } from './recall.ts';
import { WordKinship } from './word-kinship.ts';
import { CAPITAL, NUMERIC, OPENS, SHOUTED } from './word-scanner.ts';
import type { WordVectors } from './word-vectors.ts';

/** The features in order, with what each tells. Shares are of idf mass (how telling the words are), 0 to 1. */
export const FEATURES = [
  /** Recall score over the best candidate's. */
  'scoreShare',
  /** Logarithm of the recall score. */
  'scoreLog',
  /** One over the claim's rank in recall. */
  'recallRank',
  /** Share of the question that the wording covers, guesses counted by their weight. */
  'questionCover',
  /** The same with exact stems only. */
  'questionCoverExact',
  /** Share of the wording (without title) that the question covers. */
  'textCover',
  'textCoverExact',
  /** Share of the title covered; the text's where there is no title. */
  'titleCover',
  /** Share of text and title together. */
  'unitCover',
  /** Share of the text that the question has in the same order. */
  'textOrder',
  'titleOrder',
  /** Share of neighbouring words of the unit that are neighbours in the question. */
  'neighbours',
  /** Share of the text covered within one stretch of the question not much longer than the text. */
  'stretchCover',
  /** Share of the unit's capitalised words covered; 0.5 where it has none. */
  'nameCover',
  /** Share of the question's capitalised words covered; 0.5 where it has none. */
  'questionNameCover',
  /** Numbers of the text met, numbers missed, numbers of the question missed. */
  'numbersMet',
  'numbersMissed',
  'questionNumbersMissed',
  /** The most telling word met, and missed in the text. */
  'bestHit',
  'worstMiss',
  /** The most telling word of the question that is missed. */
  'questionWorstMiss',
  /** Logarithm of the idf mass met. */
  'massMet',
  /** Logarithm of the number of words met. */
  'wordsMet',
  /** Logarithms of the lengths. */
  'questionLength',
  'textLength',
  /** Harmonic mean of questionCover and textCover. */
  'balance',
  /** 1 where both are in the same language. */
  'sameLanguage',
  /** Cosine of the mean vectors, words weighted by idf. */
  'meaning',
  /** Shares covered where a word also meets its nearest in meaning (see `MeaningReader`). */
  'textMeaning',
  'titleMeaning',
  'questionMeaning',
  /** Share of the text's words that are no names and no numbers covered, by meaning too: what is said of the names. */
  'plainCover',
  /** Logarithms of the idf mass met in words that are no names, and in names. */
  'plainMet',
  'namesMet',
  /** Share of the question that all texts of the claim cover together. */
  'claimCover',
  /** The most telling word of the question that no text of the claim has. */
  'claimWorstMiss',
  /** Share of the claim's texts that agree with the question; 1 or 0 where it has one text. */
  'claimAgreement',
  /** The most telling name of the text that is missed, and of the question. */
  'nameWorstMiss',
  'questionNameWorstMiss',
  /** Share of the question's words that are no names and no numbers met, by meaning too. */
  'questionPlainCover',
  /** The most telling word met that is no name. */
  'plainBestHit',
  /** Share of the question met within its best stretch of {@link DENSE_WORDS} words. */
  'denseCover',
  /** Logarithm of the idf mass met, words that go together in meaning counted once; and its share of the question's. */
  'distinctMet',
  'distinctCover',
] as const;

/** Words of the question in which a claim is mostly said. */
const DENSE_WORDS = 10;
/** Claims, by recall, that are compared by meaning, and wordings of each: it takes most of the time, and the others seldom win. */
const MEANT_CLAIMS = 12;
const MEANT_WORDINGS = 2;

/**
 * The direction each feature may work in: 1 the more the likelier, −1 the less, 0 any. What every reader would expect
 * keeps the trees from learning accidents of the sets they are fitted on.
 */
export function expectedDirection(feature: string): number {
  if (/Length|sameLanguage|rankScore|recallRank/.test(feature)) return 0;
  return /Miss|rivalShare|crowdShare/.test(feature) ? -1 : 1;
}

export type FeatureName = (typeof FEATURES)[number];
export const FEATURE_COUNT = FEATURES.length;

/** Computes the features of candidates, in working memory kept between calls. */
export class FeatureReader {
  private readonly index: ClaimIndex;
  private readonly links = new QueryLinks();
  private readonly meaning: MeaningReader;
  private readonly claimCover: ClaimCoverReader;
  private readonly kinship: WordKinship;
  /** How well each word of the question is met by the wording at hand: by its stem or a guess, and by meaning. */
  private readonly hits = new Float64Array(MAX_WORDS);
  private readonly near = new Float64Array(MAX_WORDS);

  constructor(index: ClaimIndex, vectors: WordVectors) {
    this.index = index;
    this.meaning = new MeaningReader(index, vectors);
    this.claimCover = new ClaimCoverReader(index, this.links);
    this.kinship = new WordKinship(vectors);
  }

  /** One row of {@link FEATURE_COUNT} numbers per candidate, one after the other. */
  read(query: Query, candidates: readonly Candidate[]): Float64Array {
    const rows = new Float64Array(candidates.length * FEATURE_COUNT);
    this.links.open(query, this.index.terms.size);
    this.meaning.open(query);
    this.kinship.open(query);
    this.claimCover.open();
    const best = candidates[0]?.score ?? 1;
    const claimRank = new Map<number, number>();
    const wordingsSeen = new Map<number, number>();
    for (let i = 0; i < candidates.length; i += 1) {
      const candidate = candidates[i] as Candidate;
      if (!claimRank.has(candidate.claim)) claimRank.set(candidate.claim, claimRank.size + 1);
      const seen = (wordingsSeen.get(candidate.claim) ?? 0) + 1;
      wordingsSeen.set(candidate.claim, seen);
      this.meaning.enabled = seen <= MEANT_WORDINGS && (claimRank.get(candidate.claim) as number) <= MEANT_CLAIMS;
      this.row(query, candidate, best, claimRank.get(candidate.claim) as number, rows, i * FEATURE_COUNT);
    }
    this.links.close(query);
    return rows;
  }

  private row(query: Query, candidate: Candidate, best: number, rank: number, rows: Float64Array, at: number): void {
    const { index } = this;
    const { first, words, weights, next } = this.links;
    const { terms, size } = index;
    const { page, start, textLength, titleLength } = index.tokensOf(candidate.unit);
    const { hits, near } = this;
    hits.fill(0, 0, query.words.length);
    near.fill(0, 0, query.words.length);
    this.meaning.start();
    let plainMass = 0;
    let nameWorstMiss = 0;
    let plainBestHit = 0;
    let plainNear = 0;
    let plainMet = 0;
    let textNear = 0;
    let titleNear = 0;
    let textMass = 0;
    let textMet = 0;
    let textExact = 0;
    let titleMass = 0;
    let titleMet = 0;
    let names = 0;
    let namesMet = 0;
    let numbersMet = 0;
    let numbersMissed = 0;
    let bestHit = 0;
    let worstMiss = 0;
    let pairMass = 0;
    let pairMet = 0;
    let previousIdf = 0;
    let previousPositions: readonly number[] = NOWHERE;
    const matchIdf: number[] = [];
    const matchPositions: (readonly number[])[] = [];
    const titleIdf: number[] = [];
    const titlePositions: (readonly number[])[] = [];
    for (let i = 0; i < textLength + titleLength; i += 1) {
      const token = page[start + i] as number;
      if ((token & NEGATES) !== 0) continue;
      const inTitle = i >= textLength;
      if (i === textLength) {
        previousIdf = 0;
        previousPositions = NOWHERE;
      }
      const term = token >>> FLAG_BITS;
      const idf = terms.idf(term, size);
      let weight = 0;
      let positions: readonly number[] = NOWHERE;
      for (let link = first[term] as number; link !== 0; link = next[link] as number) {
        const w = words[link] as number;
        const worth = weights[link] as number;
        if (worth > (hits[w] as number)) hits[w] = worth;
        if (worth > weight) {
          weight = worth;
          positions = query.words[w]?.positions ?? NOWHERE;
        }
      }
      const meant = Math.max(weight, this.meaning.meet(term, idf, near));
      if (inTitle) {
        titleMass += idf;
        titleMet += idf * weight;
        titleNear += idf * meant;
      } else {
        textNear += idf * meant;
        if ((token & (CAPITAL | NUMERIC)) === 0 || (token & (CAPITAL | OPENS)) === (CAPITAL | OPENS)) {
          plainMass += idf;
          plainNear += idf * meant;
          plainMet += idf * weight;
          if (weight > 0 && idf > plainBestHit) plainBestHit = idf;
        }
        textMass += idf;
        textMet += idf * weight;
        if (weight === 1) textExact += idf;
        if (weight === 0 && idf > worstMiss) worstMiss = idf;
      }
      if ((token & NUMERIC) !== 0 && !inTitle) {
        if (weight > 0.9) numbersMet += 1;
        else numbersMissed += 1;
      }
      if (isName(token)) {
        names += idf;
        namesMet += idf * weight;
        if (weight === 0 && idf > nameWorstMiss) nameWorstMiss = idf;
      }
      if (weight > 0) {
        if (idf > bestHit) bestHit = idf;
        if (inTitle) {
          titleIdf.push(idf * weight);
          titlePositions.push(positions);
        } else {
          matchIdf.push(idf * weight);
          matchPositions.push(positions);
        }
      }
      if (previousIdf > 0) {
        const mass = Math.min(previousIdf, idf);
        pairMass += mass;
        if (followEachOther(previousPositions, positions)) pairMet += mass;
      }
      previousIdf = idf;
      previousPositions = positions;
    }
    let questionMet = 0;
    let questionExact = 0;
    let questionNames = 0;
    let questionNamesMet = 0;
    let questionNumbersMissed = 0;
    let questionWorstMiss = 0;
    let wordsMet = 0;
    let questionNear = 0;
    let questionNameWorstMiss = 0;
    let questionPlain = 0;
    let questionPlainMet = 0;
    for (let w = 0; w < query.words.length; w += 1) {
      const word = query.words[w] as Query['words'][number];
      const hit = hits[w] as number;
      questionMet += word.idf * hit;
      questionNear += word.idf * Math.max(hit, near[w] as number);
      if (hit === 1) questionExact += word.idf;
      if (hit > 0) wordsMet += 1;
      else if (word.idf > questionWorstMiss) questionWorstMiss = word.idf;
      if ((word.flags & CAPITAL) !== 0 && (word.flags & OPENS) === 0) {
        questionNames += word.idf;
        questionNamesMet += word.idf * hit;
        if (hit === 0 && word.idf > questionNameWorstMiss) questionNameWorstMiss = word.idf;
      } else if ((word.flags & NUMERIC) === 0) {
        questionPlain += word.idf;
        questionPlainMet += word.idf * Math.max(hit, near[w] as number);
      }
      if ((word.flags & NUMERIC) !== 0 && hit < 0.9) questionNumbersMissed += 1;
    }
    const questionCover = ratio(questionMet, query.mass);
    const textCover = ratio(textMet, textMass);
    const textOrder = ratio(inOrder(matchIdf, matchPositions), textMass);
    const hasTitle = titleLength > 0;
    // In the order of FEATURES.
    let f = at;
    rows[f++] = candidate.score / best;
    rows[f++] = Math.log1p(candidate.score);
    rows[f++] = 1 / rank;
    rows[f++] = questionCover;
    rows[f++] = ratio(questionExact, query.mass);
    rows[f++] = textCover;
    rows[f++] = ratio(textExact, textMass);
    rows[f++] = hasTitle ? ratio(titleMet, titleMass) : textCover;
    rows[f++] = ratio(textMet + titleMet, textMass + titleMass);
    rows[f++] = textOrder;
    rows[f++] = hasTitle ? ratio(inOrder(titleIdf, titlePositions), titleMass) : textOrder;
    rows[f++] = ratio(pairMet, pairMass);
    rows[f++] = ratio(bestStretch(matchIdf, matchPositions, Math.max(8, Math.round(textLength * 1.5))), textMass);
    rows[f++] = names > 0 ? namesMet / names : 0.5;
    rows[f++] = questionNames > 0 ? questionNamesMet / questionNames : 0.5;
    rows[f++] = numbersMet;
    rows[f++] = numbersMissed;
    rows[f++] = questionNumbersMissed;
    rows[f++] = bestHit;
    rows[f++] = worstMiss;
    rows[f++] = questionWorstMiss;
    rows[f++] = Math.log1p(questionMet);
    rows[f++] = Math.log1p(wordsMet);
    rows[f++] = Math.log1p(query.sequence.length);
    rows[f++] = Math.log1p(textLength);
    rows[f++] = (2 * questionCover * textCover) / Math.max(1e-9, questionCover + textCover);
    rows[f++] = query.lang === index.unitLanguage(candidate.unit) ? 1 : 0;
    rows[f++] = this.meaning.cosine();
    rows[f++] = ratio(textNear, textMass);
    rows[f++] = hasTitle ? ratio(titleNear, titleMass) : ratio(textNear, textMass);
    rows[f++] = ratio(questionNear, query.mass);
    rows[f++] = plainMass > 0 ? plainNear / plainMass : 0.5;
    rows[f++] = Math.log1p(plainMet);
    rows[f++] = Math.log1p(namesMet);
    const whole = this.claimCover.read(query, candidate.claim);
    rows[f++] = whole.cover;
    rows[f++] = whole.worstMiss;
    rows[f++] = whole.agreement;
    rows[f++] = nameWorstMiss;
    rows[f++] = questionNameWorstMiss;
    rows[f++] = questionPlain > 0 ? questionPlainMet / questionPlain : 0.5;
    rows[f++] = plainBestHit;
    rows[f++] = denseCover(query, hits);
    const distinct = this.kinship.distinctMass(hits);
    rows[f++] = Math.log1p(distinct);
    rows[f++] = ratio(distinct, this.kinship.mass);
  }
}

/** Share of the mass of the question's best stretch that is met. */
function denseCover(query: Query, hits: Float64Array): number {
  const { sequence, words } = query;
  if (sequence.length === 0) return 0;
  let met = 0;
  let mass = 0;
  let best = 0;
  for (let i = 0; i < sequence.length; i += 1) {
    const w = sequence[i] as number;
    if (w >= 0) {
      const idf = words[w]?.idf ?? 0;
      mass += idf;
      met += idf * (hits[w] as number);
    }
    const out = i >= DENSE_WORDS ? (sequence[i - DENSE_WORDS] as number) : -1;
    if (out >= 0) {
      const idf = words[out]?.idf ?? 0;
      mass -= idf;
      met -= idf * (hits[out] as number);
    }
    if (i >= Math.min(sequence.length, DENSE_WORDS) - 1 && mass > 0 && met / mass > best) best = met / mass;
  }
  return best;
}

const NOWHERE: readonly number[] = [];

/** A capital inside a sentence, but not a text all in capitals. */
function isName(token: number): boolean {
  return (token & CAPITAL) !== 0 && (token & (OPENS | SHOUTED)) === 0;
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

function followEachOther(before: readonly number[], after: readonly number[]): boolean {
  for (const a of before) if (after.includes(a + 1)) return true;
  return false;
}

/** Occurrences of one word that are looked at; a word repeated more often marks no place. */
const MAX_PLACES = 6;

/** The heaviest sequence of matched words whose places in the question rise. */
function inOrder(weights: readonly number[], places: readonly (readonly number[])[]): number {
  const ends: number[] = [];
  const sums: number[] = [];
  let best = 0;
  for (let i = 0; i < weights.length; i += 1) {
    const list = places[i] as readonly number[];
    const before = ends.length;
    for (let p = 0; p < Math.min(list.length, MAX_PLACES); p += 1) {
      const place = list[p] as number;
      let sum = 0;
      for (let k = 0; k < before; k += 1) {
        if ((ends[k] as number) < place && (sums[k] as number) > sum) sum = sums[k] as number;
      }
      sum += weights[i] as number;
      ends.push(place);
      sums.push(sum);
      if (sum > best) best = sum;
    }
  }
  return best;
}

/** The heaviest set of matched words with a place within one stretch of `width` words of the question. */
function bestStretch(weights: readonly number[], places: readonly (readonly number[])[], width: number): number {
  const events: { place: number; word: number }[] = [];
  for (let i = 0; i < weights.length; i += 1) {
    const list = places[i] as readonly number[];
    for (let p = 0; p < Math.min(list.length, MAX_PLACES); p += 1) events.push({ place: list[p] as number, word: i });
  }
  events.sort((a, b) => a.place - b.place);
  const inside = new Int32Array(weights.length);
  let sum = 0;
  let best = 0;
  let from = 0;
  for (const event of events) {
    if (inside[event.word] === 0) sum += weights[event.word] as number;
    inside[event.word] = (inside[event.word] as number) + 1;
    while ((events[from] as { place: number }).place < event.place - width) {
      const gone = (events[from] as { word: number }).word;
      inside[gone] = (inside[gone] as number) - 1;
      if (inside[gone] === 0) sum -= weights[gone] as number;
      from += 1;
    }
    if (sum > best) best = sum;
  }
  return best;
}
