// What must hold of what Slack sends, whatever is missing or wrong in it?

import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ReceiverEvent } from '@slack/bolt';
import type * as FastCheck from 'fast-check';
import { startSlack } from '../../adapters/slack/start-slack.ts';
import type { FuzzBot } from './fuzz-bot.ts';
import type { FuzzTarget, OpenTargets, Uncaught } from './fuzz-target.ts';
import { bentJson } from './hostile-json.ts';
import { checkNoPretence } from './no-pretence.ts';
import { BOT_USER, COMMANDS, EVENT_ID, EVENT_TS, EVENTS, INTERACTIONS, RESPONSE_URL } from './slack-samples.ts';

const SIGNING_SECRET = 'secret';

/** The adapter in HTTP mode, sent signed requests; Slack's methods are answered by a server of our own. */
export async function openSlackTargets(
  fc: typeof FastCheck,
  { bot, log, now, begin, checkLog }: FuzzBot,
  uncaught: Uncaught,
): Promise<OpenTargets> {
  const slack = await openSlackApi();
  const adapter = await startSlack({
    bot,
    log,
    now,
    elapsed: now,
    botToken: 'xoxb-fuzz',
    signingSecret: SIGNING_SECRET,
    port: 0,
    apiUrl: `${slack.url}/api/`,
  });
  let underWay: Promise<unknown>[] = [];
  let onTaken: () => void = () => {};
  const processEvent = adapter.app.processEvent.bind(adapter.app);
  adapter.app.processEvent = (event: ReceiverEvent) => {
    const done = processEvent(event);
    underWay.push(done);
    onTaken();
    return done;
  };
  let inputs = 0;

  async function post(payload: unknown, encode: (json: string) => { type: string; body: string }): Promise<void> {
    begin();
    slack.sent.length = 0;
    underWay = [];
    inputs += 1;
    const json = JSON.stringify(payload ?? null)
      .replaceAll(EVENT_ID, `Ev${inputs}`)
      .replaceAll(EVENT_TS, `${1_700_000_000 + inputs}.000100`)
      .replaceAll(RESPONSE_URL, `${slack.url}/response`);
    const { type, body } = encode(json);
    const seconds = Math.floor(Date.now() / 1000);
    const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${seconds}:${body}`).digest('hex');
    const taken = new Promise<void>((resolve) => {
      onTaken = resolve;
    });
    const leave = new AbortController();
    const answered = fetch(`${adapter.url}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': String(seconds),
        'x-slack-signature': `v0=${signature}`,
      },
      body,
      signal: leave.signal,
    }).then((answer) => answer.arrayBuffer());
    // What is none of ours is not acknowledged, and Bolt answers it only after three seconds.
    await Promise.race([answered, taken]);
    answered.catch(() => {});
    await Promise.allSettled(underWay);
    leave.abort();
    await uncaught.check();
    checkLog();
    if (!JSON.stringify(payload)?.includes('app_home_opened')) checkNoPretence(payload, slack.sent);
  }

  const asJson = (json: string) => ({ type: 'application/json', body: json });
  const asForm = (json: string) => ({
    type: 'application/x-www-form-urlencoded',
    body: new URLSearchParams({ payload: json }).toString(),
  });
  const targets: FuzzTarget[] = [
    {
      name: 'events of Slack',
      property: fc.asyncProperty(payloads(fc, EVENTS), (payload) => post(payload, asJson)),
    },
    {
      name: 'commands of Slack',
      property: fc.asyncProperty(payloads(fc, COMMANDS), (payload) => post(payload, asFields)),
    },
    {
      name: 'interactions of Slack',
      property: fc.asyncProperty(payloads(fc, INTERACTIONS), (payload) => post(payload, asForm)),
    },
  ];
  return {
    targets,
    async close() {
      await adapter.stop();
      await slack.close();
    },
  };
}

/** A slash command is a form of its own. */
function asFields(json: string): { type: string; body: string } {
  const value: unknown = JSON.parse(json);
  const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const texts = fields.map(([name, each]): [string, string] => [
    name,
    typeof each === 'string' ? each : JSON.stringify(each),
  ]);
  return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(texts).toString() };
}

function payloads(fc: typeof FastCheck, samples: readonly object[]): FastCheck.Arbitrary<unknown> {
  // No request goes to an address that was made up.
  const keep = /^(?:response_url|private_metadata|payload)$/;
  return fc.oneof(
    { weight: 5, arbitrary: bentJson(fc, samples, { wordless: true }) },
    { weight: 4, arbitrary: bentJson(fc, samples, { keep }) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  );
}

interface SlackApi {
  readonly url: string;
  /** The bodies of all requests but those that only ask. */
  readonly sent: string[];
  close(): Promise<void>;
}

/** Says yes to everything. */
async function openSlackApi(): Promise<SlackApi> {
  const sent: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = readable(Buffer.concat(chunks).toString('utf8'));
      if (/\/(?:chat\.post|chat\.update|views\.|response)/.test(request.url ?? '')) sent.push(body);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answerOf(request.url ?? '')));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A form's fields as they were before they were encoded. */
function readable(body: string): string {
  return body.startsWith('{') ? body : [...new URLSearchParams(body).values()].join('\n');
}

function answerOf(url: string): object {
  if (url.endsWith('auth.test')) return { ok: true, user_id: BOT_USER, bot_id: 'B1', team_id: 'T1' };
  if (url.endsWith('users.info')) return { ok: true, user: { id: 'U1', name: 'ada', locale: 'en-US' } };
  if (url.endsWith('conversations.open')) return { ok: true, channel: { id: 'D1' } };
  return { ok: true, channel: 'C1', ts: '1690000000.000200', messages: [], usergroups: [] };
}
