// How is what a person does carried out?

import { installAs } from './browser.ts';
import type { Delivery } from './delivery.ts';
import { enteredState, entryProblem, findElement, initialState, type Placed, placedIn } from './elements.ts';
import { sendEvent } from './events.ts';
import {
  type Actor,
  actionDelivery,
  closingDelivery,
  commandDelivery,
  shortcutDelivery,
  submissionDelivery,
  suggestionDelivery,
} from './interactions.ts';
import { screenOf } from './look/screen.ts';
import { Message } from './message.ts';
import { closeModals, viewPayload } from './modals.ts';
import { type Action, act, type Result } from './outcome.ts';
import { type Fields, textIn } from './payload.ts';
import type { Person, Said } from './person.ts';
import { edit, post, remove } from './posting.ts';
import { channelOf } from './slack-state.ts';
import { applySubmission } from './submission.ts';
import { suggestedOptions } from './suggestions.ts';
import { typed } from './typed.ts';
import { chooseFiles } from './uploaded-file.ts';
import type { View } from './view.ts';
import { dmWith } from './web-api/conversations.ts';
import type { ChannelState } from './world.ts';

export function createPerson(actor: Actor): Person {
  const { state, workspace, user } = actor;
  const offered = new Map<string, Fields[]>();
  const doing = (run: () => Result): Action => act(state, user.id, run);
  const notice = (text: string) => state.journal.add({ kind: 'notice', user: user.id, text });
  const installed = () => {
    if (!workspace.installed) throw new Error(`The app is not installed in ${workspace.name}`);
  };
  const usesCommands = () => {
    if (!state.app.scopes.includes('commands')) throw new Error('The app lacks the scope commands.');
    state.scopesUsed.add('commands');
  };
  const channelIn = (id: string): ChannelState => {
    const channel = channelOf(state, workspace.id, id);
    if (!channel.members.has(user.id)) throw new Error(`${user.name} is not in #${channel.name}`);
    return channel;
  };
  const failed = (ok: boolean, what: string) => {
    if (!ok) notice(what);
  };
  const enter = (on: Message | View, { block, element }: Placed, value: Fields) => {
    const actions = on.entered.get(String(block.block_id)) ?? new Map<string, Fields>();
    on.entered.set(String(block.block_id), actions);
    actions.set(String(element.action_id), value);
  };
  const see = (on: Message | View) => {
    if (on instanceof Message ? on.deleted : !on.open) throw new Error('It is no longer on the screen.');
    if (on instanceof Message && on.viewer !== undefined && on.viewer !== user.id) {
      throw new Error(`${user.name} does not see this message.`);
    }
  };
  const sendAction = (on: Message | View, action: Fields): Result => {
    const delivery = actionDelivery(actor, on, action);
    return {
      ack: state.dispatcher.deliver(delivery),
      onAck(ack) {
        failed(ack.ok, 'This app responded with an error.');
        return {};
      },
    };
  };
  const say = (channelId: string, text: string, said: Said = {}): Result => {
    const channel = channelIn(channelId);
    if (channel.type === 'im' && !state.app.messagesTab)
      throw new Error('Sending messages to this app has been turned off.');
    const thread = said.thread instanceof Message ? (said.thread.threadTs ?? said.thread.ts) : said.thread;
    const { message, acks } = post(state, workspace.id, channelId, {
      user: user.id,
      client_msg_id: state.ids.secret('msg'),
      ...(text === '' ? { text } : typed(text)),
      ...(said.blocks === undefined ? {} : { blocks: said.blocks }),
      ...(said.attachments === undefined ? {} : { attachments: said.attachments }),
      ...(said.files === undefined ? {} : { files: said.files }),
      ...(thread === undefined ? {} : { thread_ts: thread }),
      ...said.fields,
    });
    if (text.includes(`<@${workspace.botUserId}>`) && !channel.members.has(workspace.botUserId)) {
      notice(`You mentioned @${state.app.name}, but they're not in this channel.`);
    }
    return { ack: acks[0], said: message };
  };
  const deliver = (delivery: Delivery, failure: string, withBody?: (body: unknown) => void): Result => ({
    ack: state.dispatcher.deliver(delivery),
    onAck(ack) {
      failed(ack.ok, failure);
      if (ack.ok) withBody?.(ack.body);
      return {};
    },
  });

  const commandIn = (command: string, text: string, channel: string) => {
    installed();
    channelIn(channel);
    if (!state.app.commands.includes(command)) throw new Error(`${command} is not a valid command.`);
    usesCommands();
    const delivery = commandDelivery(actor, command, text, channel);
    const url = textIn(delivery.payload.response_url);
    return { delivery, acknowledge: (body: unknown) => actor.responseUrls.acknowledge(url, body) };
  };

  return {
    id: user.id,
    name: user.name,
    get dm() {
      return dmWith(state, workspace, user.id).id;
    },
    get modal() {
      return workspace.modals.get(user.id)?.at(-1);
    },
    get home() {
      return workspace.homes.get(user.id);
    },
    runs: (command, text, channel) =>
      doing(() => {
        const { delivery, acknowledge } = commandIn(command, text, channel);
        return deliver(delivery, `${command} failed with the error "operation_timeout"`, acknowledge);
      }),
    sends(command, text, channel) {
      const { delivery, acknowledge } = commandIn(command, text, channel);
      const acked = state.dispatcher.deliver(delivery);
      void acked.then((ack) => ack.ok && acknowledge(ack.body));
      return { responsePath: new URL(textIn(delivery.payload.response_url)).pathname, acked };
    },
    usesShortcut: (callbackId, message) =>
      doing(() => {
        installed();
        const type = message === undefined ? 'global' : 'message';
        const known = state.app.shortcuts.some((entry) => entry.callbackId === callbackId && entry.type === type);
        if (!known) throw new Error(`There is no ${type} shortcut ${callbackId}`);
        if (message !== undefined) see(message);
        usesCommands();
        return deliver(shortcutDelivery(actor, callbackId, message), 'This app responded with an error.');
      }),
    says: (channel, text, said) => doing(() => say(channel, text, said)),
    mentions: (channel, text, said) => doing(() => say(channel, `<@${workspace.botUserId}> ${text}`.trim(), said)),
    sendsDm: (text, said) => doing(() => say(dmWith(state, workspace, user.id).id, text, said)),
    forwards: (message, channel, comment = '') =>
      doing(() =>
        say(channel, comment, {
          attachments: [
            {
              is_msg_unfurl: true,
              is_share: true,
              channel_id: message.channel,
              channel_team: message.team,
              ts: message.ts,
              author_id: message.author,
              text: message.text,
              fallback: message.text,
              message_blocks: [
                { team: message.team, channel: message.channel, ts: message.ts, message: { blocks: message.blocks } },
              ],
              from_url: `https://${workspace.domain}.slack.com/archives/${message.channel}/p${message.ts.replace('.', '')}`,
              footer: 'Posted in another channel',
            },
          ],
        }),
      ),
    edits: (message, text) =>
      doing(() => {
        if (message.author !== user.id) throw new Error('People edit only their own messages.');
        return { ack: edit(state, message, typed(text), user.id).acks[0], said: message };
      }),
    deletes: (message) => doing(() => ({ ack: remove(state, message).acks[0], said: message })),
    presses: (button, on) =>
      doing(() => {
        see(on);
        const { block, element } = findElement(on.blocks, button, /^button$/);
        const { type, action_id, text, value, style } = element;
        return sendAction(on, {
          type,
          action_id,
          block_id: block.block_id,
          text,
          ...(value === undefined ? {} : { value }),
          ...(style === undefined ? {} : { style }),
        });
      }),
    chooses: (select, value, on) =>
      doing(() => {
        see(on);
        const placed = findElement(on.blocks, select);
        const { block, element } = placed;
        const chosen = enteredState(element, value, offered.get(String(element.action_id)));
        if (element.type !== 'overflow') enter(on, placed, chosen);
        // In an input block the app hears of it at the submission, unless it asked to be told at once.
        if (block.type === 'input' && block.dispatch_action !== true) return { ack: undefined };
        return sendAction(on, { action_id: element.action_id, block_id: block.block_id, ...chosen });
      }),
    typesInExternalSelect: (select, typed, on) =>
      doing(() => {
        see(on);
        const { block, element } = findElement(on.blocks, select, /external_select$/);
        const least = typeof element.min_query_length === 'number' ? element.min_query_length : 3;
        if (typed.length < least) return { ack: undefined };
        const asked = { action_id: element.action_id, block_id: block.block_id };
        return {
          ack: state.dispatcher.deliver(suggestionDelivery(actor, on, asked, typed)),
          onAck(ack) {
            const { options, refused } = suggestedOptions(state, ack);
            failed(!refused, 'Something went wrong. Try again?');
            offered.set(String(element.action_id), options);
            return { options };
          },
        };
      }),
    submits: (view, values = {}) =>
      doing(() => {
        see(view);
        if (workspace.modals.get(user.id)?.at(-1) !== view) throw new Error('Another modal lies on top.');
        for (const [name, value] of Object.entries(values)) {
          const placed = findElement(view.blocks, name);
          const { element } = placed;
          const entered =
            element.type === 'file_input'
              ? chooseFiles(state, workspace, user.id, element, value)
              : enteredState(element, value, offered.get(String(element.action_id)));
          enter(view, placed, entered);
        }
        for (const placed of placedIn(view.blocks)) {
          const id = String(placed.element.action_id);
          const kept = view.entered.get(String(placed.block.block_id))?.get(id) ?? initialState(placed.element);
          const problem = placed.block.type === 'input' ? entryProblem(placed, kept) : undefined;
          if (problem !== undefined) throw new Error(`«${textIn((placed.block.label as Fields).text)}»: ${problem}`);
          if (kept !== undefined) enter(view, placed, kept);
        }
        return {
          ack: state.dispatcher.deliver(submissionDelivery(actor, view)),
          onAck: (ack) => ({ errors: applySubmission(state, view, ack) }),
        };
      }),
    closesView: (view, all = false) =>
      doing(() => {
        see(view);
        const cleared = all || view.body.clear_on_close === true;
        const closed = closeModals(state, workspace.id, user.id, cleared);
        const acks = closed
          .filter((entry) => entry.body.notify_on_close === true)
          .map((entry) => state.dispatcher.deliver(closingDelivery(actor, entry, cleared)));
        return { ack: acks[0] };
      }),
    opensHome: () =>
      doing(() => {
        if (!state.app.homeTab) throw new Error('The app has no home tab.');
        const home = workspace.homes.get(user.id);
        const channel = dmWith(state, workspace, user.id).id;
        const event = {
          type: 'app_home_opened',
          user: user.id,
          channel,
          tab: 'home',
          event_ts: state.ids.ts(),
          ...(home === undefined ? {} : { view: viewPayload(state, home) }),
        };
        return { ack: sendEvent(state, workspace.id, 'app_home_opened', event) };
      }),
    installs: (installUrl, answer = 'allow') => installAs(user.id, installUrl, answer),
    becomes({ locale, admin, owner, deleted }) {
      if (locale !== undefined) user.locale = locale;
      if (admin !== undefined) user.isAdmin = admin;
      if (owner !== undefined) user.isOwner = owner;
      if (deleted !== undefined) user.deleted = deleted;
    },
    sees: (channel) => screenOf(workspace, user.id, channel),
  };
}
