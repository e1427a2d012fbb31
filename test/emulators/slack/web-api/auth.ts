// Whose token is it, and how does an app get one?

import { installToken } from '../installation.ts';
import { flag } from '../message-content.ts';
import { type Fields, textIn } from '../payload.ts';
import { SlackError } from '../slack-error.ts';
import { type SlackState, workspaceOf } from '../slack-state.ts';
import type { MethodTable } from './method.ts';

export const authMethods: MethodTable = {
  'auth.test': {
    run: ({ workspace, state }) => ({
      url: `https://${workspace.domain}.slack.com/`,
      team: workspace.name,
      user: state.app.name,
      team_id: workspace.id,
      user_id: workspace.botUserId,
      bot_id: workspace.botId,
      is_enterprise_install: false,
    }),
  },
  'auth.revoke': {
    run({ token, params }) {
      if (flag(params, 'test')) return { revoked: false };
      token.status = 'token_revoked';
      return { revoked: true };
    },
  },
};

/** oauth.v2.access: a code, given on the authorize page, for the workspace's bot token. */
export function exchangeCode(state: SlackState, params: Fields, authorization: string): Fields {
  const basic = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString('utf8');
  const [basicId = '', basicSecret = ''] = authorization.startsWith('Basic ') ? basic.split(':') : [];
  const id = textIn(params.client_id) || basicId;
  const secret = textIn(params.client_secret) || basicSecret;
  if (id !== state.app.clientId) throw new SlackError('invalid_client_id');
  if (secret !== state.app.clientSecret) throw new SlackError('bad_client_secret');
  const code = state.codes.get(textIn(params.code));
  if (code === undefined) throw new SlackError('invalid_code');
  if (code.used) throw new SlackError('code_already_used');
  if (textIn(params.redirect_uri) !== code.redirectUri) throw new SlackError('bad_redirect_uri');
  code.used = true;
  const workspace = workspaceOf(state, code.team);
  const token = installToken(state, workspace, code.scopes);
  return {
    access_token: token.token,
    token_type: 'bot',
    scope: code.scopes.join(','),
    bot_user_id: workspace.botUserId,
    app_id: state.app.appId,
    team: { id: workspace.id, name: workspace.name },
    enterprise: null,
    authed_user: { id: code.user },
    is_enterprise_install: false,
  };
}
