// What do the project's own entries owe their readers beyond the schema?

import { isAfter } from './entry-date.ts';
import type { EntryFault } from './entry-faults.ts';
import type { Entry } from './entry-schema.ts';

/** The languages every curated entry is written in. */
export const CURATED_LANGUAGES = ['en', 'fr'] as const;

const MIN_WORDINGS = 6;
const MAX_WORDINGS = 15;
const MAX_NEGATIVES = 8;

/**
 * Faults of a curated entry that a community's own entry may have: every text in both languages, two verified sources
 * of which one is primary, research or a fact-checker's, enough wordings, nothing dated after today.
 * @param today full ISO date.
 */
export function curatedFaults(entry: Entry, today: string): EntryFault[] {
  const faults: EntryFault[] = [];
  const need = (path: EntryFault['path'], message: string) => faults.push({ path, message });

  const texts: [EntryFault['path'], Record<string, unknown> | undefined][] = [
    [['claim'], entry.claim],
    [['answer'], entry.answer],
    [['notProven'], entry.notProven],
    [['origin', 'summary'], entry.origin.summary],
    [['confidence', 'reason'], entry.confidence.reason],
  ];
  for (const [path, text] of texts) {
    for (const lang of CURATED_LANGUAGES) {
      if (text !== undefined && !(lang in text)) need([...path, lang], 'is missing');
    }
  }
  if (entry.origin.summary === undefined) need(['origin', 'summary'], 'is missing; say so where the origin is unknown');
  if (entry.confidence.reason === undefined) need(['confidence', 'reason'], 'is missing');

  if (entry.sources.length < 2) need(['sources'], 'needs at least two sources');
  if (!entry.sources.some(({ kind }) => kind === 'primary' || kind === 'fact-check' || kind === 'research')) {
    need(['sources'], 'needs one that is primary, research or a fact-check');
  }
  const addresses = new Set<string>();
  entry.sources.forEach((source, i) => {
    if (source.verified === undefined) need(['sources', i, 'verified'], 'is missing');
    if (addresses.has(source.url)) need(['sources', i, 'url'], 'is the address of another source of this entry');
    addresses.add(source.url);
  });

  const wordings = CURATED_LANGUAGES.flatMap((lang) => entry.wordings?.[lang] ?? []);
  const negatives = CURATED_LANGUAGES.flatMap((lang) => entry.negatives?.[lang] ?? []);
  if (wordings.length < MIN_WORDINGS || wordings.length > MAX_WORDINGS) {
    need(['wordings'], `needs ${MIN_WORDINGS} to ${MAX_WORDINGS} wordings over both languages, has ${wordings.length}`);
  }
  for (const lang of CURATED_LANGUAGES) {
    if (!entry.wordings?.[lang]) need(['wordings', lang], 'is missing');
  }
  if (negatives.length > MAX_NEGATIVES) need(['negatives'], `has more than ${MAX_NEGATIVES} texts`);
  const seen = new Set<string>();
  for (const text of [...wordings, ...negatives]) {
    if (seen.has(text.toLowerCase())) need(['wordings'], `holds the same text twice: "${text}"`);
    seen.add(text.toLowerCase());
  }
  if ((entry.tags ?? []).length === 0) need(['tags'], 'needs at least one tag');

  const dates: [EntryFault['path'], string | undefined][] = [
    [['reviewed'], entry.reviewed],
    ...entry.origin.timeline.map((step, i): [EntryFault['path'], string | undefined] => [
      ['origin', 'timeline', i, 'date'],
      step.date,
    ]),
    ...entry.sources.map((source, i): [EntryFault['path'], string | undefined] => [
      ['sources', i, 'date'],
      source.date,
    ]),
    ...entry.sources.map((source, i): [EntryFault['path'], string | undefined] => [
      ['sources', i, 'verified', 'on'],
      source.verified?.on,
    ]),
  ];
  for (const [path, date] of dates) {
    if (date !== undefined && isAfter(date, today)) need(path, `lies in the future (today is ${today})`);
  }
  const steps = entry.origin.timeline.map(({ date }) => date).filter((date) => date !== undefined);
  if (steps.some((date, i) => i > 0 && date.slice(0, 4) < (steps[i - 1] ?? '').slice(0, 4))) {
    need(['origin', 'timeline'], 'must be in the order of the dates, oldest first');
  }
  return faults;
}
