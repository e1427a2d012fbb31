// How does an app open, change and publish views?

import { checkedView, findView, openModal, publishHome, stackOf, updateView, viewPayload } from '../modals.ts';
import { SlackError } from '../slack-error.ts';
import { complain } from '../slack-state.ts';
import { hasFileInput } from '../uploaded-file.ts';
import { type Call, type MethodTable, required } from './method.ts';

function person(call: Call): string {
  return call.state.triggers.exchange(required(call.params, 'trigger_id'), call.workspace.id).user;
}

/** What a place for files in a view needs; docs.slack.dev, File input element. */
const filesRead = ({ params }: Call) => (hasFileInput(params.view) ? ['files:read'] : []);

export const viewMethods: MethodTable = {
  'views.open': {
    scopes: filesRead,
    run(call) {
      const body = checkedView(call.params.view, 'modal');
      const user = person(call);
      if (stackOf(call.state, call.workspace.id, user).length > 0) {
        complain(call.state, 'views.open while a modal is open: views.push or views.update is meant');
      }
      return { view: viewPayload(call.state, openModal(call.state, call.workspace.id, user, body)) };
    },
  },
  'views.push': {
    scopes: filesRead,
    run(call) {
      const body = checkedView(call.params.view, 'modal');
      const user = person(call);
      if (stackOf(call.state, call.workspace.id, user).length === 0) throw new SlackError('view_not_found');
      return { view: viewPayload(call.state, openModal(call.state, call.workspace.id, user, body)) };
    },
  },
  'views.update': {
    scopes: filesRead,
    run(call) {
      const view = findView(call.state, call.workspace.id, call.params);
      updateView(call.state, view, checkedView(call.params.view, view.type === 'home' ? 'home' : 'modal'));
      return { view: viewPayload(call.state, view) };
    },
  },
  'views.publish': {
    run(call) {
      const { state, workspace, params } = call;
      if (!state.app.homeTab) throw new SlackError('not_enabled');
      const user = required(params, 'user_id');
      if (!workspace.users.has(user)) throw new SlackError('user_not_found');
      const before = workspace.homes.get(user);
      if (before !== undefined && typeof params.hash === 'string' && params.hash !== before.hash) {
        throw new SlackError('hash_conflict');
      }
      const view = publishHome(state, workspace.id, user, checkedView(params.view, 'home'));
      return { view: viewPayload(state, view) };
    },
  },
};
