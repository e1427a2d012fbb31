// How are the steps of an origin typed, one in a line, and read back?

import type { Appearance } from '../../entry/entry-schema.ts';
import { APPEARANCE_KINDS, type AppearanceKind } from '../../entry/vocabulary.ts';
import { LANGUAGES, textsOf } from '../../i18n/texts.ts';
import type { Parsed } from './field-problem.ts';
import { lineOfParts, linesOf, partsOfLine } from './line-parts.ts';

/** `2018-02-13 | denial | publisher | https://… | what happened`. */
export function appearanceAsLine(step: Appearance, lang: string): string {
  const date = step.date === undefined ? undefined : `${step.date}${step.uncertain ? '?' : ''}`;
  return lineOfParts([date, step.kind, step.publisher, step.title, step.url, step.note?.[lang]]);
}

/**
 * Reads the lines of a field. A line that was not changed gives back the very step it came from; one with the address
 * of a step, or its date and kind, keeps that step's quotations and notes in other languages.
 */
export function parseAppearances(
  field: string,
  text: string,
  before: readonly Appearance[],
  lang: string,
  today: string,
): Parsed<Appearance[]> {
  const known = new Map(before.map((step) => [appearanceAsLine(step, lang), step]));
  const steps: Appearance[] = [];
  for (const [i, line] of linesOf(text).entries()) {
    const same = known.get(line);
    if (same !== undefined) {
      steps.push(same);
      continue;
    }
    const read = partsOfLine(line, appearanceWords(), today);
    if (!read.ok) {
      return {
        ok: false,
        problems: [{ field, key: read.problem.key, values: { ...read.problem.values, line: i + 1 } }],
      };
    }
    const { url, date, uncertain, words } = read.parts;
    const kind =
      read.parts.kind ?? (steps.some((step) => step.kind === 'first-known') ? 'amplification' : 'first-known');
    const old = before.find(
      (step) =>
        (url !== undefined && step.url === url) || (url === undefined && step.date === date && step.kind === kind),
    );
    const kept = old?.title !== undefined && words.includes(old.title) ? old.title : undefined;
    const [publisher, ...rest] = words.filter((word) => word !== kept);
    const note = rest.join(' ');
    const notes = { ...old?.note };
    if (note === '') delete notes[lang];
    else notes[lang] = note;
    steps.push({
      kind,
      ...(date === undefined ? {} : { date }),
      ...(uncertain ? { uncertain } : {}),
      ...(publisher === undefined ? {} : { publisher }),
      ...(kept === undefined ? {} : { title: kept }),
      ...(url === undefined ? {} : { url }),
      ...(old?.lang === undefined ? {} : { lang: old.lang }),
      ...(Object.keys(notes).length === 0 ? {} : { note: notes }),
      ...(old?.quotes === undefined ? {} : { quotes: old.quotes }),
      ...(old?.verified === undefined ? {} : { verified: old.verified }),
    });
  }
  return { ok: true, value: steps };
}

function appearanceWords(): ReadonlyMap<string, AppearanceKind> {
  return new Map(
    APPEARANCE_KINDS.flatMap((kind) => [
      [kind, kind] as const,
      ...LANGUAGES.map((lang) => [textsOf(lang).t(`appearance.${kind}`).toLowerCase(), kind] as const),
    ]),
  );
}
