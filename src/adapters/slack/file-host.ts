// Which addresses may the bot's token go to for a file?

/** Slack's Web API, where nothing else is set. */
const SLACK_API = 'https://slack.com/api/';

/**
 * Whether an address is Slack's own host for files: `files.` before the host of its API, over https; for an API that the
 * operator's settings put elsewhere, as in tests, that very address too.
 */
export function isFileHost(url: URL, apiUrl: string): boolean {
  if (url.username !== '' || url.password !== '') return false;
  const api = new URL(apiUrl);
  if (url.protocol === 'https:' && url.port === '' && url.hostname === `files.${api.hostname}`) return true;
  return api.origin !== new URL(SLACK_API).origin && url.origin === api.origin;
}
