// What can a community set, and what holds where it has set nothing?

import { z } from 'zod';
import { LANGUAGES } from '../i18n/texts.ts';
import type { Store } from '../store/store.ts';

const settingsSchema = z.object({
  /** The language of answers; `auto` follows the person who asks. */
  language: z
    .enum(['auto', ...LANGUAGES])
    .catch('auto')
    .default('auto'),
  /** The platform's ids of the roles or groups that moderate. */
  moderatorGroups: z.array(z.string()).catch([]).default([]),
  /** The platform's ids of people who moderate. */
  moderators: z.array(z.string()).catch([]).default([]),
  /** Answers to mentions and commands are seen by all, or by the asker alone where the platform can. */
  answers: z.enum(['public', 'private']).catch('public').default('public'),
  /** Channels where the bot answers in public; empty means all. */
  channels: z.array(z.string()).catch([]).default([]),
  /** Questions a person may ask in a minute. */
  questionsPerMinute: z.number().int().min(1).max(60).catch(6).default(6),
  /** Questions answered in a channel in a minute, whoever asks. */
  channelPerMinute: z.number().int().min(1).max(600).catch(20).default(20),
  /** For so many minutes the same claim is not answered again in a channel; the earlier answer is linked to. 0: never. */
  repeatMinutes: z.number().int().min(0).max(1440).catch(10).default(10),
  /** The channel where the moderators' log goes. */
  logChannel: z.string().optional().catch(undefined),
  /** True where a second moderator must publish what a first one wrote. */
  twoPersonReview: z.boolean().catch(false).default(false),
  /** True where the weekly digest names addresses that no longer answer; needs the operator's leave too. */
  linkChecks: z.boolean().catch(false).default(false),
});

export type Settings = z.output<typeof settingsSchema>;

/** Settings as saved, with defaults for what is missing; a value that makes no sense counts as missing. */
export async function readSettings(store: Store, scope: string | undefined): Promise<Settings> {
  return settingsSchema.parse(scope === undefined ? {} : await store.settings.get(scope));
}
