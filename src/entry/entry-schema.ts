// What is a reviewed entry made of, and which values may stand where?

import { z } from 'zod';
import { entryDatePrecision } from './entry-date.ts';
import { APPEARANCE_KINDS, CONFIDENCE_LEVELS, NATURES, SOURCE_KINDS, VERDICTS, VERIFICATIONS } from './vocabulary.ts';

/** Longest id; leaves room for a command's name and options in a Discord button (100 characters). */
export const MAX_ENTRY_ID_LENGTH = 64;

const LANGUAGE = /^[a-z]{2,3}$/;
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const line = (max: number) =>
  z.string().trim().min(1, 'must not be empty').max(max, `must have at most ${max} characters`);

const language = z.string().regex(LANGUAGE, 'must be a language code of two or three small letters, such as "en"');

const localized = (max: number) =>
  z
    .partialRecord(language, line(max))
    .refine((texts) => Object.keys(texts).length > 0, 'needs a text in at least one language');

const localizedLists = (max: number) => z.partialRecord(language, z.array(line(max)).min(1, 'must not be empty'));

const date = z
  .string('must be a date in quotes or plain: 2018-02-13, 2018-02 or "2018"')
  .refine((text) => entryDatePrecision(text) !== undefined, 'must be a date that exists: 2018-02-13, 2018-02 or 2018');

const day = date.refine((text) => entryDatePrecision(text) === 'day', 'must be known to the day, such as 2018-02-13');

const httpUrl = z.url({
  protocol: /^https?$/,
  error: 'must be a full web address that begins with https:// or http://',
});

const verdict = z.union(
  [z.enum(VERDICTS), z.boolean().transform((plain) => (plain ? 'true' : 'false') as 'true' | 'false')],
  {
    error: `must be one of ${VERDICTS.join(', ')}`,
  },
);

const quote = z.strictObject({
  text: line(600).describe('The exact words, in their own language.'),
  lang: language.describe('The language of the words.'),
  by: line(120).optional().describe('Who said or wrote them, where that is not the publisher.'),
  translation: localized(800).optional().describe('A translation per language, made by the reviewers.'),
});

const verified = z.strictObject({
  on: day.describe('The day the address was last verified.'),
  by: z
    .enum(VERIFICATIONS)
    .describe(
      "page: the page was read; excerpt: the beginning of its text; listing: its title and address in the publisher's listing.",
    ),
});

const appearance = z.strictObject({
  kind: z.enum(APPEARANCE_KINDS),
  date: date.optional().describe('As exactly as known: 2018-02-13, 2018-02 or "2018". Left out where unknown.'),
  uncertain: z.boolean().optional().describe('true where reviewers are not sure of this step or its date.'),
  publisher: line(120).optional().describe('Who published it: a site, a paper, an account, a person.'),
  title: line(300).optional(),
  url: httpUrl.optional(),
  lang: language.optional().describe('The language it is written in.'),
  note: localized(600).optional().describe('What happened, in one sentence.'),
  quotes: z.array(quote).optional(),
  verified: verified.optional(),
});

const source = z.strictObject({
  kind: z.enum(SOURCE_KINDS),
  publisher: line(120),
  title: line(300),
  url: httpUrl,
  date: date.optional().describe('When it was published.'),
  lang: language.optional().describe('The language it is written in.'),
  note: localized(600).optional().describe('What it shows, in one sentence.'),
  quotes: z.array(quote).optional(),
  rating: line(120).optional().describe('How the publisher rates the claim, in its own words.'),
  verified: verified.optional(),
});

/** One reviewed entry. The order of the fields is the order they are written in. */
export const entrySchema = z.strictObject({
  id: line(MAX_ENTRY_ID_LENGTH)
    .regex(ID, 'must be small letters and digits in words joined by "-", such as "great-wall-from-space"')
    .describe('Unique, never changed; also the name of the file.'),
  claim: localized(400).describe('The claim as reviewed, per language: a statement that is either true or not.'),
  verdict,
  nature: z.enum(NATURES).optional().describe('What kind of thing the claim is, apart from whether it is true.'),
  confidence: z.strictObject({
    level: z.enum(CONFIDENCE_LEVELS),
    reason: localized(400).optional().describe('Why the reviewers are as sure as they are.'),
  }),
  answer: localized(500).describe('The fact first, in one or two sentences.'),
  notProven: localized(500).optional().describe('What is not proven either way.'),
  origin: z.strictObject({
    summary: localized(600).optional().describe('Where the claim came from and how it travelled.'),
    timeline: z.array(appearance).default([]).describe('Dated steps, oldest first. Empty where the origin is unknown.'),
  }),
  sources: z.array(source).min(1, 'needs at least one source').describe('Evidence that tests the claim, best first.'),
  wordings: localizedLists(400).optional().describe('How people put it, per language.'),
  negatives: localizedLists(400).optional().describe('Texts that look alike and must not match, per language.'),
  updates: z
    .array(z.strictObject({ date: day, note: localized(400) }))
    .optional()
    .describe('Dated notes on what changed in the review, oldest first.'),
  circulates: z
    .array(language)
    .min(1, 'must not be empty')
    .optional()
    .describe('The languages in which the claim mainly circulates.'),
  tags: z.array(line(40).regex(ID, 'must be small letters and digits in words joined by "-"')).optional(),
  reviewed: day.describe('The day of the last review.'),
  reviewBy: day.optional().describe('The day the answer should be looked at again.'),
});

export type Entry = z.output<typeof entrySchema>;
export type Localized = Entry['claim'];
export type Appearance = Entry['origin']['timeline'][number];
export type Source = Entry['sources'][number];
export type Quote = z.output<typeof quote>;

/** The schema as JSON Schema (2020-12), for editors that complete and check entries. */
export function entryJsonSchema(): Record<string, unknown> {
  return { title: 'A reviewed entry of Is This True?', ...z.toJSONSchema(entrySchema, { io: 'input' }) };
}
