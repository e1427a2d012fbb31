// Which entries may be about the same claim?

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { indexableClaim } from '../bot/published-index.ts';
import { SHARED_SCOPE } from '../core/claim.ts';
import { createMatcher } from '../core/create-matcher.ts';
import type { Model } from '../core/model.ts';
import { readGoodEntries } from '../entry/entry-folder.ts';
import type { Entry } from '../entry/entry-schema.ts';
import { loadModel } from '../model-files.ts';
import { claimsFolder, dataFolder } from '../package-paths.ts';

/** Two entries of which one would answer for the other. */
export interface Twins {
  readonly id: string;
  readonly twin: string;
  /** The text of the first that the second would answer. */
  readonly text: string;
  readonly probability: number;
}

/**
 * Asks every claim and wording with its own entry hidden: where another entry would answer, the two are about the same
 * claim, or one lacks a negative that tells them apart. Most probable first, each pair once.
 */
export function findTwins(entries: readonly Entry[], model: Model): Twins[] {
  const matcher = createMatcher(model);
  for (const entry of entries) matcher.put(indexableClaim({ id: entry.id, scope: SHARED_SCOPE, entry }));
  const pairs = new Map<string, Twins>();
  for (const { id, claim, wordings = {} } of entries) {
    const hidden = new Set([id]);
    for (const lang of Object.keys(claim)) {
      for (const text of [claim[lang] ?? '', ...(wordings[lang] ?? [])]) {
        const { decision } = matcher.match({ text, lang, hidden });
        if (decision.kind !== 'answer') continue;
        const { claimId: twin, probability } = decision.match;
        const key = keyOf(id, twin);
        if ((pairs.get(key)?.probability ?? 0) < probability) pairs.set(key, { id, twin, text, probability });
      }
    }
  }
  return [...pairs.values()].sort((a, b) => b.probability - a.probability);
}

/** Pairs that people looked at and found to be about different claims, one a line. */
const neighboursFile = path.join(dataFolder, 'neighbours.txt');

function keyOf(a: string, b: string): string {
  return [a, b].sort().join(' ');
}

async function readReviewed(file: string): Promise<ReadonlySet<string>> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Set(lines.map((line) => keyOf(...(line.split(/\s+/) as [string, string]))));
}

/**
 * `twins [FOLDER]`: lists the pairs of entries of which one would answer for the other, but for those in `data/neighbours.txt`; fails
 * where there are any.
 */
export function twinsCommand(): Command {
  return new Command('twins')
    .description('list entries that may be about the same claim')
    .argument('[folder]', 'the folder', claimsFolder)
    .action(async (folder: string) => {
      const entries = await readGoodEntries(folder);
      const reviewed = await readReviewed(neighboursFile);
      const twins = findTwins(entries, loadModel()).filter((pair) => !reviewed.has(keyOf(pair.id, pair.twin)));
      for (const { id, twin, text, probability } of twins) {
        process.stderr.write(`${id} and ${twin} may be about the same claim: "${text}" (${probability.toFixed(2)})\n`);
      }
      process.stdout.write(
        `${entries.length} entries compared, ${twins.length} suspicious pairs that nobody has looked at\n`,
      );
      if (twins.length > 0) process.exitCode = 1;
    });
}
