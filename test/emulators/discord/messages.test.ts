import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Client, Events, GatewayIntentBits, type Message, type TextChannel } from 'discord.js';
import { type DiscordEmulator, startDiscordEmulator, textOf } from './discord-emulator.ts';
import { readyClient } from './test-client.ts';

let emulator: DiscordEmulator;
let client: Client<true>;

/** What the client heard last. */
function nextHeard(): Promise<Message> {
  return new Promise((resolve) => client.once(Events.MessageCreate, resolve));
}

beforeEach(async () => {
  emulator = await startDiscordEmulator();
  client = await readyClient(emulator);
});

afterEach(async () => {
  await client.destroy();
  await emulator.close();
});

describe('messages', () => {
  it('are replied to, edited and deleted by the bot', async () => {
    const channel = emulator.guild().channel('general');
    const ana = emulator.person('Ana');
    const heard = nextHeard();
    ana.says(channel, `${emulator.botMention} is this true?`);
    const reply = await (await heard).reply('Let me see.');
    const message = await channel.nextMessage();
    await reply.edit({ content: '', embeds: [{ title: '❌ False', description: 'It never was.' }] });
    expect(emulator.screen(channel)).toBe(
      [
        'Ana',
        '  @Is This True? is this true?',
        'Is This True? [APP]',
        '  ↪ Ana: @Is This True? is this true?',
        '  │ ❌ False',
        '  │ It never was.',
        '  (edited)',
      ].join('\n'),
    );
    expect(message.pinged).toEqual([]);
    await reply.delete();
    expect(channel.botMessages).toEqual([]);
  });

  it('ping whom they mention, unless the bot forbids it', async () => {
    const guild = emulator.guild();
    const channel = guild.channel('general');
    const ana = emulator.person('Ana');
    const heard = nextHeard();
    ana.says(channel, 'hello');
    const message = await heard;
    await message.reply(`${ana.mention} @everyone`);
    expect((await channel.nextMessage()).pinged).toEqual([]);
    await message.reply({ content: `${ana.mention} @everyone`, allowedMentions: { parse: ['users', 'everyone'] } });
    expect((await channel.nextMessage()).pinged).toEqual([ana.mention, '@everyone']);
    await message.reply({ content: 'you', allowedMentions: { repliedUser: true } });
    expect((await channel.nextMessage()).pinged).toEqual([ana.mention]);
  });

  it('carry replies and forwards', async () => {
    const channel = emulator.guild().channel('general');
    const [ana, ben] = [emulator.person('Ana'), emulator.person('Ben')];
    const rumour = ana.says(channel, 'Netflix checks on viewers', { embeds: [{ title: 'An article' }] });
    await emulator.settled();
    const reply = nextHeard();
    ben.says(channel, 'really?', { replyTo: rumour });
    expect((await (await reply).fetchReference()).content).toBe('Netflix checks on viewers');
    const forward = nextHeard();
    ben.says(channel, '', { forward: rumour });
    expect((await forward).messageSnapshots.first()?.content).toBe('Netflix checks on viewers');
  });

  it('are announced when people edit or delete them', async () => {
    const channel = emulator.guild().channel('general');
    const ana = emulator.person('Ana');
    const told: string[] = [];
    client.on(Events.MessageUpdate, (_, after) => told.push(`edited: ${after.content}`));
    client.on(Events.MessageDelete, (message) => told.push(`deleted: ${message.id}`));
    const message = ana.says(channel, 'one');
    ana.edits(message, 'two');
    ana.deletes(message);
    await emulator.settled();
    expect(told).toEqual(['edited: two', `deleted: ${message.id}`]);
    await expect(
      (client.channels.cache.get(channel.id) as TextChannel).messages.fetch(message.id),
    ).rejects.toMatchObject({
      code: 10008,
    });
  });

  it('are announced together when a moderator cleans up', async () => {
    const channel = emulator.guild().channel('general');
    const ana = emulator.person('Ana');
    const messages = [ana.says(channel, 'one'), ana.says(channel, 'two')];
    let gone: string[] = [];
    client.on(Events.MessageBulkDelete, (deleted) => {
      gone = [...deleted.keys()];
    });
    await emulator.settled();
    channel.purge(messages);
    await emulator.settled();
    expect(gone.sort()).toEqual(messages.map((message) => message.id));
  });

  it('are written in threads, old and new', async () => {
    const channel = emulator.guild().channel('general');
    const thread = channel.thread('a thread');
    const heard = nextHeard();
    emulator.person('Ana').says(thread, 'here');
    const message = await heard;
    expect(message.channel.isThread()).toBe(true);
    await message.reply('there');
    expect(textOf(await thread.nextMessage())).toBe('there');
  });

  it('are sent once when a retry carries the same enforced nonce', async () => {
    const channel = emulator.guild().channel('general');
    await emulator.settled();
    const real = client.channels.cache.get(channel.id) as TextChannel;
    const send = () => real.send({ content: 'once', nonce: 'answer-1', enforceNonce: true });
    emulator.faults.reset({ method: 'POST', done: true });
    await expect(send()).rejects.toThrow();
    await send();
    expect(channel.botMessages).toHaveLength(1);
  });

  it('travel in direct messages both ways', async () => {
    const ana = emulator.person('Ana');
    const heard = nextHeard();
    ana.says(ana.dm(), 'is it true?');
    await (await heard).reply('It is not.');
    expect(textOf(await ana.dm().nextMessage())).toBe('It is not.');
    const ben = emulator.person('Ben');
    await client.users.send(ben.id, 'Your question was answered.');
    expect(emulator.screen(ben.dm())).toContain('Your question was answered.');
    ben.setDms(false);
    await expect(client.users.send(ben.id, 'again')).rejects.toMatchObject({ code: 50007 });
  });

  it('are listed, newest first, and fetched with files', async () => {
    const channel = emulator.guild().channel('general');
    const ana = emulator.person('Ana');
    for (const text of ['one', 'two', 'three']) ana.says(channel, text);
    await emulator.settled();
    const real = client.channels.cache.get(channel.id) as TextChannel;
    const fetched = await real.messages.fetch({ limit: 2, cache: false });
    expect(fetched.map((message) => message.content)).toEqual(['three', 'two']);
    await real.send({ files: [{ attachment: Buffer.from('a,b'), name: 'claims.csv' }] });
    expect(emulator.screen(channel)).toContain('📎 claims.csv');
    expect(emulator.requests.at(-1)?.files[0]?.text).toBe('a,b');
  });

  it('show the typing indicator', async () => {
    const channel = emulator.guild().channel('general');
    await emulator.settled();
    await (client.channels.cache.get(channel.id) as TextChannel).sendTyping();
    expect(emulator.typing.map((one) => one.channel.name)).toEqual(['general']);
  });
});

