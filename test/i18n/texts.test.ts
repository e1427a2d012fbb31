import { describe, expect, it } from '@jest/globals';
import { en } from '../../src/i18n/en.ts';
import { LANGUAGES, languageOfLocale, resources, textsOf } from '../../src/i18n/texts.ts';

const withoutPlural = (key: string) => key.replace(/_(?:zero|one|two|few|many|other)$/, '');
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe.each(LANGUAGES)('the texts in %s', (lang) => {
  const texts: Readonly<Record<string, string>> = resources[lang];

  it('have the same keys as English', () => {
    expect([...new Set(Object.keys(texts).map(withoutPlural))].sort()).toEqual(
      [...new Set(Object.keys(en).map(withoutPlural))].sort(),
    );
  });

  it('have every plural form their language counts with', () => {
    const forms = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
    const bases = Object.keys(en)
      .filter((key) => key.endsWith('_one'))
      .map(withoutPlural);
    const missing = bases.flatMap((base) => forms.map((form) => `${base}_${form}`)).filter((key) => !(key in texts));
    expect(missing).toEqual([]);
  });

  it('fill in the same values as English', () => {
    for (const [key, text] of Object.entries(texts)) {
      const english =
        (en as Readonly<Record<string, string>>)[key] ??
        (en as Readonly<Record<string, string>>)[`${withoutPlural(key)}_other`];
      expect([key, placeholders(text)]).toEqual([key, placeholders(english ?? '')]);
    }
  });

  it('are not empty and have no stray spaces', () => {
    for (const [key, text] of Object.entries(texts)) expect([key, text]).toEqual([key, text.trim() || 'not empty']);
  });
});

describe('French texts', () => {
  it('put a no-break or plain space before double punctuation', () => {
    for (const text of Object.values(resources.fr))
      expect(text.replaceAll('Is This True?', '').replaceAll('{{', '').replaceAll('://', '')).not.toMatch(
        /[\p{L}\d][?!;:](?:\s|$)/u,
      );
  });
});

describe('texts of a language', () => {
  it('count as the language does', () => {
    const english = textsOf('en');
    const french = textsOf('fr');
    expect([0, 1, 2].map((count) => english.t('about.entries', { count }))).toEqual([
      '0 reviewed claims',
      '1 reviewed claim',
      '2 reviewed claims',
    ]);
    expect([0, 1, 2].map((count) => french.t('about.entries', { count }))).toEqual([
      '0 affirmation vérifiée',
      '1 affirmation vérifiée',
      '2 affirmations vérifiées',
    ]);
  });

  it('say dates as exactly as they are known', () => {
    expect(['2018-02-13', '2018-02', '2018'].map(textsOf('en').date)).toEqual([
      '13 February 2018',
      'February 2018',
      '2018',
    ]);
    expect(['2018-02-01', '2018-02', '2018'].map(textsOf('fr').date)).toEqual([
      '1 février 2018',
      'février 2018',
      '2018',
    ]);
  });

  it('never escape or run what is filled in', () => {
    expect(textsOf('en').t('find.nothing', { query: '<b>{{count}} $t(help.lead)</b>' })).toBe(
      'No entry for “<b>{{count}} $t(help.lead)</b>”.',
    );
  });

  it('name other languages', () => {
    expect([textsOf('en').languageName('fr'), textsOf('fr').languageName('it')]).toEqual(['French', 'italien']);
  });
});

describe('the language of a locale', () => {
  it.each([
    ['fr-CA', 'fr'],
    ['EN_us', 'en'],
    ['de', undefined],
    ['french', undefined],
    [undefined, undefined],
  ])('%s is %s', (locale, lang) => {
    expect(languageOfLocale(locale)).toBe(lang);
  });
});
