// How are a channel's messages read and written?
import { refusals } from '../api-error.ts';
import { visibleMessage } from '../content-access.ts';
import { currentPayload, deleteMessage, editMessage, findMessage, writeMessage } from '../messages.ts';
import { asPayload, type Payload } from '../payload.ts';
import { demand, demandWriting, may } from '../permissions.ts';
import type { RestRequest } from '../rest-request.ts';
import type { Route } from '../rest-server.ts';
import { channelPayload } from '../wire.ts';
import { isBetweenPeople, type World, type WorldChannel, type WorldMessage } from '../world.ts';
import { alreadySent, changesFrom, draftFrom } from './message-body.ts';

const defaultListed = 50;
const mostListed = 100;

export interface Typing {
  channel: WorldChannel;
  /** By the emulator's clock. */
  at: number;
}

export function messageRoutes(world: World, typing: Typing[]): Route[] {
  const channelOf = (id: string | undefined): WorldChannel => {
    const channel = world.channels.get(id ?? '');
    if (!channel) throw refusals.unknownChannel();
    if (isBetweenPeople(channel) || channel.guild?.botPresent === false) throw refusals.missingAccess();
    return channel;
  };
  const messageOf = (channel: WorldChannel, id: string | undefined): WorldMessage => {
    const message = findMessage(channel, id ?? '');
    if (!message || message.onlyFor) throw refusals.unknownMessage();
    return message;
  };
  const seen = (message: WorldMessage): Payload =>
    visibleMessage(world, currentPayload(world, message), message.channel.guild !== undefined, world.messageContent);

  const list = (channel: WorldChannel, request: RestRequest): Payload[] => {
    demand(channel, world.bot);
    if (!may(channel, world.bot, 'ReadMessageHistory')) return [];
    const wanted = Number(request.query.get('limit') ?? defaultListed);
    const [before, after, around] = ['before', 'after', 'around'].map((key) => request.query.get(key));
    let messages = channel.messages.filter((message) => !message.deleted && !message.onlyFor);
    if (before) messages = messages.filter((message) => BigInt(message.id) < BigInt(before));
    if (after) messages = messages.filter((message) => BigInt(message.id) > BigInt(after));
    if (around) {
      const middle = messages.findIndex((message) => BigInt(message.id) >= BigInt(around));
      const start = Math.max(0, middle - Math.floor(wanted / 2));
      return messages
        .slice(start, start + wanted)
        .reverse()
        .map(seen);
    }
    const count = Math.min(wanted, mostListed);
    return (after ? messages.slice(0, count) : messages.slice(-count)).reverse().map(seen);
  };

  return [
    {
      method: 'GET',
      path: '/channels/:channel',
      answer({ channel: id }) {
        const channel = channelOf(id);
        demand(channel, world.bot);
        return { status: 200, body: channelPayload(channel) };
      },
    },
    {
      method: 'GET',
      path: '/channels/:channel/messages',
      answer: ({ channel }, request) => ({ status: 200, body: list(channelOf(channel), request) }),
    },
    {
      method: 'POST',
      path: '/channels/:channel/messages',
      answer({ channel: id }, request) {
        const channel = channelOf(id);
        const body = asPayload(request.body);
        demandWriting(channel, world.bot, {
          embeds: Array.isArray(body.embeds) && body.embeds.length > 0,
          files: request.files.length > 0,
        });
        const draft = draftFrom(world, channel, body, request);
        const message = alreadySent(world, channel, body) ?? writeMessage(world, channel, draft);
        return { status: 200, body: currentPayload(world, message) };
      },
    },
    {
      method: 'GET',
      path: '/channels/:channel/messages/:message',
      answer({ channel: id, message }) {
        const channel = channelOf(id);
        demand(channel, world.bot, 'ReadMessageHistory');
        return { status: 200, body: seen(messageOf(channel, message)) };
      },
    },
    {
      method: 'PATCH',
      path: '/channels/:channel/messages/:message',
      answer({ channel: id, message: messageId }, request) {
        const channel = channelOf(id);
        demand(channel, world.bot);
        const message = messageOf(channel, messageId);
        if (message.author.id !== world.bot.id) throw refusals.notTheAuthor();
        editMessage(world, message, changesFrom(world, message, asPayload(request.body), request));
        return { status: 200, body: currentPayload(world, message) };
      },
    },
    {
      method: 'DELETE',
      path: '/channels/:channel/messages/:message',
      answer({ channel: id, message: messageId }) {
        const channel = channelOf(id);
        demand(channel, world.bot);
        const message = messageOf(channel, messageId);
        if (message.author.id !== world.bot.id) demand(channel, world.bot, 'ManageMessages');
        deleteMessage(world, message);
        return { status: 204 };
      },
    },
    {
      method: 'POST',
      path: '/channels/:channel/typing',
      answer({ channel: id }) {
        const channel = channelOf(id);
        demandWriting(channel, world.bot, { embeds: false, files: false });
        typing.push({ channel, at: world.clock.now() });
        world.signal.changed();
        return { status: 204 };
      },
    },
  ];
}
