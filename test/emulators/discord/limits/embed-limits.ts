// Which embeds does Discord accept?
import { z } from 'zod';
import type { FieldFault } from '../api-error.ts';
import { asPayload, asPayloads, asText, type Payload } from '../payload.ts';

/** Sizes of an embed, as Discord documents them. Lengths are counted in UTF-16 units, never fewer than Discord counts. */
export const embedLimits = {
  embeds: 10,
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  author: 256,
  total: 6000,
  url: 2048,
} as const;

const text = (longest: number) => z.string().max(longest).nullish();
const visible = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((value) => value.trim() !== '', { message: 'This field is required' });
const address = z
  .string()
  .max(embedLimits.url)
  .refine((value) => /^(https?|attachment):\/\/\S+$/.test(value), { message: 'Not a well formed URL.' })
  .nullish();
const picture = z.strictObject({ url: address }).nullish();

export const embedSchema = z
  .strictObject({
    type: z.string().nullish(),
    title: text(embedLimits.title),
    description: text(embedLimits.description),
    url: address,
    timestamp: z
      .string()
      .refine((value) => !Number.isNaN(Date.parse(value)), { message: 'Could not parse the timestamp.' })
      .nullish(),
    color: z.number().int().min(0).max(0xffffff).nullish(),
    footer: z.strictObject({ text: visible(embedLimits.footer), icon_url: address }).nullish(),
    author: z.strictObject({ name: visible(embedLimits.author), url: address, icon_url: address }).nullish(),
    image: picture,
    thumbnail: picture,
    fields: z
      .array(
        z.strictObject({
          name: visible(embedLimits.fieldName),
          value: visible(embedLimits.fieldValue),
          inline: z.boolean().nullish(),
        }),
      )
      .max(embedLimits.fields)
      .nullish(),
  })
  .refine((embed) => Object.keys(embed).some((key) => !['type', 'color', 'url', 'timestamp'].includes(key)), {
    message: 'This embed shows nothing.',
  });

/** The characters of an embed that count towards the total. */
export function embedSize(embed: Payload): number {
  const fields = asPayloads(embed.fields).map((field) => asText(field.name) + asText(field.value));
  const parts = [embed.title, embed.description, asPayload(embed.footer).text, asPayload(embed.author).name];
  return [...parts.map(asText), ...fields].reduce((sum, part) => sum + part.length, 0);
}

/** The fault of a message whose embeds together hold more than 6000 characters. */
export function totalFaults(embeds: readonly Payload[]): FieldFault[] {
  const total = embeds.reduce((sum, embed) => sum + embedSize(embed), 0);
  if (total <= embedLimits.total) return [];
  return [
    {
      path: ['embeds'],
      code: 'MAX_EMBED_SIZE_EXCEEDED',
      message: `Embed size exceeds maximum size of ${embedLimits.total}`,
    },
  ];
}
