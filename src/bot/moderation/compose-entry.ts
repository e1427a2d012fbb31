// Which entry comes of what was typed, and what is wrong with it?

import { checkEntry } from '../../entry/entry-faults.ts';
import type { Entry } from '../../entry/entry-schema.ts';
import { entryFields, schemaProblem } from './entry-fields.ts';
import type { FieldProblem } from './field-problem.ts';
import { tooLong, type WritingContext } from './text-fields.ts';

/** An entry in the making. */
export interface Composed {
  /** As far as it could be understood: fields with problems are as they were before. */
  readonly partial: Partial<Entry>;
  /** Everything that keeps it from being whole; empty where `entry` is there. */
  readonly problems: readonly FieldProblem[];
  /** The whole entry, checked against the schema. */
  readonly entry?: Entry | undefined;
}

/**
 * Puts typed fields over an entry, or over nothing.
 * @param fields what was typed, by the name of the field; those that are absent are as in `base`.
 */
export function composeEntry(
  id: string,
  base: Entry | undefined,
  fields: Readonly<Record<string, string>>,
  context: WritingContext,
): Composed {
  const partial: Partial<Entry> = {
    ...(base ?? {
      claim: {},
      confidence: { level: 'medium' },
      answer: {},
      origin: { timeline: [] },
      sources: [],
      reviewed: context.today,
    }),
    id,
  };
  const problems: FieldProblem[] = [];
  for (const field of entryFields) {
    const text = fields[field.name];
    if (text === undefined) continue;
    if (text.length > field.max) problems.push(tooLong(field.name, field.max, text.length));
    else problems.push(...field.apply(partial, text, context));
  }
  // A wording that is the claim itself says nothing new.
  dropClaimFromWordings(partial);
  const missing = (field: string, absent: boolean) => {
    if (absent && !problems.some((problem) => problem.field === field))
      problems.push({ field, key: 'field-problem.empty' });
  };
  missing('claim', Object.keys(partial.claim ?? {}).length === 0);
  missing('verdict', partial.verdict === undefined);
  missing('answer', Object.keys(partial.answer ?? {}).length === 0);
  missing('sources', (partial.sources ?? []).length === 0);
  if (problems.length > 0) return { partial, problems };
  const checked = checkEntry(partial);
  if (checked.ok) return { partial: checked.entry, problems: [], entry: checked.entry };
  return {
    partial,
    problems: checked.faults.map(({ path, message }) => {
      if (path[0] === 'claim' && message.startsWith('has no answer'))
        return { field: 'answer-2', key: 'field-problem.no-answer-in-language' };
      if (path[0] === 'answer' && message.startsWith('has no claim'))
        return { field: 'claim-2', key: 'field-problem.no-claim-in-language' };
      if (path[0] === 'negatives') return { field: 'negatives', key: 'field-problem.negative-is-wording' };
      return schemaProblem(path, message);
    }),
  };
}

function dropClaimFromWordings(entry: Partial<Entry>): void {
  if (entry.wordings === undefined) return;
  const kept = Object.entries(entry.wordings)
    .map(([lang, texts]) => [lang, (texts ?? []).filter((text) => text !== entry.claim?.[lang])] as const)
    .filter(([, texts]) => texts.length > 0);
  if (kept.length === 0) delete entry.wordings;
  else entry.wordings = Object.fromEntries(kept.map(([lang, texts]) => [lang, [...texts]]));
}
