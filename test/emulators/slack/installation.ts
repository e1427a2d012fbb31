// How does a workspace install the app, and lose it?

import { SlackError } from './slack-error.ts';
import type { SlackState } from './slack-state.ts';
import type { TokenState, TokenStatus, WorkspaceState } from './world.ts';

/** A fresh bot token for the workspace, which is installed from now on. */
export function installToken(state: SlackState, workspace: WorkspaceState, scopes: readonly string[]): TokenState {
  const token: TokenState = { token: state.ids.secret('xoxb'), status: 'live', scopes };
  workspace.tokens.set(token.token, token);
  workspace.installed = true;
  return token;
}

/** Makes every token of the workspace fail in this way from now on. */
export function spoilTokens(workspace: WorkspaceState, status: TokenStatus): void {
  for (const token of workspace.tokens.values()) token.status = status;
}

/** The workspace and token that a bearer token names. Throws `not_authed` or the token's status. */
export function authenticate(
  state: SlackState,
  bearer: string | undefined,
): { workspace: WorkspaceState; token: TokenState } {
  if (bearer === undefined || bearer === '') throw new SlackError('not_authed');
  if (bearer === state.app.appToken) throw new SlackError('not_allowed_token_type');
  for (const workspace of state.workspaces.values()) {
    const token = workspace.tokens.get(bearer);
    if (token === undefined) continue;
    if (token.status !== 'live') throw new SlackError(token.status);
    return { workspace, token };
  }
  throw new SlackError('invalid_auth');
}
