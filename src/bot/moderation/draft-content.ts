// What does a draft make of its entry?

import type { Entry } from '../../entry/entry-schema.ts';
import type { EntryRecord } from '../../store/entry-record.ts';
import type { Draft } from '../../store/port/draft-store.ts';
import type { Asker, Services } from '../command.ts';
import { UserError } from '../user-error.ts';
import { type Composed, composeEntry } from './compose-entry.ts';
import { entryField } from './entry-fields.ts';
import { STEPS, type Step, secondLanguage } from './entry-steps.ts';
import { mayChange } from './may-moderate.ts';
import { turnsAround } from './tell-job.ts';
import { tooLong, type WritingContext } from './text-fields.ts';

/** A draft with the entry it is based on and the one it makes. */
export interface DraftContent {
  readonly draft: Draft;
  /** The entry as it was when the draft was begun; undefined for a new one. */
  readonly base: Entry | undefined;
  readonly composed: Composed;
  readonly context: WritingContext;
  /** True where readers saw another verdict before. */
  readonly verdictChanges: boolean;
}

const MAX_NOTE = 400;

/**
 * A draft that somebody may work on.
 * @throws UserError where there is none, or another community's: the two look the same.
 */
export async function readDraft(id: string, asker: Asker, { store }: Pick<Services, 'store'>): Promise<Draft> {
  const draft = await store.drafts.get(id);
  if (draft === undefined || !mayChange(draft.scope, asker)) throw new UserError('problem.no-draft');
  return draft;
}

/** Reads what a draft is based on, and puts what was typed over it. */
export async function contentOf(draft: Draft, { store, now }: Pick<Services, 'store' | 'now'>): Promise<DraftContent> {
  const context = writingContext(draft, now());
  const origin =
    draft.overrides ?? (draft.baseRevision > 0 ? { entryId: draft.entryId, revision: draft.baseRevision } : undefined);
  const base = origin && (await revisionOf(origin, store));
  const composed = composeEntry(draft.entryId, base?.entry, draft.fields, context);
  const { verdict } = composed.partial;
  const verdictChanges = draft.overrides === undefined && verdict !== undefined && turnsAround(base, { verdict });
  return {
    draft,
    base: base?.entry,
    composed: withNote(composed, draft, context, verdictChanges),
    context,
    verdictChanges,
  };
}

/** The languages and the day that a draft is written in. */
export function writingContext(draft: Pick<Draft, 'lang'>, now: Date): WritingContext {
  return { lang: draft.lang, second: secondLanguage(draft.lang), today: now.toISOString().slice(0, 10) };
}

/**
 * The draft with what was typed into the form of a step. A field that was left as it was shown stays untyped, so that
 * somebody else's change to it is not undone.
 */
export function withTyped(
  content: DraftContent,
  step: Step,
  typed: Readonly<Record<string, string>>,
  who: { readonly person: string; readonly at: Date },
): Draft {
  const { draft, composed, context } = content;
  const fields: Record<string, string> = { ...draft.fields };
  for (const name of STEPS[step] as readonly string[]) {
    const text = typed[name]?.replaceAll('\r\n', '\n');
    if (text === undefined) continue;
    const shown = entryField(name)?.write(composed.partial, context) ?? '';
    if (fields[name] === undefined && text.trim() === shown.trim()) continue;
    fields[name] = text;
    // The two are views on the same steps: the later one holds what the earlier one said.
    if (name === 'timeline') delete fields.first;
    if (name === 'first' && fields.timeline !== undefined) {
      const timeline = composeEntry(draft.entryId, content.base, { ...draft.fields, first: text }, context);
      if (!timeline.problems.some(({ field }) => field === 'first')) {
        fields.timeline = entryField('timeline')?.write(timeline.partial, context) ?? fields.timeline;
        delete fields.first;
      }
    }
  }
  return { ...draft, ...who, fields, status: 'open' };
}

function withNote(
  composed: Composed,
  { fields }: Draft,
  { lang, second, today }: WritingContext,
  verdictChanges: boolean,
): Composed {
  const note = fields.note?.trim() ?? '';
  const note2 = fields['note-2']?.trim() ?? '';
  const reviewed = verdictChanges && fields.reviewed === undefined ? { reviewed: today } : {};
  const put = (entry: Partial<Entry>) => ({
    ...entry,
    ...(note === ''
      ? {}
      : {
          updates: [
            ...(entry.updates ?? []),
            { date: today, note: { [lang]: note, ...(note2 === '' ? {} : { [second]: note2 }) } },
          ],
        }),
    ...reviewed,
  });
  const long = Math.max(note.length, note2.length);
  if (long > MAX_NOTE) {
    return { partial: composed.partial, problems: [...composed.problems, tooLong('note', MAX_NOTE, long)] };
  }
  return {
    ...composed,
    partial: put(composed.partial),
    entry: composed.entry && (put(composed.entry) as Entry),
  };
}

async function revisionOf(
  { entryId, revision }: { readonly entryId: string; readonly revision: number },
  store: Services['store'],
): Promise<EntryRecord | undefined> {
  const current = await store.entries.get(entryId);
  if (current === undefined || current.revision === revision) return current;
  return (await store.entries.history(entryId)).find((each) => each.revision === revision) ?? current;
}
