// Which languages may a command's texts be given in?
import { Locale } from 'discord.js';
import { z } from 'zod';

const known = new Set<string>(Object.values(Locale));

/** A map from Discord's locales to texts of `shortest` to `longest` characters. */
export function localizations(shortest: number, longest: number, pattern?: RegExp) {
  return z
    .record(z.string(), z.string().min(shortest).max(longest).nullable())
    .superRefine((texts, context) => {
      for (const [locale, text] of Object.entries(texts)) {
        if (!known.has(locale)) {
          context.addIssue({ code: 'custom', path: [locale], message: 'Discord does not know this locale.' });
        }
        if (pattern && text !== null && !pattern.test(text)) {
          context.addIssue({ code: 'custom', path: [locale], message: 'String value did not match validation regex.' });
        }
      }
    })
    .nullish();
}
