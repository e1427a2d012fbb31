import { afterEach, describe, expect, it } from '@jest/globals';
import { type Client, type ClientOptions, Events, GatewayIntentBits, Options } from 'discord.js';
import { type DiscordEmulator, type DiscordEmulatorOptions, startDiscordEmulator } from './discord-emulator.ts';
import { readyClient, testClient } from './test-client.ts';

const open: { emulator?: DiscordEmulator; clients: Client[] } = { clients: [] };

async function start(options: DiscordEmulatorOptions = {}): Promise<DiscordEmulator> {
  open.emulator = await startDiscordEmulator(options);
  return open.emulator;
}

async function connect(emulator: DiscordEmulator, options: Partial<ClientOptions> = {}): Promise<Client<true>> {
  const client = await readyClient(emulator, options);
  open.clients.push(client);
  return client;
}

/** Every text the client hears, in order. */
function heardBy(client: Client): string[] {
  const heard: string[] = [];
  client.on(Events.MessageCreate, (message) => heard.push(message.content));
  return heard;
}

afterEach(async () => {
  await Promise.all(open.clients.splice(0).map((client) => client.destroy()));
  await open.emulator?.close();
});

describe('login', () => {
  it('makes the client ready, with its guilds and channels', async () => {
    const emulator = await start();
    const guild = emulator.guild({ name: 'Rumours', locale: 'fr' });
    const channel = guild.channel('general');
    const client = await connect(emulator);
    expect(client.isReady()).toBe(true);
    expect(client.user.id).toBe(emulator.bot.id);
    expect(client.guilds.cache.get(guild.id)?.preferredLocale).toBe('fr');
    expect(client.channels.cache.has(channel.id)).toBe(true);
  });

  it('is refused with a wrong token, at the REST door already', async () => {
    const emulator = await start();
    const client = testClient(emulator);
    await expect(client.login('not.the.token')).rejects.toThrow('invalid token');
    expect(emulator.gateway.arrivals).toHaveLength(0);
  });

  it('is refused with an intent that is not switched on', async () => {
    const emulator = await start({ messageContent: false });
    await expect(testClient(emulator).login(emulator.token)).rejects.toThrow('disallowed intents');
    const client = await connect(emulator, { intents: [GatewayIntentBits.Guilds] });
    expect(client.isReady()).toBe(true);
  });

  it('splits the guilds among the shards', async () => {
    const emulator = await start();
    const guilds = [emulator.guild(), emulator.guild(), emulator.guild()];
    const channels = guilds.map((guild, index) => guild.channel(`channel-${index}`));
    const client = await connect(emulator, { shards: [0, 1], shardCount: 2 });
    const heard = heardBy(client);
    for (const channel of channels) emulator.person('Ana').says(channel, channel.name);
    await emulator.settled();
    expect(heard.sort()).toEqual(['channel-0', 'channel-1', 'channel-2']);
    expect(new Set(guilds.map((guild) => client.guilds.cache.get(guild.id)?.shardId))).toEqual(new Set([0, 1]));
  });
});

describe('a connection that breaks', () => {
  const ways: [string, (emulator: DiscordEmulator) => void][] = [
    ['a dropped socket', (emulator) => emulator.gateway.drop()],
    ['a reconnect request', (emulator) => emulator.gateway.reconnect()],
    ['close 4000', (emulator) => emulator.gateway.closeAll(4000)],
    ['an invalid but resumable session', (emulator) => emulator.gateway.invalidate(true)],
  ];
  it.each(ways)('is resumed after %s: no event is lost, none comes twice', async (_, cut) => {
    const emulator = await start();
    const channel = emulator.guild().channel('general');
    const ana = emulator.person('Ana');
    const heard = heardBy(await connect(emulator));
    ana.says(channel, 'before');
    await emulator.settled();
    cut(emulator);
    ana.says(channel, 'meanwhile');
    await emulator.until(() => emulator.gateway.arrivals.some((arrival) => arrival.kind === 'resume'), 'a RESUME');
    ana.says(channel, 'after');
    await emulator.settled();
    expect(heard).toEqual(['before', 'meanwhile', 'after']);
  });

  it('is resumed after an outage in which no connection is taken', async () => {
    const emulator = await start();
    const channel = emulator.guild().channel('general');
    const client = await connect(emulator);
    const heard = heardBy(client);
    client.on(Events.ShardError, () => undefined);
    emulator.gateway.refuses = true;
    emulator.gateway.drop();
    emulator.person('Ana').says(channel, 'meanwhile');
    await emulator.until(() => emulator.gateway.refusals >= 2, 'two attempts');
    emulator.gateway.refuses = false;
    await emulator.settled();
    expect(heard).toEqual(['meanwhile']);
  });

  it('is identified anew after an invalid session', async () => {
    const emulator = await start();
    const channel = emulator.guild().channel('general');
    const heard = heardBy(await connect(emulator));
    emulator.gateway.invalidate(false);
    await emulator.until(() => emulator.gateway.sessions[1]?.ready, 'a second session');
    emulator.person('Ana').says(channel, 'after');
    await emulator.settled();
    expect(heard).toEqual(['after']);
    expect(emulator.gateway.arrivals.map((arrival) => arrival.kind)).toEqual(['identify', 'identify']);
  });

  it('is resumed when heartbeats are no longer acknowledged', async () => {
    const emulator = await start({ heartbeatInterval: 60 });
    await connect(emulator);
    emulator.gateway.acknowledges = false;
    await emulator.until(() => emulator.gateway.arrivals.some((arrival) => arrival.kind === 'resume'), 'a RESUME');
    emulator.gateway.acknowledges = true;
    await emulator.settled();
  });

  it.each([
    ['a revoked token', 4004, (emulator: DiscordEmulator) => emulator.revokeToken()],
    ['a disallowed intent', 4014, (emulator: DiscordEmulator) => emulator.disallowMessageContent()],
  ] as const)('stays broken after %s, and the client says so once', async (_, code, cut) => {
    const emulator = await start();
    const client = await connect(emulator);
    const gone = new Promise<number>((resolve) => client.once(Events.ShardDisconnect, (event) => resolve(event.code)));
    cut(emulator);
    expect(await gone).toBe(code);
    expect(client.isReady()).toBe(true);
  });

  it('repeats an event on demand', async () => {
    const emulator = await start();
    const channel = emulator.guild().channel('general');
    // With its message cache on, the client itself swallows a MESSAGE_CREATE of a message it still holds.
    const heard = heardBy(await connect(emulator, { makeCache: Options.cacheWithLimits({ MessageManager: 0 }) }));
    emulator.person('Ana').says(channel, 'twice');
    await emulator.settled();
    emulator.gateway.repeatLast('MESSAGE_CREATE');
    await emulator.settled();
    expect(heard).toEqual(['twice', 'twice']);
  });
});

it('leaves nothing open when it closes', async () => {
  const emulator = await start();
  await connect(emulator);
  await emulator.close();
  await expect(fetch(`${emulator.restUrl}/v10/gateway`)).rejects.toThrow('fetch failed');
});
