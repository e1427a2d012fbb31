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
  /** Channels where the bot answers; empty means all. */
  channels: z.array(z.string()).catch([]).default([]),
});

export type Settings = z.output<typeof settingsSchema>;

/** Settings as saved, with defaults for what is missing; a value that makes no sense counts as missing. */
export async function readSettings(store: Store, scope: string | undefined): Promise<Settings> {
  return settingsSchema.parse(scope === undefined ? {} : await store.settings.get(scope));
}
