// Why did Slack refuse, and is there a point in trying again?

import { webApi } from '@slack/bolt';

/** What became of a call that Slack refused: the token is dead, its target is gone, it comes too often, or not now. */
export type Refusal = 'token' | 'gone' | 'rate' | 'later' | 'other';

/** The token no longer works; only a person can mend that. */
const DEAD_TOKEN = new Set([
  'invalid_auth',
  'account_inactive',
  'not_authed',
  'token_revoked',
  'token_expired',
  'team_access_not_granted',
  'org_login_required',
  'user_removed_from_team',
  'team_disabled',
]);

/** What was to be changed, or who was to be told, no longer exists. */
const GONE = new Set([
  'channel_not_found',
  'is_archived',
  'message_not_found',
  'cant_update_message',
  'user_not_found',
  'user_disabled',
  'account_not_found',
  'not_in_channel',
  'user_not_in_channel',
  'thread_not_found',
  'edit_window_closed',
  'messages_tab_disabled',
  'restricted_action',
]);

const LATER = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org']);

/** Slack's own name of the refusal, such as `channel_not_found`; undefined where it is none of Slack's. */
export function refusalCode(error: unknown): string | undefined {
  if (!(error instanceof webApi.WebAPIPlatformError)) return undefined;
  return typeof error.data.error === 'string' ? error.data.error : undefined;
}

/** What kind of refusal an error is. */
export function refusalOf(error: unknown): Refusal {
  const code = refusalCode(error);
  if (code !== undefined) {
    if (DEAD_TOKEN.has(code)) return 'token';
    if (GONE.has(code)) return 'gone';
    if (code === 'ratelimited' || code === 'rate_limited') return 'rate';
    return LATER.has(code) ? 'later' : 'other';
  }
  if (retryAfterOf(error) !== undefined) return 'rate';
  if (error instanceof webApi.WebAPIHTTPError) return error.statusCode >= 500 ? 'later' : 'other';
  return error instanceof webApi.WebAPIRequestError ? 'later' : 'other';
}

/** Whether the same call may work a little later. */
export function mayPass(error: unknown): boolean {
  const kind = refusalOf(error);
  return kind === 'rate' || kind === 'later';
}

/** Seconds Slack asks to wait after a 429; 1 where it does not say; undefined where it was no 429. */
export function retryAfterOf(error: unknown): number | undefined {
  if (error instanceof webApi.WebAPIRateLimitedError) return error.retryAfter;
  // The client has no class of its own for a 429 without Retry-After.
  return error instanceof Error && /^Retry header did not contain/.test(error.message) ? 1 : undefined;
}

/** An error for the log: its name and what Slack said, never what was sent. */
export function loggable(error: unknown): object {
  const code = refusalCode(error);
  if (code === 'missing_scope') {
    const { needed } = (error as { data: { needed?: unknown } }).data;
    return { cause: code, needed };
  }
  return code === undefined ? { error } : { cause: code };
}
