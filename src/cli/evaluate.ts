// How good is the matching on a given set of claims and questions?

import { closeSync, openSync, writeSync } from 'node:fs';
import type { IndexableClaim } from '../core/claim.ts';
import { createMatcher } from '../core/create-matcher.ts';
import type { Matcher, MatchResult } from '../core/matcher.ts';
import { loadModel } from '../model-files.ts';
import { type AskedTwice, coverageAt, type RankedQuestion, ranksOf, retrievalMeasures } from '../training/measures.ts';
import { type MeasuringSet, readClaims, readGold, readQueries, type SetQuery } from '../training/read-set.ts';

/** The options of the command line, as commander names them. */
export interface EvaluateOptions {
  /** File of claims (`id`, `text`, `title?`, `lang?` per line), or the claims themselves. */
  readonly claims: string | readonly IndexableClaim[];
  /** File of questions: `id`, `text`, `lang?` per line. */
  readonly queries: string;
  /** File of right answers: query id, TAB, claim id. */
  readonly qrels: string;
  /** Also ask every question with its right claims left out. */
  readonly leaveClaimOut?: boolean | undefined;
  /** Print one JSON object instead of lines. */
  readonly json?: boolean | undefined;
  /** File to write a line per question and rank to. */
  readonly run?: string | undefined;
  /** Folder of the model. Default: the shipped one. */
  readonly model?: string | undefined;
}

/** Flag, description and whether it is required, ready for commander. */
export const EVALUATE_OPTIONS: readonly {
  readonly flags: string;
  readonly description: string;
  readonly required: boolean;
}[] = [
  {
    flags: '--claims <file>',
    description: 'claims, one JSON object per line: id, text, title?, lang?; or a folder of curated entries',
    required: true,
  },
  { flags: '--queries <file>', description: 'questions, one JSON object per line: id, text, lang?', required: true },
  { flags: '--qrels <file>', description: 'right answers, one per line: question id, tab, claim id', required: true },
  { flags: '--leave-claim-out', description: 'also ask each question with its right claims left out', required: false },
  { flags: '--json', description: 'print one JSON object', required: false },
  {
    flags: '--run <file>',
    description: 'write question, pass, rank, claim, probability, decision per line',
    required: false,
  },
  { flags: '--model <folder>', description: 'fitted model to use instead of the shipped one', required: false },
];

export interface EvaluateOutput {
  /** Where results go. */
  readonly print: (line: string) => void;
  /** Called after each question, for a progress bar. */
  readonly progress?: ((done: number, total: number) => void) | undefined;
}

/** What was measured. Shares and rates are 0 to 1, times in milliseconds, memory in MiB. */
export interface Evaluation {
  readonly claims: number;
  readonly queries: number;
  readonly questionsWithGold: number;
  readonly map5: number;
  readonly mrr: number;
  readonly hit1: number;
  readonly hit5: number;
  readonly recall20: number;
  /** Share of the questions with a right claim that are answered with it, at the shipped threshold. */
  readonly coverage: number;
  /** Share of the questions whose right claim is not in the index that are answered all the same; null where none was asked. */
  readonly falseAnswerRate: number | null;
  readonly coverageAt1: number | null;
  readonly coverageAt5: number | null;
  readonly decisions: Readonly<Record<string, number>>;
  readonly indexMs: number;
  readonly msPerQueryP50: number;
  readonly msPerQueryP95: number;
  readonly peakMemoryMib: number;
}

/** Ranks that are measured and written per question. */
const RANKS = 20;

/** Indexes the claims, asks every question, prints the measures and returns them. */
export function runEvaluate(options: EvaluateOptions, output: EvaluateOutput): Evaluation {
  const set: MeasuringSet = {
    claims: typeof options.claims === 'string' ? readClaims(options.claims) : options.claims,
    queries: readQueries(options.queries),
    gold: readGold(options.qrels),
  };
  const matcher = createMatcher(loadModel(options.model));
  const started = performance.now();
  for (const claim of set.claims) matcher.put(claim);
  const indexMs = performance.now() - started;
  const run = options.run === undefined ? undefined : openSync(options.run, 'w');
  try {
    const asked = askAll(matcher, set, options.leaveClaimOut === true, run, output.progress);
    const evaluation = summarize(set, asked, indexMs);
    if (options.json === true) output.print(JSON.stringify(evaluation));
    else for (const line of describe(evaluation)) output.print(line);
    return evaluation;
  } finally {
    if (run !== undefined) closeSync(run);
  }
}

interface Asked {
  readonly query: SetQuery;
  readonly gold: ReadonlySet<string>;
  readonly withGold: MatchResult;
  readonly withoutGold: MatchResult | undefined;
  readonly ms: number;
}

