// How does an app learn about people, groups and bots?

import { flag } from '../message-content.ts';
import { compact, type Fields } from '../payload.ts';
import { SlackError } from '../slack-error.ts';
import type { GroupState, UserState, WorkspaceState } from '../world.ts';
import { type MethodTable, page, required } from './method.ts';

const users = () => ['users:read'];
const groups = () => ['usergroups:read'];

export function userPayload(workspace: WorkspaceState, user: UserState, withLocale: boolean): Fields {
  return compact({
    id: user.id,
    team_id: workspace.id,
    name: user.name,
    real_name: user.realName,
    deleted: user.deleted,
    is_bot: user.isBot,
    is_app_user: false,
    is_admin: user.isAdmin || user.isOwner,
    is_owner: user.isOwner,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    tz: 'Europe/Paris',
    locale: withLocale ? user.locale : undefined,
    profile: { display_name: user.name, real_name: user.realName, team: workspace.id },
  });
}

function groupPayload(group: GroupState, withUsers: boolean): Fields {
  return compact({
    id: group.id,
    handle: group.handle,
    name: group.name,
    is_usergroup: true,
    date_delete: 0,
    user_count: group.members.size,
    users: withUsers ? [...group.members] : undefined,
  });
}

export const peopleMethods: MethodTable = {
  'users.info': {
    scopes: users,
    run({ workspace, params }) {
      const user = workspace.users.get(required(params, 'user'));
      if (user === undefined) throw new SlackError('user_not_found');
      return { user: userPayload(workspace, user, flag(params, 'include_locale')) };
    },
  },
  'users.list': {
    scopes: users,
    run({ workspace, params }) {
      const { items, response_metadata } = page(params, [...workspace.users.values()], 100);
      const members = items.map((user) => userPayload(workspace, user, flag(params, 'include_locale')));
      return { members, response_metadata };
    },
  },
  'usergroups.list': {
    scopes: groups,
    run: ({ workspace, params }) => ({
      usergroups: [...workspace.groups.values()].map((group) => groupPayload(group, flag(params, 'include_users'))),
    }),
  },
  'usergroups.users.list': {
    scopes: groups,
    run({ workspace, params }) {
      const group = workspace.groups.get(required(params, 'usergroup'));
      if (group === undefined) throw new SlackError('no_such_subteam');
      return { users: [...group.members] };
    },
  },
  'bots.info': {
    scopes: users,
    run({ state, workspace, params }) {
      if (params.bot !== workspace.botId) throw new SlackError('bot_not_found');
      return {
        bot: {
          id: workspace.botId,
          app_id: state.app.appId,
          user_id: workspace.botUserId,
          name: state.app.name,
          deleted: false,
        },
      };
    },
  },
};
