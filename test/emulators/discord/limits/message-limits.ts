// Which messages does Discord accept?
import { z } from 'zod';
import type { FieldFault } from '../api-error.ts';
import { asNumber, asPayload, asPayloads, type Payload } from '../payload.ts';
import { componentLimits, componentSchema, duplicateIdFaults, rowSchema } from './component-limits.ts';
import { embedLimits, embedSchema, totalFaults } from './embed-limits.ts';
import { formFaults } from './form-check.ts';

export const messageLimits = { content: 2000, allowedMentions: 100, attachments: 10 } as const;

/** Message flags that the emulator knows. */
export const messageFlag = {
  suppressEmbeds: 4,
  ephemeral: 64,
  loading: 128,
  suppressNotifications: 4096,
  componentsV2: 32768,
} as const;

const allowedMentions = z
  .strictObject({
    parse: z.array(z.enum(['users', 'roles', 'everyone'])).nullish(),
    users: z.array(z.string()).max(messageLimits.allowedMentions).nullish(),
    roles: z.array(z.string()).max(messageLimits.allowedMentions).nullish(),
    replied_user: z.boolean().nullish(),
  })
  .superRefine((value, context) => {
    for (const kind of ['users', 'roles'] as const) {
      if (value.parse?.includes(kind) && (value[kind]?.length ?? 0) > 0) {
        context.addIssue({
          code: 'custom',
          path: ['parse'],
          message: `"${kind}" and parse:["${kind}"] are mutually exclusive.`,
        });
      }
    }
  });

const messageSchema = z.strictObject({
  content: z.string().max(messageLimits.content).nullish(),
  embeds: z.array(z.looseObject({})).max(embedLimits.embeds).nullish(),
  components: z.array(z.looseObject({})).max(componentLimits.rows).nullish(),
  allowed_mentions: allowedMentions.nullish(),
  flags: z.number().int().nullish(),
  tts: z.boolean().nullish(),
  nonce: z.union([z.string().max(25), z.number()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  message_reference: z
    .strictObject({
      type: z.number().optional(),
      message_id: z.string().optional(),
      channel_id: z.string().optional(),
      guild_id: z.string().optional(),
      fail_if_not_exists: z.boolean().optional(),
    })
    .nullish(),
  attachments: z
    .array(z.looseObject({ id: z.union([z.string(), z.number()]) }))
    .max(messageLimits.attachments)
    .nullish(),
});

function componentFaults(rows: readonly Payload[]): FieldFault[] {
  return rows.flatMap((row, rowIndex) => [
    ...formFaults(rowSchema, row, ['components', rowIndex]),
    ...asPayloads(row.components).flatMap((component, index) =>
      formFaults(componentSchema(component.type), component, ['components', rowIndex, 'components', index]),
    ),
  ]);
}

/** Every fault of a message body; empty when Discord would take it. An empty message is another refusal (50006). */
export function messageFaults(body: Payload): FieldFault[] {
  const embeds = asPayloads(body.embeds);
  const rows = asPayloads(body.components);
  const v2 = (asNumber(body.flags) & messageFlag.componentsV2) !== 0;
  return [
    ...formFaults(messageSchema, body),
    ...embeds.flatMap((embed, index) => formFaults(embedSchema, embed, ['embeds', index])),
    ...totalFaults(embeds),
    ...componentFaults(rows),
    ...duplicateIdFaults(rows),
    ...(v2
      ? [{ path: ['flags'], code: 'NOT_EMULATED', message: 'The emulator knows no IS_COMPONENTS_V2 messages.' }]
      : []),
  ];
}

/** Whether the message would show nothing at all. */
export function isEmptyMessage(body: Payload, files: number): boolean {
  const nothing = (key: string): boolean => !body[key] || (body[key] as { length: number }).length === 0;
  const forward = asPayload(body.message_reference).type === 1;
  return files === 0 && !forward && ['content', 'embeds', 'components', 'attachments'].every(nothing);
}
