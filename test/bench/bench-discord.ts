// How long from a mention to the bot's REST call, under load?

import { startDiscord } from '../../src/adapters/discord/start-discord.ts';
import { startDiscordEmulator } from '../emulators/discord/discord-emulator.ts';
import { asPayload, asText } from '../emulators/discord/payload.ts';
import { type Load, type Memory, openLoadedBot, sendSteadily, type Times, timesOf, watchMemory } from './open-load.ts';

export interface DiscordFigures {
  readonly asked: number;
  readonly answered: number;
  /** Of these, told that it could not be checked. */
  readonly failed: number;
  /** Mentions a second that were really sent. */
  readonly rate: number;
  readonly claims: number;
  /** From the moment a mention is due to the arrival of the REST call that answers it. */
  readonly latency: Times;
  readonly memory: Memory;
}

/** People and channels enough that no cooldown speaks. */
const CHANNELS = 1_000;
const PEOPLE = 5_000;

/** Sends mentions with wordings of the curated entries, with the real client over real sockets. */
export async function benchDiscord(load: Load): Promise<DiscordFigures> {
  const { bot, log, claims, question, failures, close } = await openLoadedBot();
  const emulator = await startDiscordEmulator({ remembered: load.rate * load.seconds + 1_000, patience: 120_000 });
  const guilds = Array.from({ length: 10 }, () => emulator.guild());
  const channels = Array.from({ length: CHANNELS }, (_, i) => guilds[i % guilds.length]?.channel(`c${i}`));
  const people = Array.from({ length: PEOPLE }, (_, i) => emulator.person(`P${i}`));
  const adapter = await startDiscord({
    bot,
    token: emulator.token,
    log,
    apiUrl: emulator.restUrl,
    requestsPerSecond: load.rate * 10,
  });
  const settled = () => emulator.settled(() => adapter.idle());
  await settled();
  const sent = new Map<string, number>();
  const memory = watchMemory();
  const rate = await sendSteadily(load, (i, due) => {
    const [channel, person] = [channels[i % CHANNELS], people[i % PEOPLE]];
    if (channel !== undefined) sent.set(person?.says(channel, `${emulator.botMention} ${question(i)}`).id ?? '', due);
  });
  await settled();
  const times = emulator.requests.flatMap(({ method, path, body, arrivedAt }) => {
    const due = method === 'POST' && path.endsWith('/messages') ? sent.get(asText(asPayload(body).nonce)) : undefined;
    return due === undefined ? [] : [arrivedAt - due];
  });
  await adapter.stop();
  await emulator.close();
  await close();
  return {
    asked: sent.size,
    answered: times.length,
    failed: failures(),
    rate,
    claims,
    latency: timesOf(times),
    memory: memory(),
  };
}