describe('without the Message Content intent', () => {
  beforeEach(async () => {
    await client.destroy();
    await emulator.close();
    emulator = await startDiscordEmulator({ messageContent: false });
    client = await readyClient(emulator, {
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    });
  });

  it('only mentions, direct messages and own messages can be read', async () => {
    const channel = emulator.guild().channel('general');
    const ana = emulator.person('Ana');
    const heard: [string, number][] = [];
    client.on(Events.MessageCreate, (message) => heard.push([message.content, message.embeds.length]));
    ana.says(channel, 'secret', { embeds: [{ title: 'secret' }] });
    ana.says(channel, `${emulator.botMention} read me`);
    ana.says(ana.dm(), 'and me');
    await emulator.settled();
    expect(heard).toEqual([
      ['', 0],
      [`${emulator.botMention} read me`, 0],
      ['and me', 0],
    ]);
  });

  it('the message that a question replies to is empty, also when it is fetched', async () => {
    const channel = emulator.guild().channel('general');
    const ana = emulator.person('Ana');
    const rumour = ana.says(channel, 'secret');
    await emulator.settled();
    const heard = nextHeard();
    ana.says(channel, `${emulator.botMention} true?`, { replyTo: rumour });
    const question = await heard;
    expect((await question.fetchReference()).content).toBe('');
    expect((await question.channel.messages.fetch({ message: rumour.id, force: true })).content).toBe('');
  });
});

