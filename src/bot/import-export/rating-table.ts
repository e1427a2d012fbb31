// Which of our verdicts does a fact-checker's label stand for?

import { z } from 'zod';
import { NATURES, VERDICTS } from '../../entry/vocabulary.ts';
import type { RatedVerdict, RatingTable } from './import-row.ts';

const verdict = z.union([
  z.enum(VERDICTS),
  // `true` and `false` are no texts in YAML.
  z.boolean().transform((plain) => (plain ? ('true' as const) : ('false' as const))),
]);

const rated = z.union([verdict, z.strictObject({ verdict, nature: z.enum(NATURES).optional() })]);

/** `data/ratings/ratings.yaml`. */
export const ratingFileSchema = z.strictObject({
  /** Labels that mean the same with every publisher. */
  labels: z.record(z.string(), rated),
  /** Labels that mean something of their own with one publisher, by its host name. */
  publishers: z.record(z.string(), z.record(z.string(), rated)).default({}),
});

export type RatingFile = z.input<typeof ratingFileSchema>;

/** Makes a table of a file's content. @throws ZodError where it is not as it should be. */
export function createRatingTable(content: unknown): RatingTable {
  const file = ratingFileSchema.parse(content);
  const table = (labels: Readonly<Record<string, z.output<typeof rated>>>) =>
    new Map(
      Object.entries(labels).map(([label, each]) => [
        labelKey(label),
        typeof each === 'string' ? { verdict: each } : each,
      ]),
    );
  const general = table(file.labels);
  const publishers = new Map(Object.entries(file.publishers).map(([host, labels]) => [host, table(labels)]));
  return {
    verdictOf(label, publisher): RatedVerdict | undefined {
      const key = labelKey(label);
      const own = publisher === undefined ? undefined : publishers.get(publisher.replace(/^www\./, ''))?.get(key);
      const found = own ?? general.get(key);
      return found && { verdict: found.verdict, ...(found.nature === undefined ? {} : { nature: found.nature }) };
    },
  };
}

/** Case, accents, punctuation and spaces do not tell labels apart. */
export function labelKey(label: string): string {
  return label
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
