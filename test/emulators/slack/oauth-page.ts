// What happens when somebody opens the page that asks "may this app join your workspace?"

import type { ServerResponse } from 'node:http';
import type { SlackState } from './slack-state.ts';

function html(response: ServerResponse, status: number, text: string): ServerResponse {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' });
  return response.end(`<!doctype html><title>Slack (emulated)</title><p>${text.replace(/[<&]/g, '')}</p>`);
}

/**
 * The authorize page. Who looks at it is given by `as` (a person's id) and what they press by `answer` (`allow` or
 * `deny`), which stand for the session cookie and the buttons; without them the page only asks.
 */
export function authorize(state: SlackState, url: URL, response: ServerResponse): ServerResponse {
  const query = url.searchParams;
  const redirectUri = query.get('redirect_uri') ?? '';
  const target = redirectUri || state.app.redirectUrls[0] || '';
  const scopes = (query.get('scope') ?? '').split(',').filter((scope) => scope !== '');
  if (query.get('client_id') !== state.app.clientId) return html(response, 400, 'invalid_client_id');
  if (state.app.redirectUrls.length > 0 && !state.app.redirectUrls.some((allowed) => target.startsWith(allowed))) {
    return html(response, 400, 'bad_redirect_uri');
  }
  const unknown = scopes.filter((scope) => !state.app.scopes.includes(scope));
  if (scopes.length === 0 || unknown.length > 0) return html(response, 400, `invalid_scope ${unknown.join(' ')}`);
  const user = query.get('as');
  const workspace = [...state.workspaces.values()].find((entry) => user !== null && entry.users.has(user));
  if (workspace === undefined || user === null) {
    return html(response, 200, `${state.app.name} asks for: ${scopes.join(', ')}`);
  }
  const back = new URL(target);
  if (query.get('answer') === 'deny') back.searchParams.set('error', 'access_denied');
  else {
    const code = state.ids.secret('code');
    state.codes.set(code, { team: workspace.id, user, scopes, redirectUri, used: false });
    back.searchParams.set('code', code);
  }
  const stateParam = query.get('state');
  if (stateParam !== null) back.searchParams.set('state', stateParam);
  response.writeHead(302, { Location: back.toString() });
  return response.end();
}
