// What do the measuring files hold?

import { readFileSync } from 'node:fs';
import type { IndexableClaim } from '../core/claim.ts';
import { SHARED_SCOPE } from '../core/claim.ts';

export interface SetQuery {
  readonly id: string;
  readonly text: string;
  readonly lang: string | undefined;
}

/** Claims, questions about them, and which claims are right for which question. */
export interface MeasuringSet {
  readonly claims: readonly IndexableClaim[];
  readonly queries: readonly SetQuery[];
  /** Claim ids by query id. */
  readonly gold: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A file of one JSON object per line; a broken line is named in the error. */
export function readJsonLines(path: string): Record<string, unknown>[] {
  const rows: Record<string, unknown>[] = [];
  const lines = readFileSync(path, 'utf8').split('\n');
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] as string;
    if (line.trim() === '') continue;
    try {
      rows.push(JSON.parse(line) as Record<string, unknown>);
    } catch {
      throw new Error(`${path}, line ${i + 1}: not a JSON object`);
    }
  }
  return rows;
}

/** Reads `id`, `text`, `title?`, `lang?` per line. */
export function readClaims(path: string): IndexableClaim[] {
  return readJsonLines(path).map((row, at) => {
    const { id, title, lang } = row;
    // Some collections have rows whose text was lost: they are claims that no question finds.
    const text = row.text ?? '';
    if (typeof id !== 'string' || typeof text !== 'string') {
      throw new Error(`${path}, row ${at + 1}: a claim needs an "id" and a "text" (both texts)`);
    }
    const language = typeof lang === 'string' ? lang : undefined;
    return {
      id,
      scope: SHARED_SCOPE,
      statements: [{ text, lang: language }],
      titles: typeof title === 'string' && title !== '' ? [{ text: title, lang: language }] : [],
    };
  });
}

/** Reads `id`, `text`, `lang?` per line. */
export function readQueries(path: string): SetQuery[] {
  return readJsonLines(path).map((row, at) => {
    const { id, text, lang } = row;
    if (typeof id !== 'string' || typeof text !== 'string') {
      throw new Error(`${path}, row ${at + 1}: a query needs the texts "id" and "text"`);
    }
    return { id, text, lang: typeof lang === 'string' ? lang : undefined };
  });
}

/** Reads query id, TAB, claim id per line. */
export function readGold(path: string): Map<string, Set<string>> {
  const gold = new Map<string, Set<string>>();
  const lines = readFileSync(path, 'utf8').split('\n');
  for (let i = 0; i < lines.length; i += 1) {
    const line = (lines[i] as string).trim();
    if (line === '') continue;
    const [query, claim] = line.split(/\t/);
    if (query === undefined || claim === undefined || claim === '') {
      throw new Error(`${path}, line ${i + 1}: expected a query id, a tab and a claim id`);
    }
    const known = gold.get(query);
    if (known === undefined) gold.set(query, new Set([claim]));
    else known.add(claim);
  }
  return gold;
}

/** Reads the three files of a set. */
export function readSet(claims: string, queries: string, qrels: string): MeasuringSet {
  return { claims: readClaims(claims), queries: readQueries(queries), gold: readGold(qrels) };
}
