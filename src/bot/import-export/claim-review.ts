// How does a ClaimReview become an entry, and an entry a ClaimReview?

import { detectLanguage } from '../../core/detect-language.ts';
import { tokenize } from '../../core/tokenize.ts';
import { entryDatePrecision } from '../../entry/entry-date.ts';
import { checkEntry, fieldName } from '../../entry/entry-faults.ts';
import type { Appearance, Entry, Source } from '../../entry/entry-schema.ts';
import { languageOfText } from '../asker.ts';
import { shortHash, slug, withEnd } from '../moderation/entry-id.ts';
import { isWebAddress } from '../moderation/web-address.ts';
import { type ImportRow, problemRow, type ReadingContext, unknownRatingRow } from './import-row.ts';

/** JSON as it comes. */
type Json = Readonly<Record<string, unknown>>;

/** Words of a claim that are looked at for its language. */
const MOST_WORDS = 200;

/** The ClaimReview objects in a piece of JSON-LD: the piece itself, or those under `item` (Data Commons) or `@graph`. */
export function claimReviewsIn(value: unknown, depth = 0): Json[] {
  if (depth > 4) return [];
  if (Array.isArray(value)) return value.flatMap((each) => claimReviewsIn(each, depth + 1));
  if (!isObject(value)) return [];
  if (listOf(value['@type']).some((type) => typeof type === 'string' && /(?:^|[/:])ClaimReview$/.test(type)))
    return [value];
  return ['item', '@graph', 'dataFeedElement', 'itemListElement'].flatMap((key) =>
    claimReviewsIn(value[key], depth + 1),
  );
}

/** One review as an entry. The publisher's own label is kept with the source; a label the table does not know is told. */
export function entryOfClaimReview(review: Json, row: number, { today, ratings }: ReadingContext): ImportRow {
  const problem = (text: string): ImportRow => problemRow(row, text);
  const claim = textOf(review['claimReviewed']);
  const url = textOf(review['url']);
  const rating = firstObject(review['reviewRating']);
  const label = textOf(rating?.['alternateName']) ?? textOf(rating?.['name']) ?? textOf(rating?.['ratingExplanation']);
  const author = firstObject(review['author']);
  if (claim === undefined) return problem('claimReviewed is missing');
  if (url === undefined || !isWebAddress(url))
    return problem(`url ${url === undefined ? 'is missing' : `"${url}" is no web address`}`);
  if (label === undefined) return problem('reviewRating has no label (alternateName)');
  const host = new URL(url).hostname.replace(/^www\./, '');
  const rated = ratings.verdictOf(label, host);
  if (rated === undefined) return unknownRatingRow(row, label);
  const publisher = textOf(author?.['name']) ?? host;
  const lang = languageOf(review, claim);
  const published = dateOf(review['datePublished']);
  const source: Source = {
    kind: 'fact-check',
    publisher: publisher.slice(0, 120),
    title: (textOf(review['headline']) ?? textOf(review['name']) ?? claim).slice(0, 300),
    url,
    ...(published === undefined ? {} : { date: published }),
    ...(lang === undefined ? {} : { lang }),
    rating: label.slice(0, 120),
  };
  const spoken = lang ?? 'en';
  const statement = claim.slice(0, 400);
  const entry = {
    id: withEnd(slug(statement) || 'claim', shortHash(`${url} ${claim}`)),
    claim: { [spoken]: statement },
    ...rated,
    confidence: { level: 'medium' },
    answer: { [spoken]: ratedBy(publisher, label, spoken).slice(0, 500) },
    origin: { timeline: appearancesOf(review) },
    sources: [source],
    reviewed:
      published !== undefined && entryDatePrecision(published) === 'day' && published <= today ? published : today,
  };
  const checked = checkEntry(entry);
  if (checked.ok) return { row, entry: checked.entry };
  const [fault] = checked.faults;
  return problem(`${fieldName(fault?.path ?? [])} ${fault?.message ?? ''}`);
}

function ratedBy(publisher: string, label: string, lang: string): string {
  return lang === 'fr' ? `${publisher} : « ${label} ».` : `${publisher}: “${label}”.`;
}

/** Where the claim was made and repeated: `itemReviewed` with its author, first and other appearances. */
function appearancesOf(review: Json): Appearance[] {
  const item = firstObject(review['itemReviewed']);
  if (item === undefined) return [];
  const author = textOf(firstObject(item['author'])?.['name']);
  const date = dateOf(item['datePublished']);
  const first = addressOf(item['firstAppearance']);
  const others = listOf(item['appearance'])
    .map(addressOf)
    .filter((url) => url !== undefined && url !== first);
  const steps: Appearance[] = [];
  if (author !== undefined || date !== undefined || first !== undefined) {
    steps.push({
      kind: 'first-known',
      ...(date === undefined ? {} : { date }),
      ...(author === undefined ? {} : { publisher: author.slice(0, 120) }),
      ...(first === undefined ? {} : { url: first }),
    });
  }
  return [
    ...steps,
    ...others.map((url): Appearance => ({ kind: 'amplification', ...(url === undefined ? {} : { url }) })),
  ];
}

