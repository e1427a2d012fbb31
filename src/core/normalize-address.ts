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
  const trimmed = address.trim().replace(/[.,;:!?…)\]}'"»]+$/u, '');
  const match = /^(?:(https?):)?(?:\/\/)?([^/?#\s]+)([^?#\s]*)(?:\?([^#\s]*))?/i.exec(trimmed);
  if (match === null) return undefined;
  let host = (match[2] ?? '')
    .toLowerCase()
    .replace(/^[^@]*@/, '')
    .replace(/:(?:80|443)$/, '')
    .replace(/\.$/, '');
  while (SAME_SITE.test(host) && host.split('.').length > 2) host = host.replace(SAME_SITE, '');
  if (!host.includes('.') || host.length > 253) return undefined;
  let path = (match[3] ?? '')
    .replace(/\/{2,}/g, '/')
    .replace(/\/(?:amp|index\.html?)\/?$/i, '')
    .replace(/\/+$/, '');
  try {
    path = decodeURIComponent(path);
  } catch {
    // A stray per cent sign: the path is compared as written.
  }
  const parameters = (match[4] ?? '')
    .split('&')
    .filter((parameter) => parameter !== '' && !TRACKING.test(parameter.split('=')[0] ?? ''))
    .sort();
  return host + path + (parameters.length > 0 ? `?${parameters.join('&')}` : '');
}
