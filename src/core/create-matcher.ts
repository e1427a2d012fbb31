// Which reviewed claim is this text about? The whole path, from text to decision.

import { contributions, predict } from './boosted-trees.ts';
import { SHARED_SCOPE } from './claim.ts';
import { ClaimIndex } from './claim-index.ts';
import { type Bounds, decide } from './decide.ts';
import { DECISION_FEATURE_COUNT, DECISION_FEATURES, decisionFeatures, type Ranked } from './decision-features.ts';
import { findContrast } from './differences.ts';
import { extractClaim } from './extract-claim.ts';
import type { Extraction } from './extraction.ts';
import type { Difference, Match } from './match.ts';
import { MAX_QUESTION_LENGTH, type Matcher, type MatchResult, type Question } from './matcher.ts';
import type { FittedDecision, Model } from './model.ts';
import { rankClaims, Search } from './search.ts';
import { hasStrangeName } from './strange-names.ts';
import type { Background } from './term-table.ts';

/** As many claims as the background statistics count for. */
export const BACKGROUND_CLAIMS = 2000;
/** Share of texts assumed to hold a stem that the background does not list: it lists all above this. */
export const BACKGROUND_FLOOR = 2e-5;

const DEFAULT_LIMIT = 5;
const MAX_LIMIT = 50;
/** Reasons given per match. */
const MAX_REASONS = 8;
/** Matches that the guards look at; the others are never answered. */
const GUARDED = 3;

/** The background statistics of a model as the index takes them. */
export function backgroundOf(model: Pick<Model, 'background'>): Background {
  return {
    frequency: (term) => model.background.get(term),
    weight: BACKGROUND_CLAIMS,
    floor: BACKGROUND_FLOOR,
  };
}

/** An empty matcher with fitted numbers. */
export function createMatcher(model: Model): Matcher {
  const index = new ClaimIndex(backgroundOf(model));
  const search = new Search(index, model.vectors);

  function match(question: Question): MatchResult {
    const extraction = extractClaim(question.text, MAX_QUESTION_LENGTH);
    const admits = admission(question, index);
    const limit = Math.min(MAX_LIMIT, Math.max(1, question.limit ?? DEFAULT_LIMIT));
    const linked = matchesByAddress(extraction, index, admits);
    const worded = extraction.text === '' ? [] : matchesByWords(question, extraction, admits, limit);
    const matches = [
      ...linked,
      ...worded.filter(({ claimId }) => !linked.some((link) => link.claimId === claimId)),
    ].slice(0, limit);
    return { decision: decide(matches, extraction, decision()), matches, extraction };
  }

  /** What was fitted for a base like this one. */
  function decision(): FittedDecision {
    const { manyWordings: many, fewWordings: few } = model.decisions;
    return manyWordings() ? many : few;
  }

  function manyWordings(): boolean {
    return index.wordingsPerClaim >= MANY_WORDINGS;
  }

  function matchesByWords(
    question: Question,
    extraction: Extraction,
    admits: (claim: number) => boolean,
    limit: number,
  ): Match[] {
    const field = search.field(extraction.text, extraction.context, question.lang, admits);
    const { ranked, blocked } = rankClaims(field, model.rank, index);
    // Where a look-alike is the nearest text of all, it is what was asked, and nothing that stands behind it.
    const top = ranked[0];
    const stopped = blocked[0] !== undefined && top !== undefined && blocked[0].score >= top.score;
    const matches: Match[] = [];
    const { trees, ...bounds } = decision();
    let ceiling = stopped ? bounds.ask * 0.99 : 1;
    for (let position = 0; position < Math.min(limit, ranked.length); position += 1) {
      const one = ranked[position] as Ranked;
      const values = decisionFeatures(ranked, position, field.rows);
      const unit = index.unit(one.unit);
      const contrast =
        position < GUARDED ? findContrast(extraction.text, field.query, unit, index, one.unit) : undefined;
      const fitted = 1 / (1 + Math.exp(-predict(trees, values)));
      const strange = position < GUARDED && manyWordings() && hasStrangeName(field.query, one.claim, index);
      const doubtful = strange || contrast?.doubtful === true || one.lookAlikeLead < 0;
      const probability = Math.min(ceiling, lowered(fitted, contrast?.differences ?? [], doubtful, bounds));
      ceiling = probability;
      matches.push({
        claimId: unit.claim.id,
        scope: unit.claim.scope,
        probability,
        wording: { text: unit.text, lang: unit.lang, role: unit.role },
        features: named(values),
        why: reasons(contributions(trees, values, DECISION_FEATURE_COUNT)),
        differences: contrast?.differences ?? [],
      });
    }
    return matches;
  }

  return {
    get size() {
      return index.size;
    },
    put: (claim) => index.put(claim),
    remove: (claimId) => index.remove(claimId),
    statements: (claimId) => {
      const number = index.numberOf(claimId);
      return number === undefined ? [] : index.statementsOf(number);
    },
    match,
  };
}

/** Texts per claim, statements and look-alikes included, from which on a base counts as one of many wordings. */
const MANY_WORDINGS = 3;

function admission(question: Question, index: ClaimIndex): (claim: number) => boolean {
  const scopes = question.scopes ?? [SHARED_SCOPE];
  const { hidden } = question;
  return (number) => {
    const claim = index.claims[number];
    return claim !== undefined && scopes.includes(claim.scope) && !(hidden?.has(claim.id) ?? false);
  };
}

/** Claims that list one of the message's addresses. A link says what is meant, unless several claims list it. */
function matchesByAddress(extraction: Extraction, index: ClaimIndex, admits: (claim: number) => boolean): Match[] {
  const found = new Set<number>();
  for (const url of extraction.urls)
    for (const claim of index.claimsWithAddress(url)) if (admits(claim)) found.add(claim);
  const ids = [...found].map((number) => index.claims[number]).filter((claim) => claim !== undefined);
  return ids
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((claim) => ({
      claimId: claim.id,
      scope: claim.scope,
      probability: found.size === 1 ? 1 : 0.5,
      wording: {
        text: extraction.urls.find((url) => index.claimsWithAddress(url).length > 0) ?? '',
        role: 'url' as const,
      },
      features: { address: 1 },
      why: [{ feature: 'address', contribution: found.size === 1 ? 10 : 0 }],
      differences: [],
    }));
}

/** A contrast leaves a match likely enough to be shown, but not to be answered. */
function lowered(
  probability: number,
  differences: readonly Difference[],
  doubtful: boolean,
  { answer, ask }: Bounds,
): number {
  if ((differences.length === 0 && !doubtful) || probability < ask) return probability;
  return ask + (answer - ask) * 0.95 * probability;
}

function named(values: Float64Array): Record<string, number> {
  const features: Record<string, number> = {};
  for (let f = 0; f < DECISION_FEATURES.length; f += 1) {
    features[DECISION_FEATURES[f] as string] = Math.round((values[f] as number) * 1e4) / 1e4;
  }
  return features;
}

function reasons(parts: Float64Array): Match['why'] {
  const all: Match['why'][number][] = [];
  for (let f = 0; f < parts.length; f += 1) {
    const contribution = Math.round((parts[f] as number) * 1000) / 1000;
    if (contribution !== 0) all.push({ feature: DECISION_FEATURES[f] as string, contribution });
  }
  return all.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)).slice(0, MAX_REASONS);
}
