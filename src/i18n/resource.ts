// Which texts must every language have?

import type { en } from './en.ts';

type EnglishKey = keyof typeof en;
type PluralBase = EnglishKey extends infer Key ? (Key extends `${infer Base}_one` ? Base : never) : never;

/** A key as code names it, without the plural form. */
export type TextKey = Exclude<EnglishKey, `${string}_one` | `${string}_other`> | PluralBase;

/** Every text of a language; plural forms beyond English's two are added as the language needs. */
export type Resource = Readonly<
  Record<EnglishKey, string> & Partial<Record<`${PluralBase}_${'zero' | 'two' | 'few' | 'many'}`, string>>
>;