describe('permissions', () => {
  it.each([
    ['write', { deny: ['SendMessages'] as const }, 50013],
    ['see the channel', { deny: ['ViewChannel'] as const }, 50001],
    ['embed links', { deny: ['EmbedLinks'] as const }, 50013],
  ])('refuse a bot that may not %s', async (_, { deny }, code) => {
    const channel = emulator.guild().channel('general');
    await emulator.settled();
    channel.permit({ deny: [...deny] });
    const sending = client.rest.post(`/channels/${channel.id}/messages`, { body: { embeds: [{ title: 'x' }] } });
    await expect(sending).rejects.toMatchObject({ status: 403, code });
  });

  it('hide a channel from the bot altogether', async () => {
    const channel = emulator.guild().channel('general');
    channel.permit({ deny: ['ViewChannel'] });
    let heard = 0;
    client.on(Events.MessageCreate, () => {
      heard += 1;
    });
    emulator.person('Ana').says(channel, `${emulator.botMention} hello?`);
    await emulator.settled();
    expect(heard).toBe(0);
  });

  it('refuse writing in a locked thread', async () => {
    const thread = emulator.guild().channel('general').thread('a thread');
    thread.archive({ archived: true, locked: true });
    const sending = client.rest.post(`/channels/${thread.id}/messages`, { body: { content: 'x' } });
    await expect(sending).rejects.toMatchObject({ code: 50083 });
  });

  it('refuse a reply to what is gone, unless the bot allows for it', async () => {
    const channel = emulator.guild().channel('general');
    const message = emulator.person('Ana').says(channel, 'soon gone');
    emulator.person('Ana').deletes(message);
    const reply = (fail_if_not_exists: boolean) =>
      client.rest.post(`/channels/${channel.id}/messages`, {
        body: { content: 'x', message_reference: { message_id: message.id, fail_if_not_exists } },
      });
    await expect(reply(true)).rejects.toThrow('message_reference[REPLIES_UNKNOWN_MESSAGE]');
    await expect(reply(false)).resolves.toMatchObject({ type: 0 });
  });

  it('refuse changing what others wrote', async () => {
    const channel = emulator.guild().channel('general');
    const message = emulator.person('Ana').says(channel, 'mine');
    const path = `/channels/${channel.id}/messages/${message.id}` as const;
    await expect(client.rest.patch(path, { body: { content: 'x' } })).rejects.toMatchObject({ code: 50005 });
    await expect(client.rest.delete(path)).rejects.toMatchObject({ code: 50013 });
  });
});

describe('faults of the REST interface', () => {
  const post = (channel: { id: string }) =>
    client.rest.post(`/channels/${channel.id}/messages`, { body: { content: 'x' } });

  it('rate limits are waited for', async () => {
    const channel = emulator.guild().channel('general');
    emulator.faults.rateLimit({ method: 'POST', retryAfter: 0.05 });
    emulator.faults.rateLimit({ method: 'POST', retryAfter: 0.05, global: true });
    await post(channel);
    expect(emulator.requests.slice(-3).map((request) => request.status)).toEqual([429, 429, 200]);
    expect(channel.botMessages).toHaveLength(1);
  });

  it('5xx answers are retried three times', async () => {
    const channel = emulator.guild().channel('general');
    emulator.faults.fail({ method: 'POST', status: 502, times: 3 });
    await post(channel);
    emulator.faults.fail({ method: 'POST', status: 500, times: 4 });
    await expect(post(channel)).rejects.toMatchObject({ status: 500 });
    expect(channel.botMessages).toHaveLength(1);
  });

  it('a cut connection is an error, whether the request was carried out or not', async () => {
    const channel = emulator.guild().channel('general');
    emulator.faults.reset({ method: 'POST' });
    await expect(post(channel)).rejects.toThrow();
    expect(channel.botMessages).toHaveLength(0);
    emulator.faults.reset({ method: 'POST', done: true });
    await expect(post(channel)).rejects.toThrow();
    expect(channel.botMessages).toHaveLength(1);
  });

  it('a held request waits, and the world can change meanwhile', async () => {
    const channel = emulator.guild().channel('general');
    const release = emulator.faults.hold({ method: 'POST' });
    const posting = post(channel);
    await emulator.until(() => emulator.requests.at(-1)?.method === 'POST');
    channel.permit({ deny: ['SendMessages'] });
    release();
    await expect(posting).rejects.toMatchObject({ code: 50013 });
  });

  it('a revoked token makes every call fail', async () => {
    const channel = emulator.guild().channel('general');
    emulator.revokeToken();
    await expect(post(channel)).rejects.toMatchObject({ status: 401 });
    await expect(post(channel)).rejects.toThrow('Expected token');
  });
});
