// How fast is the matching, and how much memory does it take, beside other search libraries?

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { IndexableClaim } from '../core/claim.ts';
import { createMatcher } from '../core/create-matcher.ts';
import type { Model } from '../core/model.ts';
import { loadModel } from '../model-files.ts';
import { measureStarts } from '../operation/bench/start-bench.ts';
import { readClaims, readGold, readQueries, type SetQuery } from '../training/read-set.ts';
import { seededRandom } from '../training/seeded-random.ts';
import { DEFAULT_DATA_FOLDER } from './fit.ts';
import { otherLibraries, type SearchLibrary } from './other-libraries.ts';

export interface BenchOptions {
  /** Folder with the public measuring data. */
  readonly data?: string | undefined;
  /** Claims to index in turn. Default 14,231, 86,376 and 500,000. */
  readonly sizes?: readonly number[] | undefined;
  readonly print: (line: string) => void;
}

/** `en-tweets`, `scale/articles`, and as many again made from the latter. */
const SIZES: readonly number[] = [14_231, 86_376, 500_000];
/** Questions asked per size: real posts, about 30 words each. */
const QUESTIONS = 400;
/** Above this size the other libraries are left out: some of them need minutes. */
const COMPARED_UP_TO = 20_000;
const UPDATES = 500;

/** Prints a table per size; for the large ones how the whole bot starts over them, too. */
export async function runBench({ data = DEFAULT_DATA_FOLDER, sizes = SIZES, print }: BenchOptions): Promise<void> {
  const tweets = join(data, 'en-tweets', 'claims.jsonl');
  if (!existsSync(tweets)) throw new Error(`The measuring data are not at ${data}. Say where they are with --data.`);
  const model = loadModel();
  const questions = readQueries(join(data, 'en-tweets', 'queries-train.jsonl')).slice(0, QUESTIONS);
  const gold = readGold(join(data, 'en-tweets', 'qrels-train.tsv'));
  for (const size of sizes) {
    const claims =
      size <= COMPARED_UP_TO
        ? readClaims(tweets).slice(0, size)
        : madeClaims(readClaims(join(data, 'scale', 'articles.jsonl')), size);
    print(`${claims.length} claims, ${questions.length} questions`);
    print(row(['', 'claims/s', 'MiB', 'p50 ms', 'p95 ms', 'questions', 'hit@1']));
    await measure(
      ownMatcher(model),
      claims,
      questions,
      // Their claims are not among the articles.
      size <= COMPARED_UP_TO ? gold : undefined,
      print,
    );
    printUpdates(model, claims, print);
    if (size > COMPARED_UP_TO) {
      const { seconds, mebibytes } = await measureStarts(claims);
      print(`the bot over them in SQLite: ready after ${seconds.toFixed(1)} s, process ${Math.round(mebibytes)} MiB`);
      continue;
    }
    for (const library of await otherLibraries()) {
      await measure(library, claims, questions.slice(0, library.questions), gold, print);
    }
  }
}

function ownMatcher(model: Model): SearchLibrary {
  const matcher = createMatcher(model);
  return {
    name: 'this matcher',
    questions: QUESTIONS,
    index: (claims) => {
      for (const claim of claims) matcher.put(claim);
    },
    search: (text) => matcher.match({ text, lang: 'en' }).matches[0]?.claimId,
  };
}

async function measure(
  library: SearchLibrary,
  claims: readonly IndexableClaim[],
  questions: readonly SetQuery[],
  gold: ReadonlyMap<string, ReadonlySet<string>> | undefined,
  print: (line: string) => void,
): Promise<void> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const started = performance.now();
  library.index(claims);
  const seconds = (performance.now() - started) / 1000;
  // The first questions warm the compiler up, as the first minutes of a bot do.
  for (const { text } of questions.slice(0, 40)) library.search(text);
  const times: number[] = [];
  let hits = 0;
  for (const { id, text } of questions) {
    const asked = performance.now();
    const best = library.search(text);
    times.push(performance.now() - asked);
    if (best !== undefined && gold?.get(id)?.has(best)) hits += 1;
  }
  times.sort((a, b) => a - b);
  const memory = (process.memoryUsage().rss - before) / 2 ** 20;
  const at = (share: number): string => (times[Math.floor(share * times.length)] ?? 0).toFixed(2);
  print(
    row([
      library.name,
      String(Math.round(claims.length / seconds)),
      `+${Math.round(memory)}`,
      at(0.5),
      at(0.95),
      String(questions.length),
      gold === undefined ? '' : (hits / questions.length).toFixed(2),
    ]),
  );
}

/** Changes of single claims on the full index. */
function printUpdates(model: Model, claims: readonly IndexableClaim[], print: (line: string) => void): void {
  const matcher = createMatcher(model);
  for (const claim of claims) matcher.put(claim);
  const random = seededRandom(1);
  const times: number[] = [];
  for (let i = 0; i < UPDATES; i += 1) {
    const claim = claims[Math.floor(random() * claims.length)] as IndexableClaim;
    for (const change of [() => matcher.remove(claim.id), () => matcher.put(claim)]) {
      const started = performance.now();
      change();
      times.push(performance.now() - started);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string =>
    (times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0).toFixed(3);
  print(
    `one claim added, changed or retired: ${at(0.5)} ms p50, ${at(0.99)} ms p99, ${at(1)} ms at most; process ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`,
  );
}

/** As many claims as asked: the real ones, then ones joined from the halves of two. */
function madeClaims(real: readonly IndexableClaim[], size: number): IndexableClaim[] {
  const claims = real.slice(0, size);
  const random = seededRandom(1);
  const some = (): IndexableClaim => real[Math.floor(random() * real.length)] as IndexableClaim;
  while (claims.length < size) {
    const first = some().statements[0];
    const second = (some().statements[0]?.text ?? '').split(' ');
    const words = (first?.text ?? '').split(' ');
    const text = [...words.slice(0, words.length >> 1), ...second.slice(second.length >> 1)].join(' ');
    claims.push({ id: `made-${claims.length}`, scope: 'shared', statements: [{ text, lang: first?.lang }] });
  }
  return claims;
}

function row(cells: readonly string[]): string {
  return cells.map((cell, at) => (at === 0 ? cell.padEnd(16) : cell.padStart(10))).join('');
}