function askAll(
  matcher: Matcher,
  set: MeasuringSet,
  leaveClaimOut: boolean,
  run: number | undefined,
  progress: EvaluateOutput['progress'],
): Asked[] {
  const asked: Asked[] = [];
  const none: ReadonlySet<string> = new Set();
  for (const query of set.queries) {
    const gold = set.gold.get(query.id) ?? none;
    const question = { text: query.text, lang: query.lang, limit: RANKS };
    const started = performance.now();
    const withGold = matcher.match(question);
    const ms = performance.now() - started;
    const withoutGold = leaveClaimOut
      ? gold.size === 0
        ? withGold
        : matcher.match({ ...question, hidden: gold })
      : undefined;
    if (run !== undefined) {
      writeSync(run, runLines(query.id, 'with', withGold));
      if (withoutGold !== undefined) writeSync(run, runLines(query.id, 'without', withoutGold));
    }
    asked.push({ query, gold, withGold, withoutGold, ms });
    progress?.(asked.length, set.queries.length);
  }
  return asked;
}

function runLines(queryId: string, pass: 'with' | 'without', result: MatchResult): string {
  let lines = '';
  for (let i = 0; i < result.matches.length; i += 1) {
    const { claimId, probability } = result.matches[i] as MatchResult['matches'][number];
    lines += `${queryId}\t${pass}\t${i + 1}\t${claimId}\t${probability.toFixed(6)}\t${result.decision.kind}\n`;
  }
  return lines;
}

function summarize(set: MeasuringSet, asked: readonly Asked[], indexMs: number): Evaluation {
  const questions: RankedQuestion[] = [];
  const twice: AskedTwice[] = [];
  const decisions: Record<string, number> = { answer: 0, ask: 0, differs: 0, unreviewed: 0 };
  let covered = 0;
  let secondPass = 0;
  let falseAnswers = 0;
  for (const { gold, withGold, withoutGold } of asked) {
    decisions[withGold.decision.kind] = (decisions[withGold.decision.kind] ?? 0) + 1;
    const ids = withGold.matches.map(({ claimId }) => claimId);
    if (gold.size > 0) {
      questions.push(ranksOf(ids, gold));
      if (withGold.decision.kind === 'answer' && gold.has(withGold.decision.match.claimId)) covered += 1;
    }
    // A question that no claim answers belongs to the second pass, even when every question is asked once.
    const unanswerable = withoutGold ?? (gold.size === 0 ? withGold : undefined);
    if (unanswerable !== undefined) {
      secondPass += 1;
      if (unanswerable.decision.kind === 'answer') falseAnswers += 1;
    }
    if (withoutGold !== undefined) {
      const first =
        gold.size > 0
          ? { withGold: sureness(withGold), right: gold.has(ids[0] ?? '') }
          : { withGold: Number.NEGATIVE_INFINITY, right: false };
      twice.push({ ...first, withoutGold: sureness(withoutGold) });
    }
  }
  const times = asked.map(({ ms }) => ms).sort((a, b) => a - b);
  const measures = retrievalMeasures(questions);
  return {
    claims: set.claims.length,
    queries: set.queries.length,
    questionsWithGold: questions.length,
    map5: round(measures.map5),
    mrr: round(measures.mrr),
    hit1: round(measures.hit1),
    hit5: round(measures.hit5),
    recall20: round(measures.recall20),
    coverage: round(covered / Math.max(1, questions.length)),
    falseAnswerRate: secondPass === 0 ? null : round(falseAnswers / secondPass),
    coverageAt1: twice.length === 0 ? null : round(coverageAt(twice, 0.01).coverage),
    coverageAt5: twice.length === 0 ? null : round(coverageAt(twice, 0.05).coverage),
    decisions,
    indexMs: round(indexMs),
    msPerQueryP50: round(times[Math.floor(times.length * 0.5)] ?? 0),
    msPerQueryP95: round(times[Math.floor(times.length * 0.95)] ?? 0),
    peakMemoryMib: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** How sure the best match is; a difference that stops the answer makes it not sure at all. */
function sureness({ matches, decision }: MatchResult): number {
  return decision.kind === 'differs' ? 0 : (matches[0]?.probability ?? 0);
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

function describe(evaluation: Evaluation): string[] {
  const share = (value: number | null): string => (value === null ? 'not asked' : value.toFixed(4));
  return [
    `claims               ${evaluation.claims}`,
    `questions            ${evaluation.queries} (${evaluation.questionsWithGold} with a right claim)`,
    `MAP@5                ${share(evaluation.map5)}`,
    `MRR                  ${share(evaluation.mrr)}`,
    `hit@1                ${share(evaluation.hit1)}`,
    `hit@5                ${share(evaluation.hit5)}`,
    `recall@20            ${share(evaluation.recall20)}`,
    `coverage             ${share(evaluation.coverage)} at the shipped threshold`,
    `coverage at 1 %      ${share(evaluation.coverageAt1)} false answers`,
    `coverage at 5 %      ${share(evaluation.coverageAt5)} false answers`,
    `false-answer rate    ${share(evaluation.falseAnswerRate)}`,
    `decisions            ${Object.entries(evaluation.decisions)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', ')}`,
    `index time           ${evaluation.indexMs.toFixed(0)} ms`,
    `per question         ${evaluation.msPerQueryP50.toFixed(2)} ms p50, ${evaluation.msPerQueryP95.toFixed(2)} ms p95`,
    `peak memory          ${evaluation.peakMemoryMib} MiB`,
  ];
}
