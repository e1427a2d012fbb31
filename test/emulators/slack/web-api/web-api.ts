// How is a request to the Web API answered?

import { authenticate } from '../installation.ts';
import { type Fields, isFields, textIn } from '../payload.ts';
import { SlackError } from '../slack-error.ts';
import type { SlackState } from '../slack-state.ts';
import { authMethods, exchangeCode } from './auth.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import type { Call, MethodTable } from './method.ts';
import { peopleMethods } from './people.ts';
import { viewMethods } from './views.ts';

const METHODS: MethodTable = {
  ...authMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...peopleMethods,
  ...viewMethods,
};

/** Arguments that carry JSON in a form field. */
const JSON_ARGUMENTS = ['blocks', 'attachments', 'view', 'metadata', 'files'];

export interface ApiAnswer {
  readonly body: Fields;
  readonly headers: Record<string, string>;
}

/** The arguments of a request, from a form or a JSON body; broken JSON stays the string it was. */
export function decodeArguments(contentType: string, text: string): Fields {
  if (contentType.startsWith('application/json')) {
    try {
      const value: unknown = JSON.parse(text);
      return isFields(value) ? value : {};
    } catch {
      throw new SlackError('invalid_json');
    }
  }
  const params: Fields = Object.fromEntries(new URLSearchParams(text));
  for (const name of JSON_ARGUMENTS) {
    try {
      if (typeof params[name] === 'string') params[name] = JSON.parse(params[name]);
    } catch {
      // Left as it came: the method refuses it in its own words.
    }
  }
  return params;
}

function openConnection(state: SlackState, bearer: string | undefined): Fields {
  if (bearer === undefined || bearer === '') throw new SlackError('not_authed');
  if (bearer !== state.app.appToken) {
    throw new SlackError(bearer.startsWith('xoxb') ? 'not_allowed_token_type' : 'invalid_auth');
  }
  return {
    url: `${state.origin.replace('http:', 'ws:')}/link/?ticket=${state.socketMode.ticket()}&app_id=${state.app.appId}`,
  };
}

function checkScopes(call: Call, accepted: readonly string[]): void {
  if (accepted.length === 0) return;
  const held = accepted.find((scope) => call.token.scopes.includes(scope));
  if (held === undefined) {
    throw new SlackError('missing_scope', { needed: accepted[0], provided: call.token.scopes.join(',') });
  }
  call.state.scopesUsed.add(held);
}

/** Answers one method; a refusal is `{ ok: false, error }`, never a throw. */
export function answer(state: SlackState, name: string, params: Fields, authorization: string): ApiAnswer {
  const bearer = authorization.startsWith('Bearer ') ? authorization.slice(7) : textIn(params.token) || undefined;
  const headers: Record<string, string> = {};
  try {
    if (name === 'api.test') return { body: { ok: true }, headers };
    if (name === 'apps.connections.open') return { body: { ok: true, ...openConnection(state, bearer) }, headers };
    if (name === 'oauth.v2.access')
      return { body: { ok: true, ...exchangeCode(state, params, authorization) }, headers };
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
    if (method === undefined) throw new SlackError('unknown_method', { req_method: name });
    const call: Call = { state, params, ...authenticate(state, bearer) };
    const accepted = method.scopes?.(call) ?? [];
    headers['x-oauth-scopes'] = call.token.scopes.join(',');
    if (accepted.length > 0) headers['x-accepted-oauth-scopes'] = accepted.join(',');
    checkScopes(call, accepted);
    return { body: { ok: true, ...method.run(call) }, headers };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { body: { ok: false, error: error.error, ...error.extra }, headers };
  }
}
