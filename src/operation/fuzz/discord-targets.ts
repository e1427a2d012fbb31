// What must hold of what Discord sends, whatever is missing or wrong in it?

import { EventEmitter } from 'node:events';
import { Client, REST } from 'discord.js';
import type * as FastCheck from 'fast-check';
import { clientOptions } from '../../adapters/discord/client-options.ts';
import type { DiscordLink } from '../../adapters/discord/discord-link.ts';
import { failureFacts, kindOfFailure } from '../../adapters/discord/failure.ts';
import { hearEvents } from '../../adapters/discord/hear-events.ts';
import { createTasks } from '../../adapters/discord/tasks.ts';
import { EVENT_ID, INTERACTIONS, MESSAGE_EVENTS, SELF } from './discord-samples.ts';
import type { FuzzBot } from './fuzz-bot.ts';
import type { FuzzTarget, OpenTargets, Uncaught } from './fuzz-target.ts';
import { bentJson } from './hostile-json.ts';
import { checkNoPretence } from './no-pretence.ts';

const SLOW = 600_000;

/** The adapter behind the gateway: its listeners and the real REST client, whose requests are answered here. */
export async function openDiscordTargets(
  fc: typeof FastCheck,
  { bot, log, begin, checkLog }: FuzzBot,
  uncaught: Uncaught,
): Promise<OpenTargets> {
  let sent: string[] = [];
  const client = new Client(clientOptions({ messageContent: true }));
  const rest = new REST({
    retries: 0,
    makeRequest: async (url, init) => {
      if (init.method !== 'GET' && typeof init.body === 'string') sent.push(init.body);
      const found = url.includes('/messages')
        ? { id: '600000000000000001', channel_id: '400000000000000001' }
        : { id: '7' };
      return new Response(JSON.stringify(url.includes('/callback') ? { resource: { message: found } } : found), {
        status: 200,
        headers: { 'content-type': 'application/json' },
      });
    },
  }).setToken('token');
  const tasks = createTasks((error) => log.error({ error }, 'could not handle an event'));
  const link: DiscordLink = {
    client,
    rest,
    bot,
    log,
    tasks,
    pace: { deferAfter: SLOW, typingAfter: SLOW, retryAfter: SLOW, stopWithin: SLOW, readFileWithin: SLOW },
    selfId: SELF,
    operators: new Set(),
    failed(error, what) {
      if (kindOfFailure(error) === 'refused') log.error({ error, ...failureFacts(error) }, what);
    },
  };
  const gateway = new EventEmitter();
  hearEvents(link, gateway);
  let events = 0;

  async function take(name: string, data: unknown): Promise<void> {
    begin();
    sent = [];
    events += 1;
    // An id of its own, where the input left it one: the same event twice is dropped.
    const id = String(BigInt(EVENT_ID) + BigInt(events));
    gateway.emit(name, JSON.parse(JSON.stringify(data ?? null).replaceAll(`"${EVENT_ID}"`, `"${id}"`)));
    await tasks.idle();
    await uncaught.check();
    checkLog();
    // What is typed after a command is asked, whatever it is; only a message can say nothing.
    if (name !== 'INTERACTION_CREATE') checkNoPretence(data, sent);
  }

  const messages = fc.constantFrom(...MESSAGE_EVENTS).chain(([name, data]) => {
    return fc.tuple(fc.constant(name), payloads(fc, [data]));
  });
  const targets: FuzzTarget[] = [
    {
      name: 'messages of Discord',
      property: fc.asyncProperty(messages, ([name, data]) => take(name, data)),
    },
    {
      name: 'interactions of Discord',
      property: fc.asyncProperty(payloads(fc, INTERACTIONS), (data) => take('INTERACTION_CREATE', data)),
    },
  ];
  return { targets, close: () => client.destroy() };
}

function payloads(fc: typeof FastCheck, samples: readonly object[]): FastCheck.Arbitrary<unknown> {
  // No request goes to an address that was made up.
  const keep = /^(?:url|proxy_url)$/;
  return fc.oneof(
    { weight: 5, arbitrary: bentJson(fc, samples, { wordless: true }) },
    { weight: 4, arbitrary: bentJson(fc, samples, { keep }) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  );
}
