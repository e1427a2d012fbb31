// Do two addresses lead to the same page?

const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|igshid|igsh|mc_cid|mc_eid|ref|ref_src|ref_url|s|si|t|feature|share|source|amp|cmpid|xtor|at_\w+|__twitter_impression)$/i;

/** Subdomains that serve the same page to other devices. */
const SAME_SITE = /^(?:www\d?|m|mobile|amp|fr-fr|en-us)\./;

/**
 * The address in a form for comparison: no scheme, `www.` or mobile host, tracking parameters, fragment or trailing
 * slash; host in lower case, parameters in order. Undefined where it is not an address of a page.
 */
export function normalizeAddress(address: string): string | undefined {
  const trimmed = withoutEnd(address.trim());
  const match = /^(?:(https?):)?(?:\/\/)?([^/?#\s]+)([^?#\s]*)(?:\?([^#\s]*))?/i.exec(trimmed);
  if (match === null) return undefined;
  // Looked at before each step whether there is anything to do: most addresses need none, and a base has many.
  let host = (match[2] ?? '').toLowerCase();
  if (host.includes('@')) host = host.replace(/^[^@]*@/, '');
  if (host.includes(':')) host = host.replace(/:(?:80|443)$/, '');
  if (host.endsWith('.')) host = host.slice(0, -1);
  while (SAME_SITE.test(host) && host.split('.').length > 2) host = host.replace(SAME_SITE, '');
  if (!host.includes('.') || host.length > 253) return undefined;
  let path = match[3] ?? '';
  if (path.includes('//')) path = path.replace(/\/{2,}/g, '/');
  if (/[pml]\/?$/i.test(path)) path = path.replace(/\/(?:amp|index\.html?)\/?$/i, '');
  if (path.endsWith('/')) path = path.replace(/\/+$/, '');
  if (path.includes('%')) path = decoded(path);
  const parameters = match[4] === undefined ? '' : tellingParameters(match[4]);
  return parameters === '' ? host + path : `${host}${path}?${parameters}`;
}

/** What stands behind an address in a sentence belongs to the sentence. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && SENTENCE_MARKS.includes(text[end - 1] as string)) end -= 1;
  return end === text.length ? text : text.slice(0, end);
}

const SENTENCE_MARKS = '.,;:!?…)]}\'"»';

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // A stray per cent sign: the path is compared as written.
  }
}

function tellingParameters(query: string): string {
  return query
    .split('&')
    .filter((parameter) => parameter !== '' && !TRACKING.test(parameter.split('=')[0] ?? ''))
    .sort()
    .join('&');
}
