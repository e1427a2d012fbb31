// Does a ClaimReview meet what Google documents for it?

/**
 * What is wrong with a ClaimReview by Google's documentation ("Fact Check (ClaimReview) structured data"): required are
 * `claimReviewed`, `url` and `reviewRating` with `alternateName`; numbers of a rating must lie within its bounds, which
 * begin at 1; `author` needs a name or an address; `itemReviewed`, where given, is a Claim.
 */
export function claimReviewFaults(value: unknown): string[] {
  const faults: string[] = [];
  const review = object(value);
  if (review === undefined) return ['is not an object'];
  const need = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };
  need(review['@type'] === 'ClaimReview', '@type must be ClaimReview');
  need(isText(review['claimReviewed']), 'claimReviewed is required');
  need(isAddress(review['url']), 'url is required: the address of the page with the review');
  const rating = object(review['reviewRating']);
  need(rating?.['@type'] === 'Rating', 'reviewRating is required: a Rating');
  need(isText(rating?.['alternateName']), 'reviewRating.alternateName is required: the verdict in a few words');
  const [number, best, worst] = ['ratingValue', 'bestRating', 'worstRating'].map((key) => rating?.[key]);
  if (number !== undefined) {
    need(Number.isInteger(number), 'ratingValue must be a whole number');
    need(typeof worst === 'number' && worst >= 1, 'worstRating must be at least 1');
    need(typeof best === 'number' && best > Number(worst), 'bestRating must be above worstRating');
    need(Number(number) >= Number(worst) && Number(number) <= Number(best), 'ratingValue must lie between the two');
  }
  const author = object(review['author']);
  if (author !== undefined) {
    need(['Organization', 'Person'].includes(String(author['@type'])), 'author must be an Organization or a Person');
    need(isText(author['name']) || isAddress(author['url']), 'author needs a name or an address');
  }
  if (review['datePublished'] !== undefined) {
    need(/^\d{4}(-\d{2}(-\d{2})?)?/.test(String(review['datePublished'])), 'datePublished must be a date of ISO 8601');
  }
  const item = object(review['itemReviewed']);
  if (item !== undefined) {
    need(item['@type'] === 'Claim', 'itemReviewed must be a Claim');
    for (const key of ['firstAppearance', 'appearance']) {
      for (const work of [item[key]].flat().filter((each) => each !== undefined)) {
        need(isAddress(object(work)?.['url']), `itemReviewed.${key} needs an address`);
      }
    }
  }
  return faults;
}

function object(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value);
}
