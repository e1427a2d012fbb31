// How does a person install the app with a browser?

/**
 * Opens the app's install page, follows it to the authorize page, answers there and goes where that sends the browser.
 * Resolves with the last page. Throws when the install page leads nowhere.
 */
export async function installAs(
  user: string,
  installUrl: string,
  answer: 'allow' | 'deny',
): Promise<{ status: number; body: string }> {
  // Connections are not kept, so that the app's server can close at any time.
  const headers = { Connection: 'close' };
  const page = await fetch(installUrl, { redirect: 'manual', headers });
  const cookie = page.headers
    .getSetCookie()
    .map((entry) => entry.split(';')[0])
    .join('; ');
  const html = await page.text();
  const link = page.headers.get('location') ?? /href="([^"]+authorize[^"]*)"/.exec(html)?.[1];
  if (link === undefined) throw new Error('The install page has no link to the authorize page.');
  const asked = new URL(link.replaceAll('&amp;', '&'));
  asked.searchParams.set('as', user);
  asked.searchParams.set('answer', answer);
  const consent = await fetch(asked, { redirect: 'manual', headers });
  const text = await consent.text();
  const back = consent.headers.get('location');
  if (back === null) return { status: consent.status, body: text };
  const last = await fetch(back, { redirect: 'manual', headers: { ...headers, Cookie: cookie } });
  return { status: last.status, body: await last.text() };
}
