// How do the emulator's own tests connect the real client?
import { Client, type ClientOptions, Events, GatewayIntentBits, Partials } from 'discord.js';
import type { DiscordEmulator } from './discord-emulator.ts';

/** Client options that make tests quick: no waiting of up to 6.5 s between two IDENTIFYs. Everything else is the client's own. */
export const unhurried = {
  buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }),
} as const;

export const allIntents = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
  GatewayIntentBits.MessageContent,
];

/** The real client, pointed at the emulator and not yet logged in. */
export function testClient(emulator: DiscordEmulator, options: Partial<ClientOptions> = {}): Client {
  return new Client({
    intents: allIntents,
    partials: [Partials.Channel, Partials.Message],
    allowedMentions: { parse: [] },
    failIfNotExists: false,
    ...options,
    rest: { api: emulator.restUrl, ...options.rest },
    ws: { ...unhurried, ...options.ws },
  });
}

/** Logs in and resolves when the client is ready. */
export async function readyClient(
  emulator: DiscordEmulator,
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = testClient(emulator, options);
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(emulator.token);
  return ready;
}