/** How an entry is exported. */
export interface ExportContext {
  /** Who publishes entries that no fact-checker has rated. */
  readonly publisher: { readonly name: string; readonly url?: string | undefined };
  /** The address before the id of an entry, where it can be read; undefined: such entries are left out. */
  readonly baseUrl?: string | undefined;
  /** The words of a verdict in a language. */
  verdictWords(verdict: Entry['verdict'], lang: string): string;
}

/** From false to true, for `ratingValue`; the two that give no verdict have none. */
const VALUES: Readonly<Record<Entry['verdict'], number | undefined>> = {
  false: 1,
  'mostly-false': 2,
  misleading: 2,
  mixed: 3,
  'mostly-true': 4,
  true: 5,
  unproven: undefined,
  outdated: undefined,
};

/** An entry as ClaimReview; undefined where it has no address of its own. */
export function claimReviewOf(entry: Entry, context: ExportContext): Json | undefined {
  const rated = entry.sources.find(({ rating }) => rating !== undefined);
  const lang =
    rated?.lang !== undefined && rated.lang in entry.claim
      ? rated.lang
      : 'en' in entry.claim
        ? 'en'
        : Object.keys(entry.claim)[0];
  if (lang === undefined) return undefined;
  const url = rated?.url ?? (context.baseUrl === undefined ? undefined : `${context.baseUrl}${entry.id}`);
  if (url === undefined) return undefined;
  const value = VALUES[entry.verdict];
  const title = rated !== undefined && rated.title !== entry.claim[lang] ? rated.title : undefined;
  return {
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    url,
    ...(title === undefined ? {} : { headline: title }),
    claimReviewed: entry.claim[lang],
    inLanguage: rated === undefined ? lang : rated.lang,
    datePublished: rated === undefined ? entry.reviewed : rated.date,
    author:
      rated === undefined
        ? { '@type': 'Organization', name: context.publisher.name, url: context.publisher.url }
        : { '@type': 'Organization', name: rated.publisher },
    reviewRating: {
      '@type': 'Rating',
      alternateName: rated?.rating ?? context.verdictWords(entry.verdict, lang),
      ...(value === undefined ? {} : { ratingValue: value, bestRating: 5, worstRating: 1 }),
    },
    ...itemReviewed(entry.origin.timeline),
  };
}

function itemReviewed(timeline: readonly Appearance[]): Json {
  const first = timeline.find(({ kind }) => kind === 'first-known');
  const others = timeline.filter((step) => step.kind === 'amplification' && step.url !== undefined);
  if (first === undefined && others.length === 0) return {};
  const work = (url: string) => ({ '@type': 'CreativeWork', url });
  return {
    itemReviewed: {
      '@type': 'Claim',
      ...(first?.publisher === undefined ? {} : { author: { '@type': 'Organization', name: first.publisher } }),
      ...(first?.date === undefined ? {} : { datePublished: first.date }),
      ...(first?.url === undefined ? {} : { firstAppearance: work(first.url) }),
      ...(others.length === 0 ? {} : { appearance: others.map(({ url }) => work(url ?? '')) }),
    },
  };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function firstObject(value: unknown): Json | undefined {
  return listOf(value).find(isObject);
}

function textOf(value: unknown): string | undefined {
  const [first] = listOf(value);
  const text = isObject(first) ? first['@value'] : first;
  if (typeof text !== 'string') return undefined;
  const clean = text.replaceAll(/\s+/g, ' ').trim();
  return clean === '' ? undefined : clean;
}

function addressOf(value: unknown): string | undefined {
  const text = isObject(value) ? (textOf(value['url']) ?? textOf(value['@id'])) : textOf(value);
  return text !== undefined && isWebAddress(text) ? text : undefined;
}

/** A date or a time with a date; the day alone is kept. */
function dateOf(value: unknown): string | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  const day = /^\d{4}(?:-\d{2}(?:-\d{2})?)?/.exec(text)?.[0];
  return day !== undefined && entryDatePrecision(day) !== undefined ? day : undefined;
}

function languageOf(review: Json, claim: string): string | undefined {
  const given = listOf(review['inLanguage'])[0];
  const code = (isObject(given) ? (textOf(given['alternateName']) ?? textOf(given['name'])) : textOf(given))
    ?.toLowerCase()
    .split(/[-_]/)[0];
  if (code !== undefined && /^[a-z]{2,3}$/.test(code)) return code;
  // Reviews come in many languages, whose small words show them; a text without any is one of ours.
  return detectLanguage(tokenize(claim, MOST_WORDS).words, '') || languageOfText(claim);
}
